package com.necpgame.gamesim.transport;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the transport costs on one core: sealing with either cipher, opening a token, a handshake, and a packet in and out of a server
 * with 40 peers, within the process and over real sockets; in CPU time of the thread, the kernel's part too. {@code -Drounds} (9) and {@code -Dsize} (1.0) make it longer.
 */
final class TransportBench {
    private static final int ROUNDS = Integer.getInteger("rounds", 9);
    private static final double SIZE = Double.parseDouble(System.getProperty("size", "1.0"));
    private static final int PEERS = 40;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Random random = new Random(1);
    private final byte[] key = new byte[32];
    private final Clock clock = Clock.systemUTC();
    private final LocalTokens tokens = new LocalTokens(key, Net.PROTOCOL, random);
    private final TransportConfig config = TransportConfig.STANDARD
            .with(new TransportConfig.Sending(16_384, 1 << 30, 1 << 30, 1 << 30, 20, 5))
            .with(new TransportConfig.Admitting(2048, 1_000_000, 100_000, 1_000_000, 1_000_000, 10_000_000));

    private TransportBench() {}

    public static void main(String... arguments) throws Exception {
        var system = ManagementFactory.getOperatingSystemMXBean();
        System.out.printf(
                "load %.2f, %d cores, Java %s, median (least..most) of %d rounds%n",
                system.getSystemLoadAverage(), system.getAvailableProcessors(), Runtime.version(), ROUNDS);
        var bench = new TransportBench();
        for (int bytes : new int[] {100, 400, 1150}) {
            bench.seal("AES/GCM/NoPadding", "AES", nonce -> new GCMParameterSpec(128, nonce(nonce)), bytes);
            bench.seal("ChaCha20-Poly1305", "ChaCha20", nonce -> new IvParameterSpec(nonce(nonce)), bytes);
        }
        bench.token();
        bench.handshakes();
        bench.packets("in the process", false);
        bench.packets("over UDP", true);
        System.out.printf("load %.2f%n", system.getSystemLoadAverage());
    }

    private interface Round {
        /** How many were done, and how long it took. */
        Cost run() throws Exception;
    }

    private record Cost(int done, long nanos, long allocated) {}

    private static void report(String what, Round round) throws Exception {
        round.run();
        var nanos = new double[ROUNDS];
        var bytes = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            var cost = round.run();
            nanos[i] = (double) cost.nanos() / cost.done();
            bytes[i] = (double) cost.allocated() / cost.done();
        }
        Arrays.sort(nanos);
        Arrays.sort(bytes);
        System.out.printf(
                "%-48s %,9.0f ns (%,.0f..%,.0f), %,11.0f/s, %,7.0f B allocated%n",
                what, nanos[ROUNDS / 2], nanos[0], nanos[ROUNDS - 1], 1e9 / nanos[ROUNDS / 2], bytes[ROUNDS / 2]);
    }

    private static byte[] nonce(int number) {
        return ByteBuffer.allocate(12).putInt(8, number).array();
    }

    private void seal(String name, String algorithm, IntFunction<AlgorithmParameterSpec> nonces, int bytes)
            throws Exception {
        var cipher = Cipher.getInstance(name);
        var secret = new SecretKeySpec(key, algorithm);
        int count = (int) (50_000 * SIZE);
        var plain = ByteBuffer.allocate(bytes);
        var sealed = ByteBuffer.allocate(bytes + 16);
        var number = new int[1];
        report("seal " + bytes + " B, " + algorithm, () -> {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < count; i++) {
                cipher.init(Cipher.ENCRYPT_MODE, secret, nonces.apply(number[0]++));
                cipher.updateAAD(new byte[1]);
                cipher.doFinal(plain.clear(), sealed.clear());
            }
            return cost(count, start, allocated);
        });
        report("open " + bytes + " B, " + algorithm, () -> open(cipher, secret, nonces, sealed, count, --number[0]));
    }

    private static Cost open(
            Cipher sealing,
            SecretKeySpec secret,
            IntFunction<AlgorithmParameterSpec> nonces,
            ByteBuffer sealed,
            int count,
            int number)
            throws GeneralSecurityException {
        var opening = Cipher.getInstance(sealing.getAlgorithm());
        var plain = ByteBuffer.allocate(sealed.capacity());
        sealing.init(Cipher.ENCRYPT_MODE, secret, nonces.apply(-1 - number));
        sealing.updateAAD(new byte[1]);
        sealing.doFinal(ByteBuffer.allocate(sealed.capacity() - 16), sealed.clear());
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < count; i++) {
            opening.init(Cipher.DECRYPT_MODE, secret, nonces.apply(-1 - number));
            opening.updateAAD(new byte[1]);
            opening.doFinal(sealed.clear(), plain.clear());
        }
        return cost(count, start, allocated);
    }

    private static Cost cost(int done, long start, long allocated) {
        return new Cost(
                done, THREADS.getCurrentThreadCpuTime() - start, THREADS.getCurrentThreadAllocatedBytes() - allocated);
    }

    private JoinToken issued(int player) {
        return JoinToken.parse(tokens.issue(Net.player("plr_" + player), clock.millis() + 45_000));
    }

    private void token() throws Exception {
        var opener = new TokenOpener(key, Net.PROTOCOL);
        var sent = issued(1).sent();
        int count = (int) (10_000 * SIZE);
        report("open a token", () -> {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < count; i++) {
                opener.open(sent.clear());
            }
            return cost(count, start, allocated);
        });
    }

    /** Only the server's part is timed: request to challenge, response to connection. */
    private void handshakes() throws Exception {
        int count = (int) (2000 * SIZE);
        report("handshake, the server's part", () -> {
            var network = new MemoryNetwork();
            try (var server = server(network.at(Net.address(0, 1)))) {
                var clients = new ArrayList<UdpClient>();
                for (int i = 0; i < count; i++) {
                    clients.add(client(network.at(Net.address(1 + i, 1)), server, i));
                }
                var cost = connect(server, clients);
                clients.forEach(UdpClient::close);
                return cost;
            }
        });
    }

    private UdpServer server(Wire wire) {
        return new UdpServer(wire, key, Net.PROTOCOL, config, new Echo(), clock, random, System.nanoTime());
    }

    private UdpClient client(Wire wire, UdpServer server, int player) {
        return new UdpClient(wire, server.address(), issued(player), config, new Recorder(), System.nanoTime());
    }

    private static Cost connect(UdpServer server, List<UdpClient> clients) {
        long nanos = 0;
        long allocated = 0;
        while (!clients.stream().allMatch(client -> client.state() == UdpClient.State.CONNECTED)) {
            long now = System.nanoTime();
            clients.forEach(client -> client.poll(now));
            clients.forEach(client -> client.flush(now));
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            server.poll(now);
            nanos += THREADS.getCurrentThreadCpuTime() - start;
            allocated += THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        return new Cost(clients.size(), nanos, allocated);
    }

    /** Each peer sends 60 bytes and gets 400, as with inputs and snapshots; only the server's part is timed. */
    private void packets(String where, boolean real) throws Exception {
        var network = new MemoryNetwork();
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var server = server(real ? UdpWire.bind(loopback) : network.at(Net.address(0, 1)))) {
            var clients = new ArrayList<UdpClient>();
            for (int i = 0; i < PEERS; i++) {
                clients.add(client(real ? UdpWire.bind(loopback) : network.at(Net.address(1 + i, 1)), server, i));
            }
            connect(server, clients);
            report("packet in and packet out, " + where, () -> exchange(server, clients, (int) (500 * SIZE)));
            clients.forEach(UdpClient::close);
        }
    }

    private static Cost exchange(UdpServer server, List<UdpClient> clients, int ticks) {
        long nanos = 0;
        long allocated = 0;
        long packets = server.stats().received();
        var input = ByteBuffer.allocate(60);
        for (int i = 0; i < ticks; i++) {
            long now = System.nanoTime();
            for (var client : clients) {
                client.poll(now);
                client.peer().ifPresent(peer -> peer.send(Channel.UNRELIABLE, input));
                client.flush(now);
            }
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            server.poll(now);
            server.flush(now);
            nanos += THREADS.getCurrentThreadCpuTime() - start;
            allocated += THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        return new Cost((int) (server.stats().received() - packets), nanos, allocated);
    }

    private static final class Echo implements PeerEvents {
        private final ByteBuffer snapshot = ByteBuffer.allocate(400);

        @Override
        public void connected(Peer peer) {}

        @Override
        public void received(Peer peer, Channel channel, ByteBuffer message) {
            peer.send(Channel.LATEST, snapshot);
        }

        @Override
        public void disconnected(Peer peer, Reason reason) {}
    }
}
