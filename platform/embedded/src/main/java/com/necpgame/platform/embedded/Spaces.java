package com.necpgame.platform.embedded;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** How the storage's keys are shared out: every table, every index and every kind of bookkeeping begins with a number of its own. */
final class Spaces {
    /** Table name to schema. */
    static final int CATALOG = 0;
    /** Holds the next free number. */
    static final int COUNTER = 1;
    /** Client token to what it was used for. */
    static final int TOKENS = 2;
    /** Time to client token, to find the old ones. */
    static final int TOKEN_TIMES = 3;
    /** Numbers of tables and indexes that are gone, and whose entries still have to go. */
    static final int DROPPED = 4;
    /** The first number of a table or an index. None is given twice. */
    static final int FIRST = 64;

    private Spaces() {}

    static byte[] key(int space, String name) {
        var key = new ByteArrayOutputStream();
        Bytes.appendInt(key, space);
        key.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        return key.toByteArray();
    }

    static byte[] key(int space, int number) {
        var key = new ByteArrayOutputStream();
        Bytes.appendInt(key, space);
        Bytes.appendInt(key, number);
        return key.toByteArray();
    }

    static Bytes.Range all(int space) {
        var prefix = new ByteArrayOutputStream();
        Bytes.appendInt(prefix, space);
        return Bytes.Range.startingWith(prefix.toByteArray());
    }
}
