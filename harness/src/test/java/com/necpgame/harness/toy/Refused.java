package com.necpgame.harness.toy;

/** The toy says no. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int status;
    final String code;

    Refused(int status, String code) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
    }
}
