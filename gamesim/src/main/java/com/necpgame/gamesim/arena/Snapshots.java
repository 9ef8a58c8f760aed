package com.necpgame.gamesim.arena;

import java.util.TreeMap;

/** The server's side of snapshots: the frames of the last while, to tell differences from. */
public final class Snapshots {
    /** Frames that are kept; at 15 a second, over four seconds. */
    static final int HISTORY_MAX = 64;

    private final TreeMap<Integer, Frame> history = new TreeMap<>();

    /** A frame that goes out. */
    public void add(Frame frame) {
        history.put(frame.tick(), frame);
        if (history.size() > HISTORY_MAX) {
            history.pollFirstEntry();
        }
    }

    /**
     * The newest frame, for a client.
     *
     * @param acknowledged the tick of the newest frame that the client has; whole where that frame is not known (any more)
     */
    public ServerMessage.Snapshot newestSince(int acknowledged) {
        var newest = history.lastEntry();
        if (newest == null) {
            throw new IllegalStateException("no frame yet");
        }
        return ServerMessage.Snapshot.of(history.getOrDefault(acknowledged, Frame.EMPTY), newest.getValue());
    }
}
