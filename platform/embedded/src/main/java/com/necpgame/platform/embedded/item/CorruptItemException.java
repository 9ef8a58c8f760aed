package com.necpgame.platform.embedded.item;

/** Bytes that are no item: the data was damaged, or written by a newer version. */
public final class CorruptItemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CorruptItemException(String message) {
        super(message);
    }
}
