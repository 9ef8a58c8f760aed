package com.necpgame.gamesim.arena;

import java.nio.ByteBuffer;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The client's side of snapshots: puts frames together, and checks that each is the server's to the bit. */
public final class Screen {
    private static final int HISTORY_MAX = Snapshots.HISTORY_MAX;

    private final TreeMap<Integer, Frame> history = new TreeMap<>();
    private Frame newest = Frame.EMPTY;
    private long shown;
    private long skipped;
    private long wrong;

    /** Shows a snapshot, unless its baseline is not there; the next ones then come whole, for no newer tick is acknowledged. */
    public void show(ServerMessage.Snapshot snapshot) {
        var from = snapshot.baseline() == 0 ? Frame.EMPTY : history.get(snapshot.baseline());
        if (from == null) {
            skipped++;
            return;
        }
        var frame = decode(from, snapshot);
        if (frame == null || frame.checksum() != snapshot.checksum()) {
            wrong++;
        } else if (frame.tick() > newest.tick()) {
            keep(frame);
        }
    }

    private static @Nullable Frame decode(Frame from, ServerMessage.Snapshot snapshot) {
        try {
            return FrameCodec.decode(from, ByteBuffer.wrap(snapshot.body()));
        } catch (RuntimeException e) {
            return null;
        }
    }

    private void keep(Frame frame) {
        newest = frame;
        shown++;
        history.put(frame.tick(), frame);
        if (history.size() > HISTORY_MAX) {
            history.pollFirstEntry();
        }
    }

    /** The newest frame; {@link Frame#EMPTY} before the first. */
    public Frame newest() {
        return newest;
    }

    /** Frames whose checksum was the server's. */
    public long shown() {
        return shown;
    }

    /** Snapshots without their baseline. */
    public long skipped() {
        return skipped;
    }

    /** Frames that were not what the server had: none, ever. */
    public long wrong() {
        return wrong;
    }
}
