package com.necpgame.gamesim.transport;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts the pieces of the reliable channel in order and messages together. Holds at most a window of pieces and one message. */
final class ReliableReceiver {
    private static final byte[] NOTHING = new byte[0];

    /** A piece has at least a byte; where there is none, none has come. */
    private final byte[][] waiting = new byte[Packet.RELIABLE_WINDOW][];

    private final boolean[] lasts = new boolean[Packet.RELIABLE_WINDOW];
    private final int messageBytesMax;
    private ByteBuffer message = ByteBuffer.allocate(Packet.PIECE_BYTES);
    private boolean complete;
    private long next;

    ReliableReceiver(int messageBytesMax) {
        this.messageBytesMax = messageBytesMax;
        Arrays.fill(waiting, NOTHING);
    }

    /** Keeps a piece, unless it has been here. */
    void arrived(int id, boolean last, ByteBuffer piece) {
        long offset = (id - next) & 0xFFFF;
        if (offset >= waiting.length) {
            return;
        }
        int index = (int) ((next + offset) % waiting.length);
        if (waiting[index] == NOTHING) {
            var bytes = new byte[piece.remaining()];
            piece.get(bytes);
            waiting[index] = bytes;
            lasts[index] = last;
        }
    }

    /**
     * The next message, good until the next call; or null where its pieces have not all come.
     *
     * @throws MessageTooLong where the other end does not keep to the limit
     */
    @Nullable
    ByteBuffer poll() throws MessageTooLong {
        if (complete) {
            message.clear();
            complete = false;
        }
        int index = (int) (next % waiting.length);
        for (var piece = waiting[index]; piece != NOTHING; piece = waiting[index]) {
            append(piece);
            waiting[index] = NOTHING;
            next++;
            if (lasts[index]) {
                complete = true;
                return message.flip().asReadOnlyBuffer();
            }
            index = (int) (next % waiting.length);
        }
        return null;
    }

    private void append(byte[] piece) throws MessageTooLong {
        int length = message.position() + piece.length;
        if (length > messageBytesMax) {
            throw new MessageTooLong();
        }
        if (length > message.capacity()) {
            message = ByteBuffer.allocate(Math.min(messageBytesMax, Math.max(length, 2 * message.capacity())))
                    .put(message.flip());
        }
        message.put(piece);
    }

    /** The other end sent a message that is longer than this one takes. */
    static final class MessageTooLong extends Exception {
        private static final long serialVersionUID = 1;

        MessageTooLong() {
            super("a message longer than messageBytesMax", null, false, false);
        }
    }
}
