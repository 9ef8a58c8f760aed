package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.storage.Batch;
import com.necpgame.platform.embedded.storage.Storage;
import com.necpgame.platform.embedded.storage.StorageException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which tables there are. What it knows in memory is durable; after a change whose outcome is unknown it reads the storage again. */
final class Tables {
    private static final byte[] COUNTER = Spaces.key(Spaces.COUNTER, "next");

    private final Storage storage;
    private volatile @Nullable NavigableMap<String, TableSchema> byName;

    Tables(Storage storage) {
        this.storage = storage;
    }

    /**
     * @param nameOrArn as callers may give either
     * @throws software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException if there is no such table
     */
    TableSchema require(@Nullable String nameOrArn) {
        TableSchema table = find(TableRules.name(nameOrArn));
        if (table == null) {
            throw Failures.notFound("Requested resource not found");
        }
        return table;
    }

    @Nullable
    TableSchema find(String name) {
        return tables().get(name);
    }

    /** The table as it is now, with the indexes that it has now; the caller holds a lock that keeps it so. */
    TableSchema current(TableSchema known) {
        TableSchema now = find(known.name());
        if (now == null || !known.isSame(now)) {
            throw Failures.notFound("Requested resource not found");
        }
        return now;
    }

    /** In the order of their names. */
    Collection<TableSchema> all() {
        return List.copyOf(tables().values());
    }

    /** In the order of their names, after the one given. */
    List<String> namesAfter(@Nullable String name) {
        var tables = tables();
        return List.copyOf((name == null ? tables : tables.tailMap(name, false)).keySet());
    }

    /** Stores a new table, or a changed one. Returns when that is durable. One caller at a time. */
    void save(TableSchema table, Batch batch) {
        batch.put(Spaces.key(Spaces.CATALOG, table.name()), SchemaCodec.encode(table));
        var changed = new TreeMap<>(tables());
        changed.put(table.name(), table);
        write(batch, changed);
    }

    /** Forgets a table; its entries are dropped by the batch's {@link #drop}. One caller at a time. */
    void remove(TableSchema table, Batch batch) {
        batch.delete(Spaces.key(Spaces.CATALOG, table.name()));
        var changed = new TreeMap<>(tables());
        changed.remove(table.name());
        write(batch, changed);
    }

    /** Numbers of a table's or index's own. They are used up once the batch is stored. One caller at a time. */
    List<Integer> newSpaces(int count, Batch batch) {
        byte[] stored = storage.get(COUNTER);
        int first = stored == null ? Spaces.FIRST : ByteBuffer.wrap(stored).getInt();
        batch.put(
                COUNTER,
                ByteBuffer.allocate(Integer.BYTES).putInt(first + count).array());
        var spaces = new ArrayList<Integer>(count);
        for (int i = 0; i < count; i++) {
            spaces.add(first + i);
        }
        return spaces;
    }

    /** Notes that the entries under these keys are nobody's any more. */
    static void drop(KeyShape keys, Batch batch) {
        batch.put(Spaces.key(Spaces.DROPPED, keys.space()), new byte[0]);
    }

    private void write(Batch batch, NavigableMap<String, TableSchema> changed) {
        try {
            storage.awaitDurable(storage.apply(batch));
            byName = changed;
        } catch (StorageException e) {
            byName = null;
            throw e;
        }
    }

    private NavigableMap<String, TableSchema> tables() {
        var known = byName;
        return known != null ? known : load();
    }

    private synchronized NavigableMap<String, TableSchema> load() {
        var known = byName;
        if (known != null) {
            return known;
        }
        var loaded = new TreeMap<String, TableSchema>();
        var range = Spaces.all(Spaces.CATALOG);
        try (var cursor = storage.range(range.from(), range.to(), false)) {
            while (cursor.next()) {
                TableSchema table = SchemaCodec.decode(cursor.value());
                loaded.put(table.name(), table);
            }
        }
        storage.awaitReadable();
        byName = loaded;
        return loaded;
    }
}
