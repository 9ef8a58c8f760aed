package com.necpgame.gamesim.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A bad network around a good one: loses, delays, doubles and disorders the datagrams of the wires that it wraps, in both directions,
 * the same for the same seed and calls. Wrap one end of a pair. Time is what the supplier says, real or not.
 */
public final class LossyNetwork {
    private final Conditions conditions;
    private final LongSupplier nanoTime;
    private final SplittableRandom random;

    /**
     * What happens to each datagram, each way.
     *
     * @param loss the chance, 0 to 1, that it does not arrive
     * @param duplicate the chance that it arrives twice
     * @param reorder the chance that it comes later than its neighbours, by once more the delay and jitter
     * @param delayNanos how long it takes; a round trip takes twice that
     * @param jitterNanos how much longer it may take
     */
    public record Conditions(double loss, double duplicate, double reorder, long delayNanos, long jitterNanos) {
        public Conditions {
            chance("loss", loss);
            chance("duplicate", duplicate);
            chance("reorder", reorder);
            if (delayNanos < 0 || jitterNanos < 0) {
                throw new IllegalArgumentException("delay and jitter must not be negative");
            }
        }

        private static void chance(String what, double value) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException(what + " must be 0 to 1: " + value);
            }
        }
    }

    /** @param nanoTime as {@link System#nanoTime} */
    public LossyNetwork(long seed, Conditions conditions, LongSupplier nanoTime) {
        this.conditions = conditions;
        this.nanoTime = nanoTime;
        this.random = new SplittableRandom(seed);
    }

    /** The wire with this network on its way. What it sends late leaves with a later call of its methods. */
    public Wire around(Wire wire) {
        return new LossyWire(wire, random.split());
    }

    private record Late(long dueNanos, long order, InetSocketAddress other, byte[] bytes) {}

    private final class LossyWire implements Wire {
        private static final Comparator<Late> BY_TIME =
                Comparator.comparingLong(Late::dueNanos).thenComparingLong(Late::order);

        private final Wire wire;
        private final RandomGenerator chance;
        private final Queue<Late> leaving = new PriorityQueue<>(BY_TIME);
        private final Queue<Late> arriving = new PriorityQueue<>(BY_TIME);
        private final ByteBuffer buffer = ByteBuffer.allocate(Packet.MTU_BYTES + 1);
        private long order;

        LossyWire(Wire wire, RandomGenerator chance) {
            this.wire = wire;
            this.chance = chance;
        }

        @Override
        public void send(ByteBuffer datagram, InetSocketAddress to) {
            delay(datagram, to, leaving);
            forward();
        }

        @Override
        public @Nullable InetSocketAddress receive(ByteBuffer into) {
            forward();
            for (var from = wire.receive(buffer.clear()); from != null; from = wire.receive(buffer.clear())) {
                delay(buffer.flip(), from, arriving);
            }
            var first = arriving.peek();
            if (first == null || first.dueNanos() > nanoTime.getAsLong()) {
                return null;
            }
            arriving.remove();
            into.put(first.bytes(), 0, Math.min(first.bytes().length, into.remaining()));
            return first.other();
        }

        @Override
        public InetSocketAddress address() {
            return wire.address();
        }

        @Override
        public void close() {
            // As on a real way: what was sent before the socket closed still arrives, or not.
            leaving.forEach(late -> wire.send(ByteBuffer.wrap(late.bytes()), late.other()));
            wire.close();
        }

        private void forward() {
            long now = nanoTime.getAsLong();
            for (var first = leaving.peek(); first != null && first.dueNanos() <= now; first = leaving.peek()) {
                leaving.remove();
                wire.send(ByteBuffer.wrap(first.bytes()), first.other());
            }
        }

        private void delay(ByteBuffer datagram, InetSocketAddress other, Queue<Late> queue) {
            var bytes = new byte[datagram.remaining()];
            datagram.get(bytes);
            int copies = chance.nextDouble() < conditions.duplicate() ? 2 : 1;
            for (int i = 0; i < copies; i++) {
                if (chance.nextDouble() >= conditions.loss()) {
                    queue.add(new Late(nanoTime.getAsLong() + delayNanos(), order++, other, bytes));
                }
            }
        }

        private long delayNanos() {
            long delay = conditions.delayNanos() + within(conditions.jitterNanos());
            boolean late = chance.nextDouble() < conditions.reorder();
            return late ? delay + conditions.delayNanos() + conditions.jitterNanos() : delay;
        }

        private long within(long nanos) {
            return nanos == 0 ? 0 : chance.nextLong(nanos);
        }
    }
}
