package com.necpgame.server;

import com.necpgame.platform.embedded.storage.StorageOptions.Durability;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The store in this process, where {@code necpgame.store.kind} is {@code embedded}.
 *
 * @param durability {@code fsynced}: an answer means that the disk has it; {@code relaxed}: fsync every 100 ms, and a machine that dies may
 *     lose what was answered since, a process that is killed loses nothing
 * @param cacheMegabytes memory outside the heap for blocks that were read, writes in progress included
 * @param memtableMegabytes memory outside the heap for writes before they become files; part of the cache
 * @param reserveMegabytes free space of the disk below which writes are refused
 * @param sweepInterval how often what has expired is looked for and deleted
 * @param backups the folder for backups; unset: {@code backups} in the store's folder
 * @param backupsKept how many backups stay there; the oldest goes first
 */
@Context
@ConfigurationProperties(EmbeddedStoreConfig.PREFIX)
record EmbeddedStoreConfig(
        @Bindable(defaultValue = "FSYNCED") Durability durability,
        @Bindable(defaultValue = "64") int cacheMegabytes,
        @Bindable(defaultValue = "32") int memtableMegabytes,
        @Bindable(defaultValue = "256") int reserveMegabytes,
        @Bindable(defaultValue = "1m") Duration sweepInterval,
        @Nullable String backups,
        @Bindable(defaultValue = "10") int backupsKept) {
    static final String PREFIX = "necpgame.store.embedded";

    EmbeddedStoreConfig {
        Settings.positive(PREFIX + ".cache-megabytes", cacheMegabytes);
        Settings.positive(PREFIX + ".memtable-megabytes", memtableMegabytes);
        Settings.positive(PREFIX + ".reserve-megabytes", reserveMegabytes);
        Settings.positive(PREFIX + ".sweep-interval", sweepInterval);
        Settings.positive(PREFIX + ".backups-kept", backupsKept);
    }
}
