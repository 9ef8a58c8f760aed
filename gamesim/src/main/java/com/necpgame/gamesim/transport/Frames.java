package com.necpgame.gamesim.transport;

import java.nio.ByteBuffer;

/** The shape of what a packet carries behind its acknowledgement: one frame after the other. */
final class Frames {
    private Frames() {}

    /** Whether all of it can be read, before any of it is believed. Reads from the position on and leaves it. */
    static boolean areWellFormed(ByteBuffer frames, int messageBytesMax) {
        int at = frames.position();
        while (at < frames.limit()) {
            int length = frameBytes(frames, at, messageBytesMax);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** The length of the frame that begins there; 0 where none does. */
    private static int frameBytes(ByteBuffer in, int at, int messageBytesMax) {
        return switch (in.get(at)) {
            case Packet.PING -> 1;
            case Packet.UNRELIABLE -> frameBytes(in, at, Packet.UNRELIABLE_HEAD_BYTES, Packet.MTU_BYTES);
            case Packet.SEGMENT, Packet.SEGMENT_LAST ->
                frameBytes(in, at, Packet.SEGMENT_HEAD_BYTES, Packet.PIECE_BYTES);
            case Packet.LATEST -> frameBytes(in, at, Packet.LATEST_HEAD_BYTES, messageBytesMax);
            case Packet.LATEST_FRAGMENT -> fragmentBytes(in, at, messageBytesMax);
            default -> 0;
        };
    }

    /** A head whose last two bytes are the length of what follows. */
    private static int frameBytes(ByteBuffer in, int at, int headBytes, int most) {
        if (at + headBytes > in.limit()) {
            return 0;
        }
        int length = Short.toUnsignedInt(in.getShort(at + headBytes - 2));
        return length > 0 && length <= most && at + headBytes + length <= in.limit() ? headBytes + length : 0;
    }

    private static int fragmentBytes(ByteBuffer in, int at, int messageBytesMax) {
        int bytes = frameBytes(in, at, Packet.FRAGMENT_HEAD_BYTES, Packet.PIECE_BYTES);
        if (bytes == 0) {
            return 0;
        }
        int index = Byte.toUnsignedInt(in.get(at + 3));
        int count = Byte.toUnsignedInt(in.get(at + 4));
        int length = bytes - Packet.FRAGMENT_HEAD_BYTES;
        boolean last = index == count - 1;
        boolean good = index < count
                && count <= Packet.pieces(messageBytesMax)
                && (last ? index * Packet.PIECE_BYTES + length <= messageBytesMax : length == Packet.PIECE_BYTES);
        return good ? bytes : 0;
    }
}
