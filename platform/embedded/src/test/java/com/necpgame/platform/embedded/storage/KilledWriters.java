package com.necpgame.platform.embedded.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;

/** Writers in a process of their own, which is killed while they write, and what they say was answered until then. */
public final class KilledWriters {
    private static final String WRITING = "writing";

    private KilledWriters() {}

    /** Counts until the process is killed. */
    @FunctionalInterface
    public interface Writer {
        /** @param answered is told each number that was written and answered */
        void count(int writer, LongConsumer answered);
    }

    /** In that process: never returns. Half of the writers are virtual threads. The answers outlive the process in a mapped file. */
    public static void write(int writers, Path answers, Writer work) throws IOException, InterruptedException {
        ByteBuffer answered;
        try (FileChannel file = FileChannel.open(
                answers, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            answered = file.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES * (long) writers);
        }
        for (int i = 0; i < writers; i++) {
            int writer = i;
            Thread.Builder kind = i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
            kind.start(() -> work.count(writer, number -> answered.putLong(Long.BYTES * writer, number)));
        }
        System.out.println(WRITING);
        new CountDownLatch(1).await();
    }

    /**
     * In the test: starts the main class, and kills it some time after it has begun to write.
     *
     * @return the last answered number of each writer
     */
    public static ByteBuffer kill(Class<?> writers, Path folder, Path answers, int millis)
            throws IOException, InterruptedException {
        try (Child child = Child.start(writers, folder.toString(), answers.toString())) {
            child.awaitLine(WRITING);
            assertThat(child.endsWithin(millis))
                    .as("the writers end by themselves")
                    .isFalse();
            child.kill();
        }
        return ByteBuffer.wrap(Files.readAllBytes(answers));
    }
}
