package com.necpgame.platform.embedded.storage;

/**
 * Whether the storage takes calls, for probes.
 *
 * @param text for people: why not, and what happens next
 */
public record Health(State state, String text) {
    public enum State {
        READY,
        /** Reads only, until space returns. */
        DISK_FULL,
        /** No calls, until the storage was opened again. */
        FAILED
    }

    public boolean isReady() {
        return state == State.READY;
    }
}
