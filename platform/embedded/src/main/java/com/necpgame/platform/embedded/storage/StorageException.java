package com.necpgame.platform.embedded.storage;

/** The storage cannot do it now; {@link #kind} says why. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** Free space is below the reserve. Nothing was applied; reads go on. */
        DISK_FULL,
        /** An fsync or write failed, and the storage has not been opened again yet. */
        FAILED,
        /** Another process holds the folder. */
        LOCKED,
        /** A newer version wrote the folder. */
        NEWER_FORMAT,
        /** The folder is not what the call needs: not empty, not a storage, or not a whole backup. */
        UNFIT,
        /** It was closed. */
        CLOSED
    }

    private final Kind kind;

    public StorageException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public StorageException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
