package com.necpgame.gamesim.transport;

import static com.necpgame.gamesim.transport.Net.address;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests from sources that never answer their challenge. */
class FloodTest {
    private static final byte[] TOKEN_KEY = new byte[32];

    @Test
    void spoofedSourcesTakeNoState() throws UnknownHostException {
        flood(20_000, TransportConfig.STANDARD);
    }

    /** {@code -Dinputs=1000000}, the default. */
    @Tag("soak")
    @Test
    void aMillionSpoofedSourcesTakeNoState() throws UnknownHostException {
        flood(Integer.getInteger("inputs", 1_000_000), TransportConfig.STANDARD);
        flood(
                Integer.getInteger("inputs", 1_000_000),
                TransportConfig.STANDARD.with(
                        TransportConfig.STANDARD.admitting().withHandshakesPerSecond(1_000_000, 10_000_000)));
    }

    /** Each request has a good token, and comes from another address; half of them are forged. */
    private static void flood(int requests, TransportConfig config) throws UnknownHostException {
        var random = new Random(1);
        var tokens = new LocalTokens(TOKEN_KEY, Net.PROTOCOL, random);
        var token = JoinToken.parse(tokens.issue(Net.player("plr_ada"), 45_000));
        var wire = new Spoofed(token, random);
        var events = new Recorder();
        try (var server =
                new UdpServer(wire, TOKEN_KEY, Net.PROTOCOL, config, events, () -> Instant.EPOCH, random, 0)) {
            run(server, wire, 5000);
            long before = used();
            run(server, wire, requests);
            long grown = used() - before;
            print(requests, config, server.stats(), grown);

            var stats = server.stats();
            assertThat(server.connections()).isZero();
            assertThat(server.usedTokens()).isZero();
            assertThat(events.connected).isEmpty();
            assertThat(grown).as("bytes of heap grown").isLessThan(500_000);
            assertThat(stats.sent()).as("challenges").isPositive();
            assertThat((double) stats.sentBytes() / stats.receivedBytes()).isLessThan(0.05);
        }
    }

    private static void run(UdpServer server, Spoofed wire, int requests) {
        wire.left = requests;
        for (long now = 0; wire.left > 0; now += 1_000_000) {
            server.poll(now);
            server.flush(now);
        }
    }

    private static void print(int requests, TransportConfig config, TransportStats stats, long grown) {
        System.out.printf(
                "%,d spoofed requests at most %,d/s: %,d challenged, %,d B in, %,d B out, amplification %.4f,"
                        + " heap grown %,d B, dropped %s, load %.1f%n",
                requests,
                config.admitting().handshakesPerSecondTotal(),
                stats.sent(),
                stats.receivedBytes(),
                stats.sentBytes(),
                (double) stats.sentBytes() / stats.receivedBytes(),
                grown,
                stats.dropped(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** A request from each of the IPv4 addresses in turn. */
    private static final class Spoofed implements Wire {
        private final ByteBuffer request = ByteBuffer.allocate(Packet.REQUEST_BYTES);
        private final Random random;
        private int left;
        private int source;

        Spoofed(JoinToken token, Random random) {
            this.random = random;
            request.put(Packet.REQUEST).put(token.sent()).clear();
        }

        @Override
        public void send(ByteBuffer datagram, InetSocketAddress to) {
            assertThat(datagram.remaining()).isLessThan(Packet.REQUEST_BYTES);
        }

        @Override
        public @Nullable InetSocketAddress receive(ByteBuffer into) {
            if (left == 0) {
                return null;
            }
            left--;
            into.put(request.duplicate());
            if (random.nextBoolean()) {
                into.put(100, (byte) random.nextInt());
            }
            return source();
        }

        private InetSocketAddress source() {
            try {
                var bytes = ByteBuffer.allocate(4).putInt(source++ * 7919).array();
                return new InetSocketAddress(InetAddress.getByAddress(bytes), 1 + random.nextInt(65_535));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public InetSocketAddress address() {
            return Net.address(1, 1);
        }

        @Override
        public void close() {}
    }

    /** Even a source that answers has sent more than it got, whatever it repeats. */
    @Test
    void noSourceGetsMoreThanItSends() {
        try (var net = new Net(1)) {
            var ada = net.client("plr_ada", address(2, 5000));
            net.serverWire.cut = true;
            for (int i = 0; i < 100; i++) {
                net.run(250);
                assertThat(bytes(net.serverWire.sent)).isLessThan(bytes(ada.wire.sent));
            }
        }
    }

    private static long bytes(List<byte[]> datagrams) {
        return datagrams.stream().mapToLong(datagram -> datagram.length).sum();
    }
}
