package com.necpgame.platform.testkit;

/**
 * The process has died, as far as its store can tell. An error, so that no handler of exceptions carries on as if
 * it were alive.
 */
public final class Halted extends Error {
    private static final long serialVersionUID = 1L;

    Halted(String where) {
        super("halted " + where);
    }
}
