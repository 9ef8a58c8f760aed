package com.necpgame.harness.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Where two transcripts differ, block by block.
 *
 * @param found each differing line
 * @param blocks how many blocks were compared
 */
record TranscriptDiff(List<Line> found, int blocks) {
    TranscriptDiff {
        found = List.copyOf(found);
    }

    /**
     * A line that one side has and the other has not.
     *
     * @param side {@code -} for the first transcript, {@code +} for the second
     */
    record Line(String title, char side, String text) {
        @Override
        public String toString() {
            return title + ": " + side + " " + text;
        }
    }

    static TranscriptDiff of(Transcript first, Transcript second) {
        var left = first.blocks();
        var right = second.blocks();
        var titles = new LinkedHashSet<>(left.keySet());
        titles.addAll(right.keySet());
        var found = new ArrayList<Line>();
        for (String title : titles) {
            compare(title, left.getOrDefault(title, List.of()), right.getOrDefault(title, List.of()), found);
        }
        return new TranscriptDiff(found, titles.size());
    }

    private static void compare(String title, List<String> left, List<String> right, Collection<Line> found) {
        int[][] common = commonSuffixes(left, right);
        int l = 0;
        int r = 0;
        while (l < left.size() || r < right.size()) {
            if (l < left.size() && r < right.size() && left.get(l).equals(right.get(r))) {
                l++;
                r++;
            } else if (r == right.size() || (l < left.size() && common[l + 1][r] >= common[l][r + 1])) {
                found.add(new Line(title, '-', left.get(l++)));
            } else {
                found.add(new Line(title, '+', right.get(r++)));
            }
        }
    }

    /** The length of the longest common subsequence of what begins at each pair of lines. */
    private static int[][] commonSuffixes(List<String> left, List<String> right) {
        var common = new int[left.size() + 1][right.size() + 1];
        for (int l = left.size() - 1; l >= 0; l--) {
            for (int r = right.size() - 1; r >= 0; r--) {
                common[l][r] = left.get(l).equals(right.get(r))
                        ? common[l + 1][r + 1] + 1
                        : Math.max(common[l + 1][r], common[l][r + 1]);
            }
        }
        return common;
    }
}
