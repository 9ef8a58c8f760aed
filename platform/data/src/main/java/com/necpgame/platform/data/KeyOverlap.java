package com.necpgame.platform.data;

import java.util.List;

/** Refuses two entities of a table where a query for the one would meet items of the other. */
final class KeyOverlap {
    private KeyOverlap() {}

    static void refuse(String table, List<ItemShape<?>> shapes) {
        for (int i = 0; i < shapes.size(); i++) {
            for (int k = 0; k < i; k++) {
                refuse(table, shapes.get(k), shapes.get(i));
            }
        }
    }

    private static void refuse(String table, ItemShape<?> a, ItemShape<?> b) {
        refuse(table, a, a.key(), b, b.key());
        for (KeyShape index : a.indexes()) {
            b.indexes().stream()
                    .filter(other -> other.index().equals(index.index()))
                    .forEach(other -> refuse(table, a, index, b, other));
        }
    }

    private static void refuse(String table, ItemShape<?> a, KeyShape ofA, ItemShape<?> b, KeyShape ofB) {
        if (ofA.partition().literals().equals(ofB.partition().literals()) && overlap(ofA.sort(), ofB.sort())) {
            throw new IllegalStateException(
                    "in table " + table + " the keys " + ofA + " of " + a.name() + " and " + ofB + " of " + b.name()
                            + " overlap: a query for one would meet the other. Begin their sort keys differently");
        }
    }

    private static boolean overlap(KeyTemplate a, KeyTemplate b) {
        return a.variables().isEmpty() && b.variables().isEmpty()
                ? a.text().equals(b.text())
                : reaches(a, b) || reaches(b, a);
    }

    /** Whether a query for the first reads keys of the second. A constant is read as it stands, so it reaches nothing else. */
    private static boolean reaches(KeyTemplate first, KeyTemplate second) {
        return !first.variables().isEmpty() && second.fixedPrefix().startsWith(first.fixedPrefix());
    }
}
