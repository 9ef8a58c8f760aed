package com.necpgame.platform.embedded.bench;

/** Checks of answers: a benchmark of the wrong answer is none. */
final class Found {
    private Found() {}

    static void exactly(int expected, int actual) {
        if (expected != actual) {
            throw new IllegalStateException("expected " + expected + ", got " + actual);
        }
    }
}
