package com.necpgame.platform.embedded.storage;

import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/** One pass over a range. The bounds are RocksDB's own, so it does not read past them. */
final class RocksCursor extends RocksReader implements Storage.Cursor {
    private final boolean descending;
    private final byte[] from;
    private final @Nullable Slice lower;
    private final @Nullable Slice upper;
    private final ReadOptions options;
    private final RocksIterator entries;
    private boolean started;
    private byte @Nullable [] key;
    private byte @Nullable [] value;

    /** Only inside the gate. An empty {@code to} is no end. */
    RocksCursor(
            Gate gate, Readers readers, RocksDB db, @Nullable Snapshot at, byte[] from, byte[] to, boolean descending) {
        super(gate, readers, "cursor");
        this.descending = descending;
        this.from = from;
        this.options = new ReadOptions();
        this.lower = descending ? new Slice(from) : null;
        this.upper = to.length > 0 ? new Slice(to) : null;
        if (at != null) {
            options.setSnapshot(at);
        }
        if (lower != null) {
            options.setIterateLowerBound(lower);
        }
        if (upper != null) {
            options.setIterateUpperBound(upper);
        }
        this.entries = db.newIterator(options);
        readers.add(this);
    }

    @Override
    public boolean next() {
        int stripe = enter();
        try {
            move();
            return load();
        } finally {
            gate.leave(stripe);
        }
    }

    private void move() {
        if (!started) {
            started = true;
            if (descending) {
                entries.seekToLast();
            } else {
                entries.seek(from);
            }
        } else if (key != null) {
            if (descending) {
                entries.prev();
            } else {
                entries.next();
            }
        }
    }

    private boolean load() {
        if (entries.isValid()) {
            key = entries.key();
            value = entries.value();
            return true;
        }
        key = null;
        value = null;
        try {
            entries.status();
        } catch (RocksDBException e) {
            throw Storage.unreadable(e);
        }
        return false;
    }

    @Override
    public byte[] key() {
        return current(key);
    }

    @Override
    public byte[] value() {
        return current(value);
    }

    private static byte[] current(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new IllegalStateException("The cursor is before the first entry or after the last.");
        }
        return bytes;
    }

    @Override
    void release() {
        entries.close();
        options.close();
        if (lower != null) {
            lower.close();
        }
        if (upper != null) {
            upper.close();
        }
    }
}
