package com.necpgame.platform.data;

import org.jspecify.annotations.Nullable;

/** DynamoDB refused a request because of others in flight, or because of too many of them. Nothing happened, and trying again may help. */
public final class StoreContended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was refused and by which reason */
    public StoreContended(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
