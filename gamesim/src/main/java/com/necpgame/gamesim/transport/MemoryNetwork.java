package com.necpgame.gamesim.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Wires within this process that lose nothing, but for what a full queue cannot take. Each wire may have a thread of its own. */
public final class MemoryNetwork {
    /** How many datagrams wait for one endpoint. */
    private static final int QUEUE_MAX = 8192;

    private final Map<InetSocketAddress, Endpoint> endpoints = new ConcurrentHashMap<>();

    private record Datagram(InetSocketAddress from, byte[] bytes) {}

    /**
     * A wire at this address.
     *
     * @throws IllegalStateException where there is one
     */
    public Wire at(InetSocketAddress address) {
        var endpoint = new Endpoint(address);
        if (endpoints.putIfAbsent(address, endpoint) != null) {
            throw new IllegalStateException(address + " is taken");
        }
        return endpoint;
    }

    private final class Endpoint implements Wire {
        private final InetSocketAddress address;
        private final Queue<Datagram> arrived = new ArrayDeque<>();

        Endpoint(InetSocketAddress address) {
            this.address = address;
        }

        @Override
        public void send(ByteBuffer datagram, InetSocketAddress to) {
            var bytes = new byte[datagram.remaining()];
            datagram.get(bytes);
            var target = endpoints.get(to);
            if (target != null) {
                target.arrive(new Datagram(address, bytes));
            }
        }

        @Override
        public @Nullable InetSocketAddress receive(ByteBuffer into) {
            Datagram datagram;
            synchronized (arrived) {
                datagram = arrived.poll();
            }
            if (datagram == null) {
                return null;
            }
            into.put(datagram.bytes(), 0, Math.min(datagram.bytes().length, into.remaining()));
            return datagram.from();
        }

        @Override
        public InetSocketAddress address() {
            return address;
        }

        @Override
        public void close() {
            endpoints.remove(address, this);
        }

        private void arrive(Datagram datagram) {
            synchronized (arrived) {
                if (arrived.size() < QUEUE_MAX) {
                    arrived.add(datagram);
                }
            }
        }
    }
}
