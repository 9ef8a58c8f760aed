package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.item.ItemCodec;
import com.necpgame.platform.embedded.storage.Batch;
import com.necpgame.platform.embedded.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Enters the items of a table into an index that was added to it. Writers keep the index from the moment on that it was added; so it is
 * enough to enter each item as it is under its lock, whenever that is. After a restart it begins anew.
 */
final class IndexFilling {
    private static final int ITEMS_AT_ONCE = 256;

    private final Storage storage;
    private final Tables tables;
    private final Locks locks;
    private final ReentrantLock changing;

    IndexFilling(Storage storage, Tables tables, Locks locks, ReentrantLock changing) {
        this.storage = storage;
        this.tables = tables;
        this.locks = locks;
        this.changing = changing;
    }

    void run(BooleanSupplier stopped) {
        for (TableSchema table : tables.all()) {
            for (IndexSchema index : table.indexes()) {
                if (!index.complete()) {
                    fill(table, index.name(), stopped);
                }
            }
        }
    }

    private void fill(TableSchema table, String index, BooleanSupplier stopped) {
        Bytes.Range rest = table.keys().everything();
        while (!stopped.getAsBoolean()) {
            try (var session = storage.session()) {
                List<byte[]> entries = entries(rest);
                if (entries.isEmpty()) {
                    complete(table, index);
                    return;
                }
                if (!enter(table, index, entries)) {
                    return;
                }
                rest = rest.after(entries.getLast());
            }
        }
    }

    private List<byte[]> entries(Bytes.Range range) {
        var entries = new ArrayList<byte[]>();
        try (var cursor = storage.range(range.from(), range.to(), false)) {
            while (entries.size() < ITEMS_AT_ONCE && cursor.next()) {
                entries.add(cursor.key());
            }
        }
        return entries;
    }

    /** @return whether the index is still wanted */
    private boolean enter(TableSchema table, String name, List<byte[]> entries) {
        var batch = new Batch();
        try (var held = locks.of(entries)) {
            IndexSchema index = wanted(table, name);
            if (index == null) {
                return false;
            }
            for (byte[] entry : entries) {
                byte[] stored = storage.get(entry);
                if (stored != null) {
                    Indexes.enter(batch, index, ItemCodec.decode(stored));
                }
            }
            storage.apply(batch);
        }
        return true;
    }

    private @Nullable IndexSchema wanted(TableSchema table, String index) {
        TableSchema now = tables.find(table.name());
        return now != null && table.isSame(now) ? now.index(index) : null;
    }

    private void complete(TableSchema table, String index) {
        changing.lock();
        try {
            if (wanted(table, index) == null) {
                return;
            }
            try (var held = locks.all()) {
                tables.save(tables.current(table).completed(index), new Batch());
            }
        } finally {
            changing.unlock();
        }
    }
}
