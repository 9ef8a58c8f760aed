package com.necpgame.voice.recording;

import java.util.ArrayList;
import java.util.List;

/** Frames without a hole between them, by their sequence numbers, both inclusive. */
record SeqRange(long from, long to) {
    /** Adds the next frame to the last of the ranges, or to one of its own. */
    static void add(ArrayList<SeqRange> ranges, long seq) {
        if (!ranges.isEmpty() && ranges.getLast().to + 1 == seq) {
            ranges.set(ranges.size() - 1, new SeqRange(ranges.getLast().from, seq));
        } else {
            ranges.add(new SeqRange(seq, seq));
        }
    }

    /** Takes all there are. */
    static List<SeqRange> drain(ArrayList<SeqRange> ranges) {
        var all = List.copyOf(ranges);
        ranges.clear();
        return all;
    }
}
