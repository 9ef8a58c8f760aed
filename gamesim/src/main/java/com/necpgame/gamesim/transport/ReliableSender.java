package com.necpgame.gamesim.transport;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The pieces of the reliable channel that the other end has not acknowledged, in order, with when each was last sent. */
final class ReliableSender {
    /** Doubling of the patience stops here. */
    private static final int DOUBLINGS_MAX = 4;

    private static final byte[] NOTHING = new byte[0];

    /** The bytes of each piece; none once it is acknowledged. The arrays beside it are of the same pieces. */
    private final byte[][] window = new byte[Packet.RELIABLE_WINDOW][];

    private final boolean[] lasts = new boolean[Packet.RELIABLE_WINDOW];
    private final int[] tries = new int[Packet.RELIABLE_WINDOW];
    private final long[] sentAt = new long[Packet.RELIABLE_WINDOW];
    private final long resendMinNanos;
    private final long resendMaxNanos;
    private long oldest;
    private long next;

    ReliableSender(TransportConfig config) {
        resendMinNanos = config.times().resendMin().toNanos();
        resendMaxNanos = config.times().resendMax().toNanos();
        Arrays.fill(window, NOTHING);
    }

    /** Takes a message whole, or, where the window has no room for it, not at all. */
    boolean offer(ByteBuffer message) {
        int pieces = Packet.pieces(message.remaining());
        if (next - oldest + pieces > window.length) {
            return false;
        }
        for (int i = 0; i < pieces; i++) {
            var bytes = new byte[Math.min(Packet.PIECE_BYTES, message.remaining())];
            message.get(bytes);
            window[index(next)] = bytes;
            lasts[index(next)] = i == pieces - 1;
            tries[index(next)] = 0;
            next++;
        }
        return true;
    }

    /** Finds the first piece from {@code from} on that is to be sent now; {@link #end()} where there is none. */
    long due(long from, long patienceNanos, long nowNanos) {
        long id = Math.max(from, oldest);
        while (id < next && !isDue(index(id), patienceNanos, nowNanos)) {
            id++;
        }
        return id;
    }

    long end() {
        return next;
    }

    boolean isEmpty() {
        return oldest == next;
    }

    int frameBytes(long id) {
        return Packet.SEGMENT_HEAD_BYTES + window[index(id)].length;
    }

    /** Writes the piece's frame. */
    void write(long id, ByteBuffer out, long nowNanos) {
        int index = index(id);
        sentAt[index] = nowNanos;
        tries[index]++;
        var bytes = window[index];
        out.put(lasts[index] ? Packet.SEGMENT_LAST : Packet.SEGMENT)
                .putShort((short) id)
                .putShort((short) bytes.length)
                .put(bytes);
    }

    void acknowledged(int id) {
        long offset = (id - oldest) & 0xFFFF;
        if (offset >= next - oldest) {
            return;
        }
        window[index(oldest + offset)] = NOTHING;
        while (oldest < next && window[index(oldest)] == NOTHING) {
            oldest++;
        }
    }

    private boolean isDue(int index, long patienceNanos, long nowNanos) {
        if (window[index] == NOTHING) {
            return false;
        }
        if (tries[index] == 0) {
            return true;
        }
        long wait = Math.max(resendMinNanos, patienceNanos) << Math.min(tries[index] - 1, DOUBLINGS_MAX);
        return nowNanos - sentAt[index] >= Math.min(wait, resendMaxNanos);
    }

    private static int index(long id) {
        return (int) (id % Packet.RELIABLE_WINDOW);
    }
}
