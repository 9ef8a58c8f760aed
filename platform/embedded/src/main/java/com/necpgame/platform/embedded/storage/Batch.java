package com.necpgame.platform.embedded.storage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes that are applied together or not at all. */
public final class Batch {
    /** Null for a deletion. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Change(byte[] key, byte @Nullable [] value) {}

    final List<Change> changes = new ArrayList<>();
    final List<byte[]> partitions = new ArrayList<>();

    public void put(byte[] key, byte[] value) {
        changes.add(new Change(key, value));
    }

    public void delete(byte[] key) {
        changes.add(new Change(key, null));
    }

    /** Says that readers of this partition must wait for the batch to be durable: {@link Storage#awaitReadable}. */
    public void touches(byte[] partition) {
        partitions.add(partition);
    }
}
