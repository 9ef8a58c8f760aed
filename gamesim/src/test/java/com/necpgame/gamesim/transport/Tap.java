package com.necpgame.gamesim.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A wire that keeps a copy of what passes, and can be cut. */
final class Tap implements Wire {
    final List<byte[]> sent = new ArrayList<>();
    final List<byte[]> received = new ArrayList<>();
    boolean cut;
    private final Wire wire;

    Tap(Wire wire) {
        this.wire = wire;
    }

    /** The last datagram of a type that was sent. */
    byte[] lastSent(byte type) {
        return last(sent, type);
    }

    byte[] lastReceived(byte type) {
        return last(received, type);
    }

    void forget() {
        sent.clear();
        received.clear();
    }

    private static byte[] last(List<byte[]> datagrams, byte type) {
        return datagrams.reversed().stream()
                .filter(datagram -> datagram[0] == type)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void send(ByteBuffer datagram, InetSocketAddress to) {
        var bytes = new byte[datagram.remaining()];
        datagram.get(datagram.position(), bytes);
        sent.add(bytes);
        if (!cut) {
            wire.send(datagram, to);
        }
    }

    @Override
    public @Nullable InetSocketAddress receive(ByteBuffer into) {
        int before = into.position();
        var from = wire.receive(into);
        if (from != null) {
            var bytes = new byte[into.position() - before];
            into.get(before, bytes);
            received.add(bytes);
        }
        return from;
    }

    @Override
    public InetSocketAddress address() {
        return wire.address();
    }

    @Override
    public void close() {
        wire.close();
    }
}
