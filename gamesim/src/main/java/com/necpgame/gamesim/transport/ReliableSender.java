package com.necpgame.gamesim.transport;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The pieces of the reliable channel that the other end has not acknowledged, in order, with when each was last sent. */
final class ReliableSender {
    /** Doubling of the patience stops here. */
    private static final int DOUBLINGS_MAX = 4;

    private final Piece[] window = new Piece[Packet.RELIABLE_WINDOW];
    private final long resendMinNanos;
    private final long resendMaxNanos;
    private long oldest;
    private long next;

    ReliableSender(TransportConfig config) {
        resendMinNanos = config.resendMin().toNanos();
        resendMaxNanos = config.resendMax().toNanos();
        for (int i = 0; i < window.length; i++) {
            window[i] = new Piece();
        }
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
            at(next).fill(bytes, i == pieces - 1);
            next++;
        }
        return true;
    }

    /** Finds the first piece from {@code from} on that is to be sent now; {@link #end()} where there is none. */
    long due(long from, long patienceNanos, long nowNanos) {
        long id = Math.max(from, oldest);
        while (id < next && !isDue(at(id), patienceNanos, nowNanos)) {
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
        return Packet.SEGMENT_HEAD_BYTES + at(id).bytes().length;
    }

    /** Writes the piece's frame. */
    void write(long id, ByteBuffer out, long nowNanos) {
        var piece = at(id);
        piece.sentAt = nowNanos;
        piece.tries++;
        var bytes = piece.bytes();
        out.put(piece.last ? Packet.SEGMENT_LAST : Packet.SEGMENT)
                .putShort((short) id)
                .putShort((short) bytes.length)
                .put(bytes);
    }

    void acknowledged(int id) {
        long offset = (id - oldest) & 0xFFFF;
        if (offset >= next - oldest) {
            return;
        }
        at(oldest + offset).bytes = null;
        while (oldest < next && at(oldest).bytes == null) {
            oldest++;
        }
    }

    private boolean isDue(Piece piece, long patienceNanos, long nowNanos) {
        if (piece.bytes == null) {
            return false;
        }
        if (piece.tries == 0) {
            return true;
        }
        long wait = Math.max(resendMinNanos, patienceNanos) << Math.min(piece.tries - 1, DOUBLINGS_MAX);
        return nowNanos - piece.sentAt >= Math.min(wait, resendMaxNanos);
    }

    private Piece at(long id) {
        return window[(int) (id % window.length)];
    }

    private static final class Piece {
        /** Null once it is acknowledged. */
        private byte @Nullable [] bytes;

        private boolean last;
        private int tries;
        private long sentAt;

        void fill(byte[] newBytes, boolean isLast) {
            bytes = newBytes;
            last = isLast;
            tries = 0;
        }

        byte[] bytes() {
            if (bytes == null) {
                throw new IllegalStateException("an acknowledged piece is not sent");
            }
            return bytes;
        }
    }
}
