package com.necpgame.gamesim.transport;

/** Which sequences have arrived: the newest, and which of those before it. Sequence 0 counts as arrived, so none is sent with it. */
final class ReplayWindow {
    private static final int ACK_BITS = 32;

    private final boolean[] arrived = new boolean[Packet.REPLAY_WINDOW];
    private long newest;

    ReplayWindow() {
        arrived[0] = true;
    }

    /** Whether a packet with this sequence is worth opening. */
    boolean isNew(long sequence) {
        if (sequence > newest) {
            return true;
        }
        return sequence > 0 && newest - sequence < Packet.REPLAY_WINDOW && !arrived[index(sequence)];
    }

    /** Only of what was opened: else a forger could move the window. */
    void arrived(long sequence) {
        long from = Math.max(newest + 1, sequence - Packet.REPLAY_WINDOW + 1);
        for (long skipped = from; skipped < sequence; skipped++) {
            arrived[index(skipped)] = false;
        }
        arrived[index(sequence)] = true;
        newest = Math.max(newest, sequence);
    }

    long newest() {
        return newest;
    }

    /** Bit i says whether {@code newest - 1 - i} has arrived. */
    int ackBits() {
        int bits = 0;
        for (int i = 0; i < ACK_BITS && newest - 1 - i > 0; i++) {
            if (arrived[index(newest - 1 - i)]) {
                bits |= 1 << i;
            }
        }
        return bits;
    }

    private static int index(long sequence) {
        return (int) (sequence % Packet.REPLAY_WINDOW);
    }
}
