package com.necpgame.platform.embedded.storage;

import static com.necpgame.platform.embedded.storage.Storages.at;
import static com.necpgame.platform.embedded.storage.Storages.b;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtentTest {
    @TempDir
    Path folder;

    @Test
    void aSmallRangeIsCountedAndALargeOneEstimated() {
        try (Storage storage = Storage.open(at(folder))) {
            fill(storage, "a", 50_000);
            fill(storage, "b", 100);
            assertThat(storage.extent(b("b"), b("c"), 1_000)).isEqualTo(new Extent(100, 100 * (7 + 100), true));
            assertThat(storage.extent(b("c"), b("d"), 1_000)).isEqualTo(new Extent(0, 0, true));
            assertThat(storage.extent(b("a"), b("b"), 100_000)).isEqualTo(new Extent(50_000, 50_000 * (7 + 100), true));
            assertEstimated(storage.extent(b("a"), b("b"), 1_000));
        }
        try (Storage storage = Storage.open(at(folder))) {
            assertEstimated(storage.extent(b("a"), b("b"), 1_000));
        }
    }

    private static void assertEstimated(Extent extent) {
        assertThat(extent.exact()).isFalse();
        assertThat(extent.entries()).isCloseTo(50_000, Percentage.withPercentage(20));
        assertThat(extent.bytes()).isCloseTo(extent.entries() * 107, within(extent.entries()));
    }

    @Test
    void metricsTellWhatHappened() {
        try (Storage storage = Storage.open(at(folder))) {
            fill(storage, "a", 2_000);
            storage.awaitDurable(storage.apply(Storages.put("z", "1")));
            try (Storage.View view = storage.view();
                    Storage.Cursor cursor = view.range(b("a"), b("b"), false)) {
                assertThat(cursor.next()).isTrue();
                Metrics metrics = storage.metrics();
                assertThat(metrics.batches()).isEqualTo(3);
                assertThat(metrics.fsyncs()).isBetween(1L, 3L);
                assertThat(metrics.repairs()).isZero();
                assertThat(metrics.diskBytes()).isGreaterThan(200_000);
                assertThat(metrics.freeBytes()).isPositive();
                assertThat(metrics.memtableBytes()).isBetween(200_000L, 16 * Storages.MIB);
                assertThat(metrics.cacheBytes()).isBetween(metrics.memtableBytes(), 32 * Storages.MIB);
                assertThat(metrics.readers()).isEqualTo(2);
            }
            assertThat(storage.metrics().readers()).isZero();
        }
    }

    private static void fill(Storage storage, String table, int entries) {
        Random random = new Random(1);
        for (int i = 0; i < entries; ) {
            Batch batch = new Batch();
            for (int in = 0; in < 1_000 && i < entries; in++, i++) {
                byte[] value = new byte[100];
                random.nextBytes(value);
                batch.put(b("%s%06d".formatted(table, i)), value);
            }
            storage.apply(batch);
        }
    }
}
