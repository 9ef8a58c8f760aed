package com.necpgame.gamesim.transport;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The newest message of the latest channel, whole or put together of fragments. The fragments of the last few messages
 * are kept, since those of two neighbours may arrive mixed; each newer message takes the place of an older one, so a
 * flood of beginnings holds no more than {@value #PARTIALS_MAX} messages.
 */
final class LatestReceiver {
    static final int PARTIALS_MAX = 4;

    private final Partial[] partials = new Partial[PARTIALS_MAX];
    private boolean any;
    private short newest;

    LatestReceiver() {
        for (int i = 0; i < partials.length; i++) {
            partials[i] = new Partial();
        }
    }

    /** Whether a whole message is newer than all that was delivered; it then counts as delivered. */
    boolean arrived(short id) {
        if (isOld(id)) {
            return false;
        }
        any = true;
        newest = id;
        for (var partial : partials) {
            // Now, since half the numbers later it would look new.
            partial.begun &= !isOld(partial.id);
        }
        return true;
    }

    /** The message that this fragment completes, good until the next call; or null. */
    @Nullable
    ByteBuffer arrived(short id, int index, int count, ByteBuffer piece) {
        var partial = partials[Math.floorMod(id, partials.length)];
        if (isOld(id) || partial.isNewerThan(id)) {
            return null;
        }
        if (!partial.isOf(id, count)) {
            partial.begin(id, count);
        }
        return partial.add(index, piece) && arrived(id) ? partial.bytes() : null;
    }

    private boolean isOld(short id) {
        return any && (short) (id - newest) <= 0;
    }

    private static final class Partial {
        private ByteBuffer bytes = ByteBuffer.allocate(0);
        private boolean begun;
        private short id;
        private int count;
        private long missing;
        private int length;

        boolean isNewerThan(short other) {
            return begun && (short) (id - other) > 0;
        }

        boolean isOf(short other, int otherCount) {
            return begun && id == other && count == otherCount;
        }

        void begin(short newId, int newCount) {
            begun = true;
            id = newId;
            count = newCount;
            missing = newCount == Long.SIZE ? -1 : (1L << newCount) - 1;
            length = 0;
            if (bytes.capacity() < newCount * Packet.PIECE_BYTES) {
                bytes = ByteBuffer.allocate(newCount * Packet.PIECE_BYTES);
            }
        }

        /** Whether nothing is missing any more. */
        boolean add(int index, ByteBuffer piece) {
            length += (missing & 1L << index) == 0 ? 0 : piece.remaining();
            missing &= ~(1L << index);
            bytes.put(index * Packet.PIECE_BYTES, piece, piece.position(), piece.remaining());
            return missing == 0;
        }

        ByteBuffer bytes() {
            return bytes.slice(0, length).asReadOnlyBuffer();
        }
    }
}
