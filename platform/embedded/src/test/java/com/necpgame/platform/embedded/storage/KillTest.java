package com.necpgame.platform.embedded.storage;

import static com.necpgame.platform.embedded.storage.Storages.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL in the middle of writes. {@code -Drounds=20}, {@code -Dseed=}. */
@Timeout(600)
class KillTest {
    @TempDir
    Path temp;

    /** Counts with sixteen writers in the folder of the first argument, and notes what was answered in the file of the second. */
    public static final class Writers {
        public static void main(String[] args) throws IOException, InterruptedException {
            Storage storage = Storage.open(at(Path.of(args[0])));
            KilledWriters.write(
                    Counters.WRITERS, Path.of(args[1]), (writer, answered) -> count(storage, writer, answered));
        }

        private static void count(Storage storage, int writer, LongConsumer answered) {
            for (long number = Counters.read(storage, writer) + 1; ; number++) {
                storage.awaitDurable(storage.apply(Counters.batch(writer, number)));
                answered.accept(number);
            }
        }
    }

    @Test
    void nothingAnsweredIsLostAndNothingIsHalfApplied() throws IOException, InterruptedException {
        long seed = Long.getLong("seed", System.nanoTime());
        int rounds = Integer.getInteger("rounds", 2);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Path folder = temp.resolve("storage");
        Path answers = temp.resolve("answered");
        long batches = 0;
        long open = 0;
        for (int round = 0; round < rounds; round++) {
            ByteBuffer answered = KilledWriters.kill(Writers.class, folder, answers, 200 + random.nextInt(1_500));
            long begin = System.nanoTime();
            try (Storage storage = Storage.open(at(folder))) {
                open = Math.max(open, System.nanoTime() - begin);
                batches = check(storage, answered);
            }
        }
        System.out.printf(
                "%d kills at %d writers, %,d batches: 0 answered lost, 0 half applied, 0 wrong index entries; slowest open %d ms%n",
                rounds, Counters.WRITERS, batches, TimeUnit.NANOSECONDS.toMillis(open));
    }

    private static long check(Storage storage, ByteBuffer answered) {
        long batches = 0;
        for (int writer = 0; writer < Counters.WRITERS; writer++) {
            long number = Counters.check(storage, writer);
            assertThat(number)
                    .as("last number of writer %d (answered and lost?)", writer)
                    .isGreaterThanOrEqualTo(answered.getLong(Long.BYTES * writer));
            batches += number;
        }
        return batches;
    }
}
