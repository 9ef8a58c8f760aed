package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.storage.StorageOptions;
import com.necpgame.platform.embedded.storage.StorageOptions.Durability;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Stores for tests: small, and swept only when the test says so. */
final class Stores {
    private static final long CACHE_BYTES = 16 << 20;
    private static final long MEMTABLE_BYTES = 16 << 20;
    private static final long RESERVE_BYTES = 1 << 20;

    private Stores() {}

    static EmbeddedDynamo open(Path folder) {
        return open(folder, Clock.systemUTC());
    }

    static EmbeddedDynamo open(Path folder, Clock clock) {
        return EmbeddedDynamo.open(
                new EmbeddedOptions(storage(folder, Durability.FSYNCED), Duration.ZERO, false), clock);
    }

    static EmbeddedDynamo conflicting(Path folder) {
        return EmbeddedDynamo.open(
                new EmbeddedOptions(storage(folder, Durability.FSYNCED), Duration.ZERO, true), Clock.systemUTC());
    }

    static EmbeddedDynamo relaxed(Path folder) {
        return EmbeddedDynamo.open(
                new EmbeddedOptions(storage(folder, Durability.RELAXED), Duration.ZERO, false), Clock.systemUTC());
    }

    static StorageOptions storage(Path folder, Durability durability) {
        return new StorageOptions(folder, durability, CACHE_BYTES, MEMTABLE_BYTES, RESERVE_BYTES);
    }
}
