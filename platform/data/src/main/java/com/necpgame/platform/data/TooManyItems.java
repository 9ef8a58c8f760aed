package com.necpgame.platform.data;

/** A list that was asked for whole is longer than a list may be: ask for pages. */
public final class TooManyItems extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyItems(String what, int max) {
        super(what + " has more than " + max + " items: read it in pages");
    }
}
