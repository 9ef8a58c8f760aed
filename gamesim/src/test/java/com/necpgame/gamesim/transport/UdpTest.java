package com.necpgame.gamesim.transport;

import static com.necpgame.gamesim.transport.Net.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.necpgame.gamesim.transport.PeerEvents.Reason;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over real sockets. */
class UdpTest {
    private static final byte[] KEY = new byte[32];
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Clock clock = Clock.systemUTC();
    private final Random random = new Random(1);
    private final Recorder atServer = new Recorder();
    private final Recorder atClient = new Recorder();
    private final UdpServer server = new UdpServer(
            UdpWire.bind(ANY), KEY, Net.PROTOCOL, TransportConfig.STANDARD, atServer, clock, random, System.nanoTime());
    private final UdpClient client = new UdpClient(
            UdpWire.bind(ANY),
            server.address(),
            JoinToken.parse(
                    new LocalTokens(KEY, Net.PROTOCOL, random).issue(Net.player("plr_ada"), clock.millis() + 45_000)),
            TransportConfig.STANDARD,
            atClient,
            System.nanoTime());

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private boolean turn() {
        long now = System.nanoTime();
        server.poll(now);
        server.flush(now);
        client.poll(now);
        client.flush(now);
        return true;
    }

    @Test
    void messagesOfEachChannelArrive() {
        await().until(() -> turn() && client.state() == UdpClient.State.CONNECTED);
        atClient.peer().send(Channel.UNRELIABLE, text("one"));
        atClient.peer().send(Channel.LATEST, ByteBuffer.allocate(5000));
        atClient.peer().send(Channel.RELIABLE, ByteBuffer.allocate(5000));
        await().until(() -> turn() && atServer.messages.size() == 3);
        await().until(() -> turn() && atClient.peer().isSettled());

        client.close();
        await().until(() -> serverPolls() && !atServer.reasons.isEmpty());
        assertThat(atServer.reasons).containsExactly(Reason.THERE);
    }

    private boolean serverPolls() {
        server.poll(System.nanoTime());
        return true;
    }

    @Test
    void aDatagramLongerThanThePacketIsDropped() {
        try (var stranger = UdpWire.bind(ANY)) {
            stranger.send(ByteBuffer.allocate(1201), server.address());
            stranger.send(ByteBuffer.allocate(9000), server.address());
            stranger.send(ByteBuffer.allocate(0), server.address());
            await().until(() -> serverPolls() && server.stats().dropped(DropCause.WRONG_SIZE) == 3);
        }
    }

    @Test
    void aPortIsTakenOnce() {
        assertThatThrownBy(() -> UdpWire.bind(server.address())).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aServerOfNoAddressIsRefused() {
        var token = JoinToken.parse(new LocalTokens(KEY, Net.PROTOCOL, random).issue(JoinClaims.UNKNOWN, 1));
        var nowhere = InetSocketAddress.createUnresolved("nowhere.invalid", 1);
        try (var wire = UdpWire.bind(ANY)) {
            assertThatThrownBy(() -> new UdpClient(wire, nowhere, token, TransportConfig.STANDARD, atClient, 0))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void nobodyThereIsNoFault() {
        try (var wire = UdpWire.bind(ANY)) {
            var nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
            wire.send(ByteBuffer.allocate(10), nobody);
            wire.send(ByteBuffer.allocate(10), nobody);
            assertThat(wire.receive(ByteBuffer.allocate(10))).isNull();
            wire.send(ByteBuffer.allocate(100_000), nobody);
        }
    }
}
