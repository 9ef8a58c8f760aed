package com.necpgame.gamesim.transport;

import static com.necpgame.gamesim.transport.Net.address;
import static com.necpgame.gamesim.transport.Net.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.gamesim.transport.LossyNetwork.Conditions;
import com.necpgame.gamesim.transport.PeerEvents.Reason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 1023, 1024, 1025, 2048, 16_383, 16_384})
    void messagesOfEachLengthArriveWhole(int length) {
        try (var net = new Net(length)) {
            var ada = net.connected("plr_ada", address(2, 5000));
            var message = new byte[length];
            new Random(length).nextBytes(message);
            for (var channel : List.of(Channel.RELIABLE, Channel.LATEST)) {
                assertThat(ada.peer().send(channel, ByteBuffer.wrap(message))).isTrue();
                net.run(50);
                assertThat(net.atServer.bytes(channel)).containsExactly(message);
            }
        }
    }

    @Test
    void theLongestUnreliableMessageFillsAPacket() {
        try (var net = new Net(1)) {
            var ada = net.connected("plr_ada", address(2, 5000));
            var message = new byte[TransportConfig.UNRELIABLE_BYTES_MAX];
            assertThat(ada.peer().send(Channel.UNRELIABLE, ByteBuffer.wrap(message)))
                    .isTrue();
            net.run(50);
            assertThat(net.atServer.bytes(Channel.UNRELIABLE)).containsExactly(message);
            assertThat(ada.wire.sent).anyMatch(datagram -> datagram.length == Packet.MTU_BYTES);
        }
    }

    @Test
    void messagesThatAreEmptyOrTooLongAreRefused() {
        try (var net = new Net(1)) {
            var peer = net.connected("plr_ada", address(2, 5000)).peer();
            for (var channel : Channel.values()) {
                assertThatThrownBy(() -> peer.send(channel, ByteBuffer.allocate(0)))
                        .isInstanceOf(IllegalArgumentException.class);
                int most = channel == Channel.UNRELIABLE ? TransportConfig.UNRELIABLE_BYTES_MAX : 16_384;
                assertThatThrownBy(() -> peer.send(channel, ByteBuffer.allocate(most + 1)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void smallMessagesShareAPacket() {
        try (var net = new Net(1)) {
            var ada = net.connected("plr_ada", address(2, 5000));
            net.run(100);
            int before = ada.wire.sent.size();
            for (int i = 0; i < 30; i++) {
                ada.peer().send(i % 2 == 0 ? Channel.RELIABLE : Channel.UNRELIABLE, text("message " + i));
            }
            net.step();
            assertThat(ada.wire.sent.size()).isEqualTo(before + 1);
            net.step();
            assertThat(net.atServer.messages).hasSize(30);
        }
    }

    @Test
    void sendLeavesThePositionAlone() {
        try (var net = new Net(1)) {
            var peer = net.connected("plr_ada", address(2, 5000)).peer();
            var message = text("to all");
            for (var channel : Channel.values()) {
                peer.send(channel, message);
                assertThat(message.remaining()).isEqualTo(6);
            }
        }
    }

    /** The window is 256 pieces: what does not fit is refused whole, and what was taken still arrives. */
    @Test
    void aFullWindowRefuses() {
        try (var net = new Net(1)) {
            var ada = net.connected("plr_ada", address(2, 5000));
            int taken = 0;
            while (ada.peer().send(Channel.RELIABLE, ByteBuffer.allocate(3000))) {
                taken++;
            }
            assertThat(taken).isEqualTo(85);
            assertThat(ada.peer().isSettled()).isFalse();
            net.until(() -> ada.peer().isSettled());
            assertThat(net.atServer.bytes(Channel.RELIABLE)).hasSize(85);
            // More packets at once than an acknowledgement can name, and none was taken for lost.
            assertThat(ada.peer().loss()).isZero();
            assertThat(ada.peer().send(Channel.RELIABLE, ByteBuffer.allocate(3000)))
                    .isTrue();
        }
    }

    @Test
    void unreliableMessagesBeyondTheRateAreDropped() {
        var slow = TransportConfig.STANDARD.with(new TransportConfig.Sending(10_000, 20_000, 20_000, 20_000, 20, 5));
        try (var net = new Net(1, slow, Net.PERFECT)) {
            var ada = net.connected("plr_ada", address(2, 5000));
            long taken = 0;
            for (int i = 0; i < 1000; i++) {
                taken += ada.peer().send(Channel.UNRELIABLE, ByteBuffer.allocate(997)) ? 1 : 0;
                net.step();
            }
            // The burst, and ten seconds of the rate.
            assertThat(taken).isBetween(215L, 222L);
        }
    }

    /** A goodbye takes along what waits: without loss it arrives before. */
    @Test
    void theLastWordGoesOutBeforeTheGoodbye() {
        try (var net = new Net(1)) {
            var ada = net.connected("plr_ada", address(2, 5000));
            net.atServer.peer().send(Channel.RELIABLE, text("over"));
            net.atServer.peer().disconnect();
            net.run(20);
            assertThat(ada.events.texts(Channel.RELIABLE)).containsExactly("over");
            assertThat(ada.events.reasons).containsExactly(Reason.THERE);
        }
    }

    /** Twice 50 ms, and up to three steps of the two ends' own. */
    @Test
    void theRoundTripIsMeasured() {
        var far = new Conditions(0, 0, 0, 50_000_000, 0);
        try (var net = new Net(1, TransportConfig.STANDARD, far)) {
            var ada = net.connected("plr_ada", address(2, 5000));
            net.run(10_000);
            assertThat(ada.peer().roundTripNanos() / 1e6).isBetween(100.0, 140.0);
            assertThat(net.atServer.peer().roundTripNanos() / 1e6).isBetween(100.0, 140.0);
            assertThat(ada.peer().loss()).isZero();
        }
    }

    @Test
    void lossIsMeasuredAndHalvesTheRate() {
        var lossy = new Conditions(0.4, 0, 0, 10_000_000, 0);
        try (var net = new Net(7, TransportConfig.STANDARD, lossy)) {
            var ada = net.connected("plr_ada", address(2, 5000));
            var taken = new int[2];
            for (int second = 0; second < 20; second++) {
                for (int i = 0; i < 100; i++) {
                    boolean sent = ada.peer().send(Channel.UNRELIABLE, ByteBuffer.allocate(1000));
                    taken[1] += second >= 15 && sent ? 1 : 0;
                    taken[0] += second < 1 && sent ? 1 : 0;
                    net.step();
                }
            }
            assertThat(ada.peer().loss()).isBetween(0.2, 0.6);
            assertThat(taken[0]).as("in the first second").isEqualTo(100);
            assertThat(taken[1]).as("in the last five seconds, at 16 KiB/s").isBetween(75, 95);
        }
    }

    /** Sequences of packets, and the ids of reliable pieces and latest messages, are 16 bits on the wire: all of them wrap. */
    @Test
    void longConnectionsWrapTheirNumbers() {
        var lossy = new Conditions(0.05, 0.05, 0.05, 10_000_000, 5_000_000);
        try (var net = new Net(5, TransportConfig.STANDARD, lossy)) {
            var ada = net.connected("plr_ada", address(2, 5000));
            int sent = 0;
            for (int i = 0; i < 66_500; i++) {
                sent += ada.peer().send(Channel.RELIABLE, ByteBuffer.allocate(4).putInt(0, sent)) ? 1 : 0;
                assertThat(ada.peer()
                                .send(Channel.LATEST, ByteBuffer.allocate(4).putInt(0, i)))
                        .isTrue();
                net.step();
                forget(net, ada);
            }
            net.until(() -> ada.peer().isSettled());
            assertThat(sent).isGreaterThan(66_000);
            assertThat(numbers(net, Channel.RELIABLE)).hasSize(sent).isSorted().doesNotHaveDuplicates();
            var latest = numbers(net, Channel.LATEST);
            assertThat(latest).isSorted().doesNotHaveDuplicates();
            assertThat(latest.size()).isBetween(55_000, 66_500);
            assertThat(latest.getLast()).isGreaterThan(66_450);
        }
    }

    private static void forget(Net net, Net.Client client) {
        client.wire.forget();
        net.serverWire.forget();
    }

    private static List<Integer> numbers(Net net, Channel channel) {
        return net.atServer.bytes(channel).stream()
                .map(message -> ByteBuffer.wrap(message).getInt())
                .toList();
    }
}
