package com.necpgame.platform.testkit;

import java.util.Locale;

/** Media types, as far as answers are matched with them. */
final class MediaTypes {
    private MediaTypes() {}

    /** Without parameters, in lower case. */
    static String plain(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    static boolean isJson(String plain) {
        return plain.equals("application/json") || plain.endsWith("+json");
    }

    /** Whether a declared type, perhaps {@code application/*}, stands for a plain one. */
    static boolean covers(String declared, String plain) {
        var range = plain(declared);
        return range.equals(plain)
                || range.equals("*/*")
                || (range.endsWith("/*") && plain.startsWith(range.substring(0, range.length() - 1)));
    }
}
