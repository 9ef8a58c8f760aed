package com.necpgame.platform.embedded.storage;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every view and cursor that is open, since RocksDB may not be closed before them. */
final class Readers {
    /** Something native that reads. */
    interface Reader {
        /** Frees it, once. Only inside the gate, or with the gate shut and empty. */
        void free();
    }

    private final Set<Reader> open = ConcurrentHashMap.newKeySet();

    void add(Reader reader) {
        open.add(reader);
    }

    void remove(Reader reader) {
        open.remove(reader);
    }

    /** Only with the gate shut and empty. Cursors go before the views they read: a view frees its cursors. */
    void freeAll() {
        open.forEach(Reader::free);
        open.clear();
    }

    static RuntimeException gone(String what, boolean closed) {
        return closed
                ? new IllegalStateException("The " + what + " is closed.")
                : new StorageException(
                        StorageException.Kind.FAILED, "The storage was opened again under this " + what + ".");
    }

    int size() {
        return open.size();
    }
}
