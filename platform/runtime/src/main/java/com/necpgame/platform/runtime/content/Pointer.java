package com.necpgame.platform.runtime.content;

/** JSON pointers (RFC 6901), the names of places in a document. */
final class Pointer {
    private Pointer() {}

    static String child(String parent, String field) {
        return parent + "/" + field.replace("~", "~0").replace("/", "~1");
    }

    static String child(String parent, int index) {
        return parent + "/" + index;
    }
}
