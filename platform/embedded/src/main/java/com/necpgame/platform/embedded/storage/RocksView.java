package com.necpgame.platform.embedded.storage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;

/** A snapshot of RocksDB and the cursors over it. */
final class RocksView implements Storage.View, Readers.Reader {
    private final Gate gate;
    private final Readers readers;
    private final RocksDB db;
    private final Snapshot snapshot;
    private final ReadOptions options;
    private final List<RocksCursor> cursors = new ArrayList<>();
    private boolean closed;
    private boolean freed;

    /** Only inside the gate. */
    RocksView(Gate gate, Readers readers, RocksDB db) {
        this.gate = gate;
        this.readers = readers;
        this.db = db;
        this.snapshot = db.getSnapshot();
        this.options = new ReadOptions().setSnapshot(snapshot);
        readers.add(this);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        int stripe = enter();
        try {
            return db.get(options, key);
        } catch (RocksDBException e) {
            throw Storage.unreadable(e);
        } finally {
            gate.leave(stripe);
        }
    }

    @Override
    public Storage.Cursor range(byte[] from, byte[] to, boolean descending) {
        int stripe = enter();
        try {
            RocksCursor cursor = new RocksCursor(gate, readers, db, snapshot, from, to, descending);
            cursors.add(cursor);
            return cursor;
        } finally {
            gate.leave(stripe);
        }
    }

    private int enter() {
        int stripe = gate.enter();
        if (freed) {
            gate.leave(stripe);
            throw Readers.gone("view", closed);
        }
        return stripe;
    }

    @Override
    public void close() {
        closed = true;
        int stripe = gate.tryEnter();
        if (stripe < 0) {
            // Whoever shut the gate frees it.
            return;
        }
        try {
            free();
        } finally {
            gate.leave(stripe);
        }
    }

    @Override
    public void free() {
        if (freed) {
            return;
        }
        freed = true;
        readers.remove(this);
        cursors.forEach(RocksCursor::free);
        options.close();
        db.releaseSnapshot(snapshot);
    }
}
