package com.necpgame.gamesim.transport;

import static com.necpgame.gamesim.transport.Net.address;
import static com.necpgame.gamesim.transport.Net.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.gamesim.transport.PeerEvents.Reason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SealedPacketTest {
    private static final TransportConfig PATIENT =
            TransportConfig.STANDARD.with(new TransportConfig.Admitting(2048, 1_000_000, 1000, 100_000, 200, 5000));

    private final Net net = new Net(1, PATIENT, Net.PERFECT);
    private final Net.Client ada = net.connected("plr_ada", address(2, 5000));

    @AfterEach
    void close() {
        net.close();
    }

    @Test
    void aReplayedPacketIsDropped() {
        ada.peer().send(Channel.UNRELIABLE, text("shot"));
        net.run(30);
        var packets = new ArrayList<>(ada.wire.sent);
        for (var packet : packets) {
            if (packet[0] == Packet.PAYLOAD) {
                assertThat(net.inject(packet, ada.address)).isEqualTo(DropCause.REPLAYED);
            }
        }
        assertThat(net.atServer.texts(Channel.UNRELIABLE)).containsExactly("shot");
    }

    /** Packets that come later than 256 others are taken for replays, though they never arrived. */
    @Test
    void whatIsTooOldIsDropped() {
        ada.wire.cut = true;
        ada.peer().send(Channel.UNRELIABLE, text("late"));
        net.step();
        var late = ada.wire.lastSent(Packet.PAYLOAD);
        ada.wire.cut = false;
        for (int i = 0; i < 256; i++) {
            ada.peer().send(Channel.UNRELIABLE, text("next"));
            net.step();
        }
        assertThat(net.inject(late, ada.address)).isEqualTo(DropCause.REPLAYED);
    }

    @Test
    void aPacketThatWasChangedAnywhereIsDropped() {
        ada.wire.cut = true;
        ada.peer().send(Channel.RELIABLE, text("buy the sword"));
        net.step();
        var packet = ada.wire.lastSent(Packet.PAYLOAD);
        for (int at = 0; at < packet.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                var forged = packet.clone();
                forged[at] ^= (byte) (1 << bit);
                assertThat(net.inject(forged, ada.address))
                        .as("byte %d, bit %d", at, bit)
                        .isNotNull();
            }
        }
        assertThat(net.atServer.messages).isEmpty();
        assertThat(net.atServer.reasons).isEmpty();
        assertThat(net.inject(packet, ada.address)).isNull();
        assertThat(net.atServer.texts(Channel.RELIABLE)).containsExactly("buy the sword");
    }

    @Test
    void aPacketCutShortIsDropped() {
        ada.wire.cut = true;
        ada.peer().send(Channel.RELIABLE, text("buy the sword"));
        net.step();
        var packet = ada.wire.lastSent(Packet.PAYLOAD);
        for (int length = 1; length < packet.length; length++) {
            assertThat(net.inject(Arrays.copyOf(packet, length), ada.address))
                    .as("length %d", length)
                    .isIn(DropCause.WRONG_SIZE, DropCause.FORGED);
        }
    }

    /** There is no moving to another address: a new token does that. */
    @Test
    void aPacketFromAnotherAddressIsDropped() {
        ada.wire.cut = true;
        ada.peer().send(Channel.UNRELIABLE, text("from home"));
        net.step();
        assertThat(net.inject(ada.wire.lastSent(Packet.PAYLOAD), address(3, 5000)))
                .isEqualTo(DropCause.UNKNOWN_SOURCE);
        assertThat(net.inject(ada.wire.lastSent(Packet.PAYLOAD), address(2, 5001)))
                .isEqualTo(DropCause.UNKNOWN_SOURCE);
        assertThat(net.atServer.messages).isEmpty();
    }

    @Test
    void aGoodbyeOfAnotherIsNotBelieved() {
        var forged = new byte[Packet.HEAD_BYTES + Packet.TAG_BYTES];
        forged[0] = Packet.DISCONNECT;
        forged[8] = 100;
        assertThat(net.inject(forged, ada.address)).isEqualTo(DropCause.FORGED);
        assertThat(net.server.connections()).isEqualTo(1);
    }

    /** What the other end seals is believed to be from it, not to be well formed. */
    @Test
    void malformedFramesAreDroppedWhole() {
        var hostile = new Hostile();
        var good = new byte[] {Packet.UNRELIABLE, 0, 1, 'x'};
        var bad = new byte[][] {
            {6},
            {Packet.UNRELIABLE},
            {Packet.UNRELIABLE, 0, 0},
            {Packet.UNRELIABLE, 0, 2, 'x'},
            {Packet.UNRELIABLE, -1, -1, 'x'},
            {Packet.SEGMENT, 0, 0, 0},
            {Packet.SEGMENT, 0, 0, 4, 1},
            {Packet.LATEST, 0, 0, 0, 0},
            {Packet.LATEST_FRAGMENT, 0, 0, 0},
            {Packet.LATEST_FRAGMENT, 0, 0, 0, 2, 0, 1, 'x'},
            {Packet.LATEST_FRAGMENT, 0, 0, 2, 2, 0, 1, 'x'},
            {Packet.LATEST_FRAGMENT, 0, 0, 16, 17, 0, 1, 'x'},
            {Packet.LATEST_FRAGMENT, 0, 0, 0, 0, 0, 1, 'x'},
        };
        for (var frame : bad) {
            assertThat(hostile.send(good, frame)).as(Arrays.toString(frame)).isEqualTo(DropCause.MALFORMED);
        }
        assertThat(net.atServer.messages).isEmpty();
        assertThat(hostile.send(good)).isNull();
        assertThat(net.atServer.messages).hasSize(1);
    }

    @Test
    void aReliableMessageBeyondTheLimitEndsTheConnection() {
        var hostile = new Hostile();
        for (int i = 0; i <= 16; i++) {
            hostile.send(piece(Packet.SEGMENT, i, Packet.PIECE_BYTES));
        }
        assertThat(net.atServer.reasons).containsExactly(Reason.HERE);
        assertThat(net.server.stats().dropped(DropCause.MALFORMED)).isEqualTo(1);
        assertThat(net.atServer.messages).isEmpty();
    }

    @Test
    void aPeerIsHeardOnlySoOften() {
        try (var strict = new Net(1)) {
            var bob = strict.connected("plr_bob", address(3, 5000));
            strict.run(2000);
            int before = strict.atServer.messages.size();
            bob.wire.cut = true;
            for (int i = 0; i < 1100; i++) {
                bob.peer().send(Channel.UNRELIABLE, text("x"));
                bob.udp.flush(strict.now);
            }
            var causes = bob.wire.sent.stream()
                    .map(packet -> strict.inject(packet, bob.address))
                    .toList();
            assertThat(strict.atServer.messages.size() - before).isEqualTo(1000);
            assertThat(causes).contains(DropCause.LIMITED);
            assertThat(strict.server.stats().dropped(DropCause.LIMITED)).isEqualTo(100);
            assertThat(strict.server.connections()).isEqualTo(1);
        }
    }

    /** All but the first piece, again and again, and far outside of the window: no more than the window is kept. */
    @Test
    void piecesThatNeverBecomeAMessageAreBounded() {
        var hostile = new Hostile();
        var random = new Random(1);
        long before = used();
        for (int i = 0; i < 20_000; i++) {
            hostile.send(piece(Packet.SEGMENT_LAST, 1 + random.nextInt(65_535), 1000));
            hostile.send(fragment(random.nextInt(65_536), random.nextInt(15), 16));
        }
        // 256 pieces, 4 partial messages and what the garbage collector leaves; without bounds 40 MB were kept.
        assertThat(used() - before).isLessThan(3_000_000);
        hostile.send(piece(Packet.SEGMENT_LAST, 0, 10));
        assertThat(net.atServer.bytes(Channel.RELIABLE).getFirst()).hasSize(10);
        assertThat(net.atServer.reasons).isEmpty();
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static byte[] piece(byte kind, int id, int length) {
        return ByteBuffer.allocate(Packet.SEGMENT_HEAD_BYTES + length)
                .put(kind)
                .putShort((short) id)
                .putShort((short) length)
                .array();
    }

    private static byte[] fragment(int id, int index, int count) {
        return ByteBuffer.allocate(Packet.FRAGMENT_HEAD_BYTES + Packet.PIECE_BYTES)
                .put(Packet.LATEST_FRAGMENT)
                .putShort((short) id)
                .put((byte) index)
                .put((byte) count)
                .putShort((short) Packet.PIECE_BYTES)
                .array();
    }

    /** Has a good token, and keeps to nothing. */
    private final class Hostile {
        private final PacketSeal seal = new PacketSeal(ada.token.clientToServerKey());
        private long sequence = 1000;

        /** Several frames in one packet. */
        @Nullable
        DropCause send(byte[]... frames) {
            var plain = ByteBuffer.allocate(Packet.PLAIN_BYTES_MAX).position(Packet.ACK_BYTES);
            for (var frame : frames) {
                plain.put(frame);
            }
            var packet = ByteBuffer.allocate(Packet.MTU_BYTES);
            packet.put(Packet.PAYLOAD).putLong(++sequence);
            seal.seal(Packet.PAYLOAD, sequence, plain.flip(), packet);
            var datagram = Arrays.copyOf(packet.array(), packet.position());
            var cause = net.inject(datagram, ada.address);
            ada.wire.receive(ByteBuffer.allocate(2000));

            net.serverWire.forget();
            return cause;
        }
    }
}
