package com.necpgame.gamesim.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A wire with the buffers of its endpoint, used again for each datagram, and its counters. */
final class Datagrams {
    /** What was received last. A byte longer than a datagram may be, so that one that was cut off shows. */
    final ByteBuffer incoming = ByteBuffer.allocate(Packet.MTU_BYTES + 1);

    /** What is sent next. */
    final ByteBuffer outgoing = ByteBuffer.allocate(Packet.MTU_BYTES);

    /** What a sealed packet said. */
    final ByteBuffer opened = ByteBuffer.allocate(Packet.PLAIN_BYTES_MAX);

    final Wire wire;
    private final Traffic traffic = new Traffic();

    Datagrams(Wire wire) {
        this.wire = wire;
    }

    /**
     * Takes what has arrived, at most so many, and hands on who sent it while it is {@link #incoming}; what has no length that
     * a packet may have is dropped.
     *
     * @return how many datagrams were taken
     */
    int take(int max, Consumer<InetSocketAddress> action) {
        int taken = 0;
        for (var from = receive(); from != null; from = taken < max ? receive() : null) {
            taken++;
            if (!incoming.hasRemaining() || incoming.remaining() > Packet.MTU_BYTES) {
                dropped(DropCause.WRONG_SIZE);
            } else {
                action.accept(from);
            }
        }
        return taken;
    }

    private @Nullable InetSocketAddress receive() {
        incoming.clear();
        var from = wire.receive(incoming);
        incoming.flip();
        if (from != null) {
            traffic.received(incoming.remaining());
        }
        return from;
    }

    /** Sends what was put into {@link #outgoing}, and empties it. */
    void send(InetSocketAddress to) {
        outgoing.flip();
        traffic.sent(outgoing.remaining());
        wire.send(outgoing, to);
        outgoing.clear();
    }

    void dropped(DropCause cause) {
        traffic.dropped(cause);
    }

    TransportStats stats() {
        return traffic.stats();
    }
}
