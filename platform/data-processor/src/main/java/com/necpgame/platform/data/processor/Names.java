package com.necpgame.platform.data.processor;

/** The types of the run-time half, by name: this half is never on the same class path. */
final class Names {
    private static final String PACKAGE = "com.necpgame.platform.data.";

    static final String ITEM_KEY = PACKAGE + "ItemKey";
    static final String INDEX_KEY = PACKAGE + "IndexKey";

    private Names() {}
}
