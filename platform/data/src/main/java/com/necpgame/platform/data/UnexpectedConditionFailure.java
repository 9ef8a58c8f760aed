package com.necpgame.platform.data;

/** A write's condition failed, and the write did not say what that means. */
public final class UnexpectedConditionFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Write write;

    UnexpectedConditionFailure(Write write) {
        super("a condition failed that was not expected to: " + write);
        this.write = write;
    }

    /** The write whose condition failed. */
    public Write write() {
        return write;
    }
}
