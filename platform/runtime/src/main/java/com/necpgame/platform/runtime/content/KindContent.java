package com.necpgame.platform.runtime.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * All entries of one kind, as they will be seeded.
 *
 * @param name the kind
 * @param module the module whose table holds it
 * @param entries by id
 * @param version a hash of the entries: equal content has an equal version, whatever the order in the file
 */
public record KindContent(String name, String module, List<Entry> entries, String version) {
    /** 80 bits: enough for content that its own studio writes. */
    private static final int VERSION_HEX_DIGITS = 20;

    /**
     * One entry.
     *
     * @param json the whole of it, its id included, in the one form that equal entries share
     */
    public record Entry(String id, String json) {}

    static KindContent of(ContentKind kind, List<Entry> entries) {
        var sorted = entries.stream().sorted(Comparator.comparing(Entry::id)).toList();
        return new KindContent(kind.name(), kind.module(), sorted, version(sorted));
    }

    private static String version(List<Entry> entries) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            for (var entry : entries) {
                hash.update(entry.json().getBytes(StandardCharsets.UTF_8));
                hash.update((byte) '\n');
            }
            return HexFormat.of().formatHex(hash.digest()).substring(0, VERSION_HEX_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
