package com.necpgame.gamesim.transport;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** What was sent and not yet acknowledged; from that the round trip, the loss, and which reliable pieces have arrived. */
final class SentPackets {
    private static final int ACK_BITS = 32;
    /** The weight of one packet in the loss: about the last 64 count, two seconds of a game at 30 Hz. */
    private static final double LOSS_WEIGHT = 1.0 / 64;

    private static final short[] NO_PIECES = new short[0];

    /** Which packet each place holds; the arrays beside it say when it was sent, and so on. */
    private final long[] sequences = new long[Packet.SENT_WINDOW];

    private final long[] sentAt = new long[Packet.SENT_WINDOW];
    private final boolean[] wantsAcks = new boolean[Packet.SENT_WINDOW];
    private final boolean[] acked = new boolean[Packet.SENT_WINDOW];
    private final short[][] pieces = new short[Packet.SENT_WINDOW][];
    private final IntConsumer pieceAcked;
    /** The first packet has 1. */
    private long newest;

    /** Up to here each packet has been counted as lost or arrived. */
    private long judged;

    private long newestAcked;
    private long roundTripNanos;
    private long variationNanos;
    private double loss;

    /** @param pieceAcked told the id of each reliable piece in a packet that has arrived */
    SentPackets(IntConsumer pieceAcked) {
        this.pieceAcked = pieceAcked;
        Arrays.fill(pieces, NO_PIECES);
    }

    long next() {
        return newest + 1;
    }

    /**
     * @param wantsAck whether it carries anything: only then does the other end answer it soon, and its answer measures the round trip
     */
    void sent(long nowNanos, boolean wantsAck, short[] carried, int carriedCount) {
        newest++;
        int index = index(newest);
        sequences[index] = newest;
        sentAt[index] = nowNanos;
        wantsAcks[index] = wantsAck;
        acked[index] = false;
        pieces[index] = carriedCount == 0 ? NO_PIECES : Arrays.copyOf(carried, carriedCount);
    }

    void acknowledged(int ack, int ackBits, long nowNanos) {
        long acked = newest - ((newest - ack) & 0xFFFF);
        settle(acked, nowNanos);
        for (int i = 0; i < ACK_BITS; i++) {
            if ((ackBits & 1 << i) != 0) {
                settle(acked - 1 - i, nowNanos);
            }
        }
        newestAcked = Math.max(newestAcked, acked);
        judge();
    }

    long roundTripNanos() {
        return roundTripNanos;
    }

    /** How long an answer may take before it is missed; 0 while no round trip is known. */
    long patienceNanos() {
        return roundTripNanos + 4 * variationNanos;
    }

    double loss() {
        return loss;
    }

    private void settle(long sequence, long nowNanos) {
        if (sequence <= 0 || sequences[index(sequence)] != sequence || acked[index(sequence)]) {
            return;
        }
        int index = index(sequence);
        acked[index] = true;
        if (wantsAcks[index] && sequence > newestAcked) {
            measured(nowNanos - sentAt[index]);
        }
        for (short piece : pieces[index]) {
            pieceAcked.accept(piece);
        }
    }

    /** After RFC 6298. */
    private void measured(long sample) {
        if (roundTripNanos == 0) {
            roundTripNanos = Math.max(1, sample);
            variationNanos = sample / 2;
        } else {
            variationNanos += (Math.abs(sample - roundTripNanos) - variationNanos) / 4;
            roundTripNanos = Math.max(1, roundTripNanos + (sample - roundTripNanos) / 8);
        }
    }

    /** What no acknowledgement can name any more and none has named is lost. */
    private void judge() {
        while (judged < newestAcked - ACK_BITS) {
            judged++;
            boolean lost = sequences[index(judged)] == judged && !acked[index(judged)];
            loss += ((lost ? 1 : 0) - loss) * LOSS_WEIGHT;
        }
    }

    private static int index(long sequence) {
        return (int) (sequence % Packet.SENT_WINDOW);
    }
}
