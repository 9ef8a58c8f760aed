package com.necpgame.platform.embedded.storage;

import org.jspecify.annotations.Nullable;

/** An ordered map of bytes in a folder, with atomic batches. Safe for any number of threads. */
public final class Storage implements AutoCloseable {
    private Storage() {}

    /**
     * @throws StorageException if another process holds the folder, a newer version wrote it, or the disk fails; the message says which
     *     and what to do
     */
    public static Storage open(StorageOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * Applies the batch; others can read it from here on. Not durable yet: {@link #awaitDurable}. Callers hold their own locks over
     * read, decide and apply, and release them before they wait.
     *
     * @return a ticket for {@link #awaitDurable}
     * @throws StorageException if the disk is nearly full or the storage failed; then nothing was applied
     */
    public long apply(Batch batch) {
        throw new UnsupportedOperationException();
    }

    /**
     * Waits until the batch of that ticket was fsynced (group commit); at once if relaxed.
     *
     * @throws StorageException if the fsync failed: the batch may be there or not after the storage was opened again
     */
    public void awaitDurable(long ticket) {
        throw new UnsupportedOperationException();
    }

    /** Waits for every batch that touched the partition and was visible before this call; at once if relaxed. Call it after reading. */
    public void awaitReadable(byte[] partition) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #awaitReadable(byte[])} for every partition. */
    public void awaitReadable() {
        throw new UnsupportedOperationException();
    }

    public byte @Nullable [] get(byte[] key) {
        throw new UnsupportedOperationException();
    }

    /** The state of now, for as long as the view is open. */
    public View view() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    /** One moment of the storage. Not for several threads at a time. */
    public interface View extends AutoCloseable {
        byte @Nullable [] get(byte[] key);

        /**
         * Entries with {@code from <= key < to}, or in descending order. Close it.
         *
         * @param to exclusive
         */
        Cursor range(byte[] from, byte[] to, boolean descending);

        @Override
        void close();
    }

    /** Starts before the first entry. */
    public interface Cursor extends AutoCloseable {
        boolean next();

        byte[] key();

        byte[] value();

        @Override
        void close();
    }
}
