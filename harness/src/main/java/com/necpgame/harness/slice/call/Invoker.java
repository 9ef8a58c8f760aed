package com.necpgame.harness.slice.call;

/** A function, as those who invoke it see it. Safe for many threads. */
@FunctionalInterface
public interface Invoker {
    /**
     * Invokes it and waits.
     *
     * @param event JSON
     * @throws Throttled if it takes no more at the moment
     */
    Invoked invoke(byte[] event);

    /** As many invocations as there may be are under way, and none ended in time. */
    final class Throttled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Throttled(String message) {
            super(message);
        }
    }
}
