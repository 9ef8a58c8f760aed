package com.necpgame.platform.runtime.object;

import com.necpgame.platform.runtime.object.Objects.ObjectInfo;
import java.nio.charset.StandardCharsets;

/** What every store refuses of what it is given: the bounds of S3, so that all are alike. */
final class ObjectLimits {
    private static final int METADATA_BYTES_MAX = 2048;

    private ObjectLimits() {}

    static void check(byte[] bytes, ObjectInfo info) {
        if (bytes.length > Objects.BYTES_MAX) {
            throw new IllegalArgumentException("An object has at most " + Objects.BYTES_MAX + " bytes");
        }
        int size = 0;
        for (var entry : info.metadata().entrySet()) {
            if (!isVisible(entry.getKey()) || !isVisible(entry.getValue()) || hasUpperCase(entry.getKey())) {
                throw new IllegalArgumentException("Metadata are lower-case names and visible ASCII: " + entry);
            }
            size += entry.getKey().length() + entry.getValue().length();
        }
        if (size > METADATA_BYTES_MAX) {
            throw new IllegalArgumentException("Metadata have at most " + METADATA_BYTES_MAX + " bytes in all");
        }
    }

    static void checkPage(int limit) {
        if (limit < 1 || limit > Objects.PAGE_MAX) {
            throw new IllegalArgumentException("A page has 1 to " + Objects.PAGE_MAX + " keys");
        }
    }

    private static boolean isVisible(String text) {
        return !text.isEmpty()
                && StandardCharsets.US_ASCII.newEncoder().canEncode(text)
                && text.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private static boolean hasUpperCase(String text) {
        return text.chars().anyMatch(Character::isUpperCase);
    }
}
