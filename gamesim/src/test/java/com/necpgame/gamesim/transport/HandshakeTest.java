package com.necpgame.gamesim.transport;

import static com.necpgame.gamesim.transport.Net.address;
import static com.necpgame.gamesim.transport.Net.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.gamesim.transport.PeerEvents.Reason;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private final Net net = new Net(1);

    @AfterEach
    void close() {
        net.close();
    }

    @Test
    void aTokenConnectsAndMessagesTravel() {
        var ada = net.connected("plr_ada", address(2, 5000));
        assertThat(net.atServer.peer().claims()).isEqualTo(Net.player("plr_ada"));
        assertThat(ada.peer().claims()).isEqualTo(JoinClaims.UNKNOWN);

        ada.peer().send(Channel.UNRELIABLE, text("hello"));
        net.atServer.peer().send(Channel.UNRELIABLE, text("welcome"));
        net.run(50);

        assertThat(net.atServer.texts(Channel.UNRELIABLE)).containsExactly("hello");
        assertThat(ada.events.texts(Channel.UNRELIABLE)).containsExactly("welcome");
        assertThat(net.server.stats().dropped()).isEmpty();
    }

    @Test
    void aGoodbyeIsHeard() {
        var ada = net.connected("plr_ada", address(2, 5000));
        ada.peer().disconnect();
        net.run(50);

        assertThat(net.atServer.reasons).containsExactly(Reason.THERE);
        assertThat(ada.events.reasons).containsExactly(Reason.HERE);
        assertThat(ada.udp.state()).isEqualTo(UdpClient.State.CLOSED);
        assertThat(net.server.connections()).isZero();
        assertThat(ada.peer().send(Channel.RELIABLE, text("late"))).isFalse();
    }

    @Test
    void aServerThatClosesTellsAll() {
        var ada = net.connected("plr_ada", address(2, 5000));
        var bob = net.connected("plr_bob", address(3, 5000));
        net.server.close();
        net.clients.forEach(client -> client.udp.poll(net.now));

        assertThat(ada.events.reasons).containsExactly(Reason.THERE);
        assertThat(bob.events.reasons).containsExactly(Reason.THERE);
        assertThat(net.atServer.reasons).containsExactly(Reason.HERE, Reason.HERE);
    }

    @Test
    void silenceEndsAConnection() {
        var ada = net.connected("plr_ada", address(2, 5000));
        ada.wire.cut = true;
        net.run(9_000);
        assertThat(net.atServer.reasons).isEmpty();
        net.run(2_000);
        assertThat(net.atServer.reasons).containsExactly(Reason.TIMEOUT);
    }

    @Test
    void anIdleConnectionLives() {
        net.connected("plr_ada", address(2, 5000));
        net.run(60_000);
        assertThat(net.server.connections()).isEqualTo(1);
        // Twice a second a ping, and its acknowledgement.
        assertThat(net.serverWire.sent.size()).isLessThan(300);
    }

    @Test
    void aClientThatNobodyAnswersGivesUp() {
        var ada = net.client("plr_ada", address(2, 5000));
        ada.wire.cut = true;
        net.run(11_000);
        assertThat(ada.udp.state()).isEqualTo(UdpClient.State.UNANSWERED);
        assertThat(ada.wire.sent.size()).isBetween(40, 41);
    }

    @Test
    void aLostAnswerIsGivenAgain() {
        var ada = net.client("plr_ada", address(2, 5000));
        net.serverWire.cut = true;
        net.run(600);
        assertThat(net.server.connections()).isZero();
        net.serverWire.cut = false;
        net.until(() -> ada.wire.sent.getLast()[0] == Packet.RESPONSE);
        // The server connects, and its answer is lost.
        net.serverWire.cut = true;
        net.run(300);
        assertThat(net.server.connections()).isEqualTo(1);
        assertThat(ada.udp.state()).isEqualTo(UdpClient.State.CONNECTING);
        net.serverWire.cut = false;
        net.run(300);

        assertThat(ada.udp.state()).isEqualTo(UdpClient.State.CONNECTED);
        assertThat(net.atServer.connected).hasSize(1);
    }

    @Test
    void requestsOfTheWrongSizeAreDropped() {
        var request = request();
        for (int length : List.of(1, 2, 607, 608, 609, 1199)) {
            assertThat(net.inject(Arrays.copyOf(request, length), address(9, 1)))
                    .isEqualTo(DropCause.WRONG_SIZE);
        }
        assertThat(net.inject(Arrays.copyOf(request, 1201), address(9, 1))).isEqualTo(DropCause.WRONG_SIZE);
        assertThat(net.inject(new byte[0], address(9, 1))).isEqualTo(DropCause.WRONG_SIZE);
        assertThat(net.answers(address(9, 1))).isZero();
    }

    @Test
    void unknownTypesAreDropped() {
        var datagram = request();
        for (int type = 0; type < 256; type++) {
            datagram[0] = (byte) type;
            var expected = switch ((byte) type) {
                case Packet.REQUEST -> null;
                case Packet.RESPONSE, Packet.DISCONNECT -> DropCause.WRONG_SIZE;
                case Packet.PAYLOAD -> DropCause.UNKNOWN_SOURCE;
                default -> DropCause.WRONG_TYPE;
            };
            assertThat(net.inject(datagram, address(9, 1))).as("type " + type).isEqualTo(expected);
        }
        assertThat(net.answers(address(9, 1))).isEqualTo(1);
    }

    /** Each byte of the token is looked at, in the request and in the response. */
    @Test
    void aTokenThatWasChangedAnywhereIsForged() {
        var limits = net.config.with(net.config.admitting().withHandshakesPerSecond(1_000_000, 1_000_000));
        try (var open = new Net(2, limits, Net.PERFECT)) {
            var ada = open.connected("plr_ada", address(2, 5000));
            var request = ada.wire.lastSent(Packet.REQUEST);
            var seed = new Random(3);
            for (int at = 1; at <= JoinToken.SENT_BYTES; at++) {
                var forged = request.clone();
                forged[at] ^= (byte) (1 << seed.nextInt(8));
                assertThat(open.inject(forged, address(9, 1)))
                        .as("byte " + at)
                        .isIn(DropCause.FOREIGN_PROTOCOL, DropCause.EXPIRED, DropCause.BAD_TOKEN);
            }
            assertThat(open.answers(address(9, 1))).isZero();
        }
    }

    @Test
    void aResponseThatWasChangedAnywhereIsRefused() {
        var limits = net.config.with(net.config.admitting().withHandshakesPerSecond(1_000_000, 1_000_000));
        try (var open = new Net(2, limits, Net.PERFECT)) {
            var response = response(open);
            for (int at = 1; at < Packet.RESPONSE_BYTES; at++) {
                var forged = response.clone();
                forged[at] ^= 1;
                assertThat(open.inject(forged, address(2, 5000)))
                        .as("byte " + at)
                        .isNotNull();
            }
            assertThat(open.server.connections()).isZero();
            assertThat(open.inject(response, address(2, 5000))).isNull();
            assertThat(open.server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anExpiredTokenIsRefused() {
        var request = request();
        var response = response(net);
        net.now += 45_000_000_000L;
        assertThat(net.inject(request, address(9, 1))).isEqualTo(DropCause.EXPIRED);
        assertThat(net.inject(response, address(2, 5000))).isEqualTo(DropCause.BAD_COOKIE);
    }

    @Test
    void aTokenThatExpiresWhileItIsAnsweredIsRefused() {
        var token = JoinToken.parse(net.tokens.issue(Net.player("plr_ada"), net.clock.millis() + 1000));
        var response = response(net, token);
        net.now += 1_000_000_000L;
        assertThat(net.inject(response, address(2, 5000))).isEqualTo(DropCause.EXPIRED);
    }

    @Test
    void aTokenOfAnotherServerOrEpochIsRefused() {
        var request = request();
        net.server.tokenKey(new byte[32]);
        assertThat(net.inject(request, address(9, 1))).isEqualTo(DropCause.BAD_TOKEN);
    }

    @Test
    void aTokenOfAnotherProtocolIsRefused() {
        var foreign = new LocalTokens(net.tokenKey, ProtocolId.of("2"), new Random(5));
        var token = JoinToken.parse(foreign.issue(Net.player("plr_ada"), net.clock.millis() + 1000));
        assertThat(net.inject(request(token), address(9, 1))).isEqualTo(DropCause.FOREIGN_PROTOCOL);
    }

    @Test
    void aUsedTokenIsRefusedFromElsewhere() {
        var ada = net.connected("plr_ada", address(2, 5000));
        var request = ada.wire.lastSent(Packet.REQUEST);
        var response = ada.wire.lastSent(Packet.RESPONSE);

        assertThat(net.inject(request, address(9, 1))).isEqualTo(DropCause.TOKEN_USED);
        assertThat(net.inject(request, address(2, 5001))).isEqualTo(DropCause.TOKEN_USED);
        assertThat(net.inject(response, address(9, 1))).isEqualTo(DropCause.BAD_COOKIE);
        assertThat(net.inject(response, address(9, 5000))).isEqualTo(DropCause.BAD_COOKIE);
        assertThat(net.inject(response, address(2, 5001))).isEqualTo(DropCause.BAD_COOKIE);
        assertThat(net.server.connections()).isEqualTo(1);
    }

    /** Two sources were asked before either answered: one token, one connection. */
    @Test
    void oneTokenOneConnection() {
        var token = net.token("plr_ada");
        var here = response(net, token, address(2, 5000));
        var there = response(net, token, address(3, 5000));
        assertThat(net.inject(here, address(2, 5000))).isNull();
        assertThat(net.inject(there, address(3, 5000))).isEqualTo(DropCause.TOKEN_USED);
        assertThat(net.atServer.connected).hasSize(1);
    }

    @Test
    void aUsedTokenIsRefusedFromTheSamePlaceOnceItsConnectionIsOver() {
        var ada = net.connected("plr_ada", address(2, 5000));
        var request = ada.wire.lastSent(Packet.REQUEST);
        var response = ada.wire.lastSent(Packet.RESPONSE);
        ada.udp.close();
        net.server.poll(net.now);

        assertThat(net.server.connections()).isZero();
        assertThat(net.inject(request, address(2, 5000))).isEqualTo(DropCause.TOKEN_USED);
        assertThat(net.inject(response, address(2, 5000))).isEqualTo(DropCause.TOKEN_USED);
    }

    @Test
    void anOldChallengeIsNotAnsweredToAnyMore() {
        var response = response(net);
        net.now += 10_001_000_000L;
        assertThat(net.inject(response, address(2, 5000))).isEqualTo(DropCause.BAD_COOKIE);
    }

    @Test
    void aResponseToAnotherProcessIsRefused() {
        var response = response(net);
        try (var other = new Net(77)) {
            other.server.tokenKey(net.tokenKey);
            assertThat(other.inject(response, address(2, 5000))).isEqualTo(DropCause.BAD_COOKIE);
        }
    }

    @Test
    void aPlayerWhoComesAgainReplaces() {
        var first = net.connected("plr_ada", address(2, 5000));
        var second = net.connected("plr_ada", address(2, 5001));
        net.run(20);

        assertThat(net.atServer.reasons).containsExactly(Reason.REPLACED);
        assertThat(net.atServer.gone).containsExactly(net.atServer.connected.getFirst());
        assertThat(first.events.reasons).containsExactly(Reason.THERE);
        assertThat(second.udp.state()).isEqualTo(UdpClient.State.CONNECTED);
        assertThat(net.server.connections()).isEqualTo(1);
    }

    @Test
    void aFullServerDeniesAndHasRoomAgain() {
        try (var small = new Net(4, net.config.with(net.config.admitting().withRoom(1, 1000)), Net.PERFECT)) {
            var ada = small.connected("plr_ada", address(2, 5000));
            var bob = small.client("plr_bob", address(3, 5000));
            small.run(100);
            assertThat(bob.udp.state()).isEqualTo(UdpClient.State.DENIED);
            assertThat(small.server.stats().dropped(DropCause.FULL)).isEqualTo(1);
            assertThat(small.connected("plr_ada", address(4, 5000)).udp.state())
                    .as("who is there may come again")
                    .isEqualTo(UdpClient.State.CONNECTED);
            assertThat(ada.udp.state()).isEqualTo(UdpClient.State.CLOSED);
            small.clients.getLast().udp.close();
            small.connected("plr_bob", address(5, 5000));
        }
    }

    @Test
    void usedTokensAreForgottenOnceTheyExpire() {
        try (var small = new Net(4, net.config.with(net.config.admitting().withRoom(2, 2)), Net.PERFECT)) {
            small.connected("plr_ada", address(2, 5000)).udp.close();
            small.connected("plr_bob", address(3, 5000)).udp.close();
            small.clients.clear();
            var cyd = small.client("plr_cyd", address(4, 5000));
            small.run(100);
            assertThat(cyd.udp.state()).isEqualTo(UdpClient.State.DENIED);
            small.run(45_000);
            assertThat(small.server.usedTokens()).isZero();
            small.connected("plr_dan", address(5, 5000));
            assertThat(small.server.usedTokens()).isEqualTo(1);
        }
    }

    @Test
    void aSourceMayTryOnlySoOften() {
        try (var strict =
                new Net(4, net.config.with(net.config.admitting().withHandshakesPerSecond(10, 25)), Net.PERFECT)) {
            var request = request(strict.token("plr_ada"));
            assertThat(allowed(strict, request, 1)).as("of one source").isEqualTo(10);
            assertThat(allowed(strict, request, 2)).as("of another").isEqualTo(10);
            assertThat(allowed(strict, request, 3)).as("all together").isEqualTo(5);
            strict.now += 100_000_000;
            assertThat(allowed(strict, request, 1))
                    .as("a tenth of a second later")
                    .isEqualTo(1);
        }
    }

    private static long allowed(Net net, byte[] request, int host) {
        long allowed = 0;
        for (int i = 0; i < 100; i++) {
            allowed += net.inject(request, address(host + 100, 1)) == null ? 1 : 0;
        }
        return allowed;
    }

    private byte[] request() {
        return request(net.token("plr_ada"));
    }

    private static byte[] request(JoinToken token) {
        var request = new byte[Packet.REQUEST_BYTES];
        token.sent().get(request, 1, JoinToken.SENT_BYTES);
        return request;
    }

    private static byte[] response(Net net) {
        return response(net, net.token("plr_ada"));
    }

    private static byte[] response(Net net, JoinToken token) {
        return response(net, token, address(2, 5000));
    }

    /** What a client answers to its challenge; it does not reach the server. */
    private static byte[] response(Net net, JoinToken token, InetSocketAddress at) {
        var client = net.new Client(token, at);
        client.udp.flush(net.now);
        net.server.poll(net.now);
        client.wire.cut = true;
        client.udp.poll(net.now);
        client.udp.close();
        return client.wire.lastSent(Packet.RESPONSE);
    }
}
