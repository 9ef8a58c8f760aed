package com.necpgame.gamesim.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
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

    /** Who sent the datagram that is now {@link #incoming}; null where none has come. */
    @Nullable
    InetSocketAddress receive() {
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
