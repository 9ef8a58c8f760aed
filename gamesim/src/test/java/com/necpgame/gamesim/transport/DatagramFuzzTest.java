package com.necpgame.gamesim.transport;

import static com.necpgame.gamesim.transport.Net.address;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Datagrams of every length: noise, noise behind each type, and real packets of the handshake and of connections with bytes changed,
 * cut, joined and replayed, from strangers and from the addresses of connected peers; and packets sealed with a good key around
 * noise. Nothing is thrown, nothing is kept, and who is connected still plays.
 */
class DatagramFuzzTest {
    private static final int PLAYERS = 4;
    private static final int ROUND = 1000;
    private static final long SEQUENCE_FIRST = 1 << 20;

    @Test
    void anyDatagramIsSurvived() {
        fuzz(20_000, 20261120);
    }

    /** {@code -Dinputs=10000000}, the default. */
    @Tag("soak")
    @Test
    void tenMillionDatagramsAreSurvived() {
        fuzz(Integer.getInteger("inputs", 10_000_000), Long.getLong("seed", System.nanoTime()));
    }

    private static void fuzz(int inputs, long seed) {
        System.out.println("seed " + seed);
        // A round is a moment: the limits shall not hide what is behind them.
        var open = TransportConfig.STANDARD.with(
                new TransportConfig.Admitting(2048, 1_000_000, 1000, 100_000, 1_000_000, 10_000_000));
        try (var net = new Net(seed, open, Net.PERFECT)) {
            var fuzz = new Fuzz(net, new SplittableRandom(seed));
            fuzz.round(ROUND);
            long before = used();
            for (int done = ROUND; done < inputs; done += ROUND) {
                fuzz.round(ROUND);
                fuzz.assertStillServes(seed);
            }
            long grown = used() - before;
            System.out.printf(
                    "%,d datagrams, %d connections begun, heap grown %,d B, dropped %s, used tokens %d, load %.1f%n",
                    inputs,
                    fuzz.connected,
                    grown,
                    net.server.stats().dropped(),
                    net.server.usedTokens(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            assertThat(grown).as("seed %d, bytes of heap grown", seed).isLessThan(5_000_000);
            assertThat(net.server.stats().dropped().keySet())
                    .as("causes that were met")
                    .contains(
                            DropCause.WRONG_SIZE,
                            DropCause.WRONG_TYPE,
                            DropCause.FOREIGN_PROTOCOL,
                            DropCause.BAD_COOKIE,
                            DropCause.BAD_TOKEN,
                            DropCause.UNKNOWN_SOURCE,
                            DropCause.REPLAYED,
                            DropCause.FORGED,
                            DropCause.MALFORMED);
        }
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static final class Fuzz {
        private final Net net;
        private final RandomGenerator random;
        private final List<byte[]> corpus = new ArrayList<>();
        private Net.Client hostile;
        private PacketSeal seal;
        private long sequence;
        private int greeting;
        private int connected = PLAYERS + 1;

        Fuzz(Net net, RandomGenerator random) {
            this.net = net;
            this.random = random;
            for (int i = 0; i < PLAYERS; i++) {
                net.connected("plr_" + i, address(10 + i, 5000));
            }
            hostile = hostile();
            seal = new PacketSeal(hostile.token.clientToServerKey());
            net.run(100);
            net.clients.forEach(client -> corpus.addAll(client.wire.sent));
        }

        private Net.Client hostile() {
            sequence = SEQUENCE_FIRST;
            return net.connected("plr_hostile", address(20, 5000));
        }

        /** Who says goodbye, or seals a message that is too long, is gone; it comes again. */
        private void replaceHostile() {
            hostile.udp.close();
            net.clients.remove(hostile);
            hostile = hostile();
            // Fresh tokens: those of the beginning expire.
            hostile.wire.sent.forEach(datagram -> corpus.set(random.nextInt(corpus.size()), datagram));
            seal = new PacketSeal(hostile.token.clientToServerKey());
        }

        void round(int datagrams) {
            if (!net.atServer.gone.isEmpty()) {
                replaceHostile();
                net.atServer.gone.clear();
                net.atServer.reasons.clear();
                net.atServer.connected.clear();
                connected++;
            }
            for (int i = 0; i < datagrams; i++) {
                switch (random.nextInt(4)) {
                    case 0 -> send(noise());
                    case 1 -> send(typed(noise()));
                    case 2 ->
                        send(changed(corpus.get(random.nextInt(corpus.size())).clone()));
                    default -> sendSealed();
                }
            }
            net.server.poll(net.now);
            net.clients.forEach(client -> client.wire.forget());
            net.serverWire.forget();
        }

        /** All who were connected still are, and their messages travel. */
        void assertStillServes(long seed) {
            var text = "greeting " + greeting++;
            for (var client : net.clients.subList(0, PLAYERS)) {
                assertThat(client.peer().send(Channel.RELIABLE, Net.text(text))).isTrue();
            }
            net.run(60);
            assertThat(net.atServer.texts(Channel.RELIABLE))
                    .as("seed %d", seed)
                    .filteredOn(text::equals)
                    .hasSize(PLAYERS);
            assertThat(net.clients)
                    .as("seed %d", seed)
                    .allMatch(client -> client == hostile || client.events.gone.isEmpty());
            net.atServer.messages.clear();
        }

        private void send(byte[] datagram) {
            net.injectOnly(datagram, from());
        }

        private void sendSealed() {
            var plain = ByteBuffer.allocate(Packet.PLAIN_BYTES_MAX);
            if (random.nextInt(4) == 0) {
                noisy(plain);
            } else {
                framed(plain);
            }
            var packet = ByteBuffer.allocate(Packet.MTU_BYTES);
            byte type = random.nextInt(5000) == 0 ? Packet.DISCONNECT : Packet.PAYLOAD;
            packet.put(type).putLong(++sequence);
            if (type == Packet.DISCONNECT) {
                plain.clear();
            }
            seal.seal(type, sequence, plain.flip(), packet);
            var datagram = new byte[packet.position()];
            packet.flip().get(datagram);
            net.injectOnly(datagram, hostile.address);
        }

        private void noisy(ByteBuffer plain) {
            var noise = new byte[random.nextInt(Packet.PLAIN_BYTES_MAX + 1)];
            random.nextBytes(noise);
            plain.put(noise);
        }

        /** Frames that are well formed, but for one in eight packets; their ids and order make no sense. */
        private void framed(ByteBuffer plain) {
            plain.putShort((short) random.nextInt()).putInt(random.nextInt());
            for (int frames = random.nextInt(6); frames > 0; frames--) {
                frame(plain);
            }
            if (random.nextInt(8) == 0) {
                plain.put(random.nextInt(plain.position()), (byte) random.nextInt());
            }
        }

        private void frame(ByteBuffer plain) {
            byte kind = (byte) random.nextInt(6);
            int count = 1 + random.nextInt(16);
            int index = random.nextInt(count);
            boolean full = kind == Packet.LATEST_FRAGMENT && index < count - 1;
            int length = full ? Packet.PIECE_BYTES : 1 + random.nextInt(random.nextBoolean() ? 20 : Packet.PIECE_BYTES);
            if (plain.remaining() < Packet.FRAGMENT_HEAD_BYTES + length) {
                return;
            }
            // Ids near each other, so that messages complete.
            short id = (short)
                    (random.nextInt(64) == 0 ? random.nextInt() : (sequence - SEQUENCE_FIRST) / 2 + random.nextInt(32));
            plain.put(kind);
            switch (kind) {
                case Packet.UNRELIABLE -> plain.putShort((short) length).put(new byte[length]);
                case Packet.SEGMENT, Packet.SEGMENT_LAST, Packet.LATEST ->
                    plain.putShort(id).putShort((short) length).put(new byte[length]);
                case Packet.LATEST_FRAGMENT ->
                    plain.putShort(id)
                            .put((byte) index)
                            .put((byte) count)
                            .putShort((short) length)
                            .put(new byte[length]);
                default -> {
                    // A ping is its kind.
                }
            }
        }

        private InetSocketAddress from() {
            return random.nextBoolean()
                    ? net.clients.get(random.nextInt(PLAYERS)).address
                    : address(50 + random.nextInt(50), 1 + random.nextInt(3));
        }

        private byte[] noise() {
            var noise = new byte[random.nextInt(8) == 0 ? random.nextInt(64) : random.nextInt(1300)];
            random.nextBytes(noise);
            return noise;
        }

        private byte[] typed(byte[] datagram) {
            byte type = (byte) random.nextInt(7);
            int length = switch (type) {
                case Packet.REQUEST -> Packet.REQUEST_BYTES;
                case Packet.RESPONSE -> Packet.RESPONSE_BYTES;
                default -> Math.max(1, datagram.length);
            };
            var typed = Arrays.copyOf(datagram, length);
            typed[0] = type;
            return typed;
        }

        private byte[] changed(byte[] datagram) {
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                datagram[random.nextInt(datagram.length)] = (byte) random.nextInt();
            }
            return random.nextInt(4) == 0 ? Arrays.copyOf(datagram, random.nextInt(1300)) : datagram;
        }
    }
}
