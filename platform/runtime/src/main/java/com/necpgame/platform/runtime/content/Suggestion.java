package com.necpgame.platform.runtime.content;

import java.util.Collection;
import java.util.Comparator;

/** Guesses which known word a mistyped one was meant to be. */
public final class Suggestion {
    /** A word may be off by a third of its letters, and by at most this many. */
    private static final int EDITS_MAX = 3;

    private Suggestion() {}

    /** {@code "; did you mean 'price'?"}, or nothing where no word is near. */
    public static String forWord(String word, Collection<String> known) {
        var editsMax = Math.clamp(word.length() / 3, 1, EDITS_MAX);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= editsMax)
                .filter(candidate -> edits(word, candidate) <= editsMax)
                .min(Comparator.<String>comparingInt(candidate -> edits(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .map(candidate -> "; did you mean '" + candidate + "'?")
                .orElse("");
    }

    /** Letters to add, drop, change, or swap with their neighbour, to come from one word to the other. */
    static int edits(String from, String to) {
        var table = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                table[i][j] = cheapest(table, from, to, i, j);
            }
        }
        return table[from.length()][to.length()];
    }

    private static int cheapest(int[][] table, String from, String to, int i, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        var change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        var best = Math.min(table[i - 1][j - 1] + change, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
        var swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
    }
}
