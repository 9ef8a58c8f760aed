package com.necpgame.platform.embedded.storage;

import static com.necpgame.platform.embedded.storage.Storages.b;
import static com.necpgame.platform.embedded.storage.Storages.s;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

/**
 * Writers that count: each batch sets two keys to the next number, adds a log entry and moves an index entry. So what is left tells whether
 * anything was lost, half applied, or left a wrong index.
 */
final class Counters {
    static final int WRITERS = 16;
    private static final String PADDING = "x".repeat(150);

    private Counters() {}

    static Batch batch(int writer, long number) {
        Batch batch = new Batch();
        byte[] value = b(number + ":" + PADDING);
        batch.put(left(writer), value);
        batch.put(right(writer), value);
        batch.put(entry("log", writer, number), value);
        batch.delete(entry("index", writer, number - 1));
        batch.put(entry("index", writer, number), value);
        batch.touches(left(writer));
        return batch;
    }

    static long read(Storage storage, int writer) {
        return number(storage.get(left(writer)));
    }

    /** Asserts that the writer's keys tell one story, and @return its last number. */
    static long check(Storage storage, int writer) {
        long number = read(storage, writer);
        assertThat(number(storage.get(right(writer))))
                .as("right of writer %d (half applied?)", writer)
                .isEqualTo(number);
        assertThat(count(storage, "log", writer))
                .as("log of writer %d (half applied?)", writer)
                .isEqualTo(number);
        assertThat(count(storage, "index", writer))
                .as("index of writer %d", writer)
                .isEqualTo(number == 0 ? 0 : 1);
        if (number > 0) {
            assertThat(number(storage.get(entry("index", writer, number))))
                    .as("index entry of writer %d", writer)
                    .isEqualTo(number);
        }
        return number;
    }

    private static long count(Storage storage, String table, int writer) {
        long count = 0;
        try (Storage.Cursor cursor = storage.range(entry(table, writer, 0), entry(table, writer + 1, 0), false)) {
            while (cursor.next()) {
                count++;
            }
        }
        return count;
    }

    private static long number(byte @Nullable [] value) {
        String text = s(value);
        return text == null ? 0 : Long.parseLong(text.substring(0, text.indexOf(':')));
    }

    private static byte[] left(int writer) {
        return b("left%02d".formatted(writer));
    }

    private static byte[] right(int writer) {
        return b("right%02d".formatted(writer));
    }

    private static byte[] entry(String table, int writer, long number) {
        return b("%s%02d:%012d".formatted(table, writer, number));
    }
}
