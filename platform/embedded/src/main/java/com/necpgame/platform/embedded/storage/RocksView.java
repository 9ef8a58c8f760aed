package com.necpgame.platform.embedded.storage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;

/** A snapshot of RocksDB and the cursors over it. */
final class RocksView extends RocksReader implements Storage.View {
    private final RocksDB db;
    private final Snapshot snapshot;
    private final ReadOptions options;
    private final List<RocksCursor> cursors = new ArrayList<>();

    /** Only inside the gate. */
    RocksView(Gate gate, Readers readers, RocksDB db) {
        super(gate, readers, "view");
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

    @Override
    void release() {
        cursors.forEach(RocksCursor::free);
        options.close();
        db.releaseSnapshot(snapshot);
    }
}
