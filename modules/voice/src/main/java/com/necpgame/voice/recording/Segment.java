package com.necpgame.voice.recording;

import java.util.List;

/**
 * A few seconds of one speaker, as they are on the disk.
 *
 * @param startMicros when the first frame came, since the epoch; no two segments of this process have the same
 * @param lost how many frames are known to be missing in it
 */
record Segment(Speaker speaker, long startMicros, List<TapedFrame> frames, long lost) {
    Segment {
        frames = List.copyOf(frames);
    }

    long seqFrom() {
        return frames.getFirst().seq();
    }

    long seqTo() {
        return frames.getLast().seq();
    }
}
