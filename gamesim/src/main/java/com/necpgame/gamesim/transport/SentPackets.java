package com.necpgame.gamesim.transport;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** What was sent and not yet acknowledged; from that the round trip, the loss, and which reliable pieces have arrived. */
final class SentPackets {
    private static final int ACK_BITS = 32;
    /** The weight of one packet in the loss: about the last 64 count, two seconds of a game at 30 Hz. */
    private static final double LOSS_WEIGHT = 1.0 / 64;

    private final Sent[] ring = new Sent[Packet.SENT_WINDOW];
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
        Arrays.setAll(ring, i -> new Sent());
    }

    long next() {
        return newest + 1;
    }

    /**
     * @param wantsAck whether it carries anything: only then does the other end answer it soon, and its answer measures the round trip
     */
    void sent(long nowNanos, boolean wantsAck, short[] pieces, int piecesCount) {
        newest++;
        at(newest).sent(newest, nowNanos, wantsAck, pieces, piecesCount);
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
        if (sequence <= 0) {
            return;
        }
        var packet = at(sequence);
        if (packet.sequence != sequence || packet.acked) {
            return;
        }
        packet.acked = true;
        if (packet.wantsAck && sequence > newestAcked) {
            measured(nowNanos - packet.at);
        }
        for (int i = 0; i < packet.piecesCount; i++) {
            pieceAcked.accept(packet.pieces[i]);
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
            var packet = at(judged);
            boolean lost = packet.sequence == judged && !packet.acked;
            loss += ((lost ? 1 : 0) - loss) * LOSS_WEIGHT;
        }
    }

    private Sent at(long sequence) {
        return ring[(int) (sequence % ring.length)];
    }

    private static final class Sent {
        private long sequence;
        private long at;
        private boolean wantsAck;
        private boolean acked;
        private short[] pieces = new short[2];
        private int piecesCount;

        void sent(long newSequence, long nowNanos, boolean wants, short[] from, int count) {
            sequence = newSequence;
            at = nowNanos;
            wantsAck = wants;
            acked = false;
            if (pieces.length < count) {
                pieces = new short[count];
            }
            System.arraycopy(from, 0, pieces, 0, count);
            piecesCount = count;
        }
    }
}
