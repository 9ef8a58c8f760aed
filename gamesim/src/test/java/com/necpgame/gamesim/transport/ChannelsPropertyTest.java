package com.necpgame.gamesim.transport;

import static com.necpgame.gamesim.transport.Net.address;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.gamesim.transport.LossyNetwork.Conditions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ChannelsPropertyTest {
    private static final Conditions AWFUL = new Conditions(0.3, 0.3, 0.3, 30_000_000, 30_000_000);

    /**
     * A third of the datagrams is lost, a third doubled, a third late. Whatever the seed: all reliable messages arrive once and in
     * order, the latest ones never go backwards, the unreliable ones come at most once, and none is changed.
     */
    @Property(tries = 8)
    void aBadNetworkKeepsThePromises(@ForAll long seed) {
        try (var net = new Net(seed, TransportConfig.STANDARD, AWFUL)) {
            var ada = net.connected("plr_ada", address(2, 5000));
            var random = new Random(seed);
            var sent = new Messages();
            for (int i = 0; i < 120; i++) {
                sent.send(ada.peer(), i, random);
                net.run(30);
            }
            net.until(() -> ada.peer().isSettled());

            var arrived = net.atServer;
            assertThat(arrived.bytes(Channel.RELIABLE)).as("seed %d", seed).containsExactlyElementsOf(sent.reliable);
            sent.assertNewestFirstOnce(arrived.bytes(Channel.LATEST), sent.latest, true);
            sent.assertNewestFirstOnce(arrived.bytes(Channel.UNRELIABLE), sent.unreliable, false);
            assertThat(ada.peer().loss()).as("seed %d", seed).isBetween(0.05, 0.6);
        }
    }

    private static final class Messages {
        final List<byte[]> reliable = new ArrayList<>();
        final List<byte[]> latest = new ArrayList<>();
        final List<byte[]> unreliable = new ArrayList<>();

        void send(Peer peer, int number, Random random) {
            send(peer, Channel.RELIABLE, message(number, 1 + random.nextInt(3000), random), reliable);
            send(peer, Channel.LATEST, message(number, 1 + random.nextInt(3000), random), latest);
            send(peer, Channel.UNRELIABLE, message(number, 1 + random.nextInt(1000), random), unreliable);
        }

        private static void send(Peer peer, Channel channel, byte[] message, List<byte[]> sent) {
            if (peer.send(channel, ByteBuffer.wrap(message))) {
                sent.add(message);
            }
        }

        private static byte[] message(int number, int length, Random random) {
            var message = new byte[4 + length];
            random.nextBytes(message);
            ByteBuffer.wrap(message).putInt(number);
            return message;
        }

        void assertNewestFirstOnce(List<byte[]> arrived, List<byte[]> sent, boolean rising) {
            assertThat(arrived).isNotEmpty();
            var numbers = arrived.stream()
                    .map(message -> ByteBuffer.wrap(message).getInt())
                    .toList();
            assertThat(numbers).doesNotHaveDuplicates();
            if (rising) {
                assertThat(numbers).isSorted();
            }
            assertThat(sent).contains(arrived.toArray(byte[][]::new));
        }
    }
}
