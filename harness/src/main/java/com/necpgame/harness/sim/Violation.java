package com.necpgame.harness.sim;

/** The server did something else than it must. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String request;
    private final String expected;
    private final String actual;

    Violation(Object request, Object expected, Object actual) {
        super(request + ": expected " + expected + ", got " + actual);
        this.request = String.valueOf(request);
        this.expected = String.valueOf(expected);
        this.actual = String.valueOf(actual);
    }

    String request() {
        return request;
    }

    String expected() {
        return expected;
    }

    String actual() {
        return actual;
    }
}
