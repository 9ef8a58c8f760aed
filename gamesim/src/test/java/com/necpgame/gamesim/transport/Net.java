package com.necpgame.gamesim.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.necpgame.gamesim.transport.JoinClaims.Role;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A server and its clients on a network within this process, in virtual time: nothing waits, and a seed makes it the same again. */
final class Net implements AutoCloseable {
    static final long PROTOCOL = ProtocolId.of("1");
    static final long STEP_NANOS = 10_000_000;
    static final LossyNetwork.Conditions PERFECT = new LossyNetwork.Conditions(0, 0, 0, 0, 0);

    final MemoryNetwork network = new MemoryNetwork();
    final InetSocketAddress serverAddress = address(1, 7777);
    final byte[] tokenKey = new byte[32];
    final LocalTokens tokens;
    final Recorder atServer = new Recorder();
    final UdpServer server;
    final Tap serverWire;
    final TransportConfig config;
    final List<Client> clients = new ArrayList<>();
    private final Map<InetSocketAddress, Wire> injected = new HashMap<>();
    private final LossyNetwork way;
    /** Around zero, so that time as of {@link System#nanoTime} may be negative. */
    long now = -5_000_000_000L;

    final InstantSource clock = () -> Instant.ofEpochMilli(1_800_000_000_000L + now / 1_000_000);

    Net(long seed) {
        this(seed, TransportConfig.STANDARD, PERFECT);
    }

    Net(long seed, TransportConfig config, LossyNetwork.Conditions conditions) {
        var random = new Random(seed);
        random.nextBytes(tokenKey);
        this.config = config;
        this.tokens = new LocalTokens(tokenKey, PROTOCOL, random);
        this.way = new LossyNetwork(seed, conditions, () -> now);
        this.serverWire = new Tap(network.at(serverAddress));
        this.server = new UdpServer(serverWire, tokenKey, PROTOCOL, config, atServer, clock, random, now);
    }

    static InetSocketAddress address(int host, int port) {
        try {
            var bytes = ByteBuffer.allocate(4).putInt(0x0A000000 + host).array();
            return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    static JoinClaims player(String id) {
        return new JoinClaims("ses_1", id, "Name", "yard", "b1", Role.PLAYER, 1, 4, 42);
    }

    static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    JoinToken token(String player) {
        return JoinToken.parse(tokens.issue(player(player), clock.millis() + 45_000));
    }

    Client client(String player, InetSocketAddress at) {
        return client(token(player), at);
    }

    Client client(JoinToken token, InetSocketAddress at) {
        var client = new Client(token, at);
        clients.add(client);
        return client;
    }

    /** One that has shaken hands. */
    Client connected(String player, InetSocketAddress at) {
        var client = client(player, at);
        until(() -> client.udp.state() == UdpClient.State.CONNECTED);
        return client;
    }

    /** Lets the server take a datagram from anywhere, and says why it dropped it; null where it did not. */
    @Nullable
    DropCause inject(byte[] datagram, InetSocketAddress from) {
        var before = server.stats();
        injectOnly(datagram, from);
        server.poll(now);
        var after = server.stats();
        for (var cause : DropCause.values()) {
            if (after.dropped(cause) > before.dropped(cause)) {
                return cause;
            }
        }
        return null;
    }

    /** Lets a datagram wait for the server's next poll. */
    void injectOnly(byte[] datagram, InetSocketAddress from) {
        wire(from).send(ByteBuffer.wrap(datagram), serverAddress);
    }

    private Wire wire(InetSocketAddress from) {
        return clients.stream()
                .filter(client -> client.address.equals(from))
                .map(client -> client.bare)
                .findFirst()
                .orElseGet(() -> injected.computeIfAbsent(from, network::at));
    }

    /** How many datagrams wait for a source that injects. */
    int answers(InetSocketAddress from) {
        int answers = 0;
        var wire = Objects.requireNonNull(injected.get(from));
        while (wire.receive(ByteBuffer.allocate(2000)) != null) {
            answers++;
        }
        return answers;
    }

    /** Lets ten milliseconds pass. */
    void step() {
        now += STEP_NANOS;
        server.poll(now);
        clients.forEach(client -> client.udp.poll(now));
        server.flush(now);
        clients.forEach(client -> client.udp.flush(now));
    }

    void run(long millis) {
        for (long i = 0; i < millis * 1_000_000; i += STEP_NANOS) {
            step();
        }
    }

    void until(BooleanSupplier done) {
        for (int i = 0; i < 100_000; i++) {
            if (done.getAsBoolean()) {
                return;
            }
            step();
        }
        throw new AssertionError("not within 1,000 virtual seconds; server " + server.stats());
    }

    @Override
    public void close() {
        clients.forEach(client -> client.udp.close());
        server.close();
    }

    final class Client {
        final Recorder events = new Recorder();
        final InetSocketAddress address;
        /** Without the bad network, and without the cut. */
        final Wire bare;

        final Tap wire;
        final UdpClient udp;
        final JoinToken token;

        Client(JoinToken token, InetSocketAddress at) {
            this.address = at;
            this.token = token;
            this.bare = network.at(at);
            this.wire = new Tap(way.around(bare));
            this.udp = new UdpClient(wire, serverAddress, token, config, events, now);
        }

        Peer peer() {
            return events.peer();
        }
    }
}
