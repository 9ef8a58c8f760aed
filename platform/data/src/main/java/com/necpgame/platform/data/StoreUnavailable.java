package com.necpgame.platform.data;

/** DynamoDB gave no usable answer: an error of its own, a timeout, or no connection. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean outcomeUnknown;

    /** @param outcomeUnknown whether a write may have happened nevertheless */
    public StoreUnavailable(String message, boolean outcomeUnknown, Throwable cause) {
        super(message, cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    /** Whether the write may have happened. A transaction is safely sent again with the same client token, for ten minutes. */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }
}
