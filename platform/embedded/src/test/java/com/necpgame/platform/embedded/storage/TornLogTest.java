package com.necpgame.platform.embedded.storage;

import static com.necpgame.platform.embedded.storage.Storages.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The newest log ends or is wrong at a random byte, as a power cut may leave it. {@code -Drounds=10}, {@code -Dseed=}. */
@Timeout(600)
class TornLogTest {
    private static final int BATCHES = 300;
    private static final int COPIES_MAX = 50;

    @TempDir
    Path temp;

    @Test
    void nothingIsHalfApplied() throws IOException, InterruptedException {
        long seed = Long.getLong("seed", System.nanoTime());
        int rounds = Integer.getInteger("rounds", 4);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        long kept = 0;
        try (Storage storage = Storage.open(at(temp.resolve("storage")))) {
            for (int round = 0; round < rounds; round++) {
                write(storage);
                Path copy = copy(temp.resolve("storage"), temp.resolve("copy" + round));
                long cutAt = tear(newestLog(copy), round % 2 == 0, random);
                try (Storage torn = Storage.open(at(copy))) {
                    long left = check(torn);
                    assertThat(left).isLessThanOrEqualTo((long) Counters.WRITERS * BATCHES * (round + 1));
                    System.out.printf(
                            "torn at byte %,d: %,d of %,d batches are left%n",
                            cutAt, left, (long) Counters.WRITERS * BATCHES * (round + 1));
                    kept += left;
                }
            }
        }
        System.out.printf("%d torn logs: nothing half applied, %,d batches checked%n", rounds, kept);
    }

    private static void write(Storage storage) throws InterruptedException {
        List<Thread> writers = IntStream.range(0, Counters.WRITERS)
                .mapToObj(writer -> Thread.ofPlatform().start(() -> {
                    long last = Counters.read(storage, writer);
                    for (long number = last + 1; number <= last + BATCHES; number++) {
                        storage.awaitDurable(storage.apply(Counters.batch(writer, number)));
                    }
                }))
                .toList();
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private static long check(Storage storage) {
        return IntStream.range(0, Counters.WRITERS)
                .mapToLong(writer -> Counters.check(storage, writer))
                .sum();
    }

    /** Again where a flush in the background exchanged files meanwhile: a copy of two moments is none. */
    private static Path copy(Path storage, Path copy) throws IOException {
        for (int tries = 1; ; tries++) {
            Path target = copy.resolveSibling(copy.getFileName() + "-" + tries);
            Map<String, Long> before = files(storage);
            try {
                copyAll(storage, target);
                if (files(storage).equals(before)) {
                    return target;
                }
            } catch (NoSuchFileException e) {
                if (tries == COPIES_MAX) {
                    throw e;
                }
            }
        }
    }

    private static Map<String, Long> files(Path storage) throws IOException {
        var sizes = new TreeMap<String, Long>();
        try (Stream<Path> files = Files.list(storage.resolve("data"))) {
            files.forEach(file -> sizes.put(file.toString(), file.toFile().length()));
        }
        return sizes;
    }

    private static void copyAll(Path storage, Path copy) throws IOException {
        Files.createDirectories(copy.resolve("data"));
        Files.copy(storage.resolve("format"), copy.resolve("format"));
        try (Stream<Path> files = Files.list(storage.resolve("data"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve("data").resolve(file.getFileName()));
            }
        }
    }

    private static Path newestLog(Path storage) throws IOException {
        try (Stream<Path> files = Files.list(storage.resolve("data"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Comparator.comparing(Path::getFileName))
                    .orElseThrow();
        }
    }

    /** @return where */
    private static long tear(Path file, boolean cut, Random random) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long at = random.nextLong(bytes.length());
            if (cut) {
                bytes.setLength(at);
            } else {
                bytes.seek(at);
                int old = bytes.read();
                bytes.seek(at);
                bytes.write(old ^ 1 << random.nextInt(8));
            }
            return at;
        }
    }
}
