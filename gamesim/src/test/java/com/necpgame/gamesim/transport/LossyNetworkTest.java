package com.necpgame.gamesim.transport;

import static com.necpgame.gamesim.transport.Net.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.gamesim.transport.LossyNetwork.Conditions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossyNetworkTest {
    private long now;

    @Test
    void losesDoublesAndDisordersAsTold() {
        var arrived = send(10_000, new Conditions(0.2, 0.1, 0.1, 1_000_000, 0), 7);
        int different = new HashSet<>(arrived).size();
        // Lost is what lost both copies, or its only one.
        assertThat(different / 10_000.0).isBetween(0.80, 0.84);
        assertThat(arrived.size() / 10_000.0).isBetween(0.86, 0.90);
        assertThat(arrived).isNotEqualTo(arrived.stream().sorted().toList());
    }

    @Test
    void theSameSeedDoesTheSame() {
        var conditions = new Conditions(0.2, 0.1, 0.1, 1_000_000, 500_000);
        assertThat(send(1000, conditions, 7)).isEqualTo(send(1000, conditions, 7));
        assertThat(send(1000, conditions, 7)).isNotEqualTo(send(1000, conditions, 8));
    }

    @Test
    void nothingArrivesEarly() {
        var network = new MemoryNetwork();
        var there = network.at(address(2, 1));
        var here = new LossyNetwork(1, new Conditions(0, 0, 0, 50_000_000, 0), () -> now)
                .around(network.at(address(1, 1)));
        here.send(ByteBuffer.wrap(new byte[] {1}), there.address());
        now += 49_999_999;
        here.receive(ByteBuffer.allocate(1));
        assertThat(there.receive(ByteBuffer.allocate(1))).isNull();
        now += 1;
        here.receive(ByteBuffer.allocate(1));
        assertThat(there.receive(ByteBuffer.allocate(1))).isEqualTo(address(1, 1));
        there.send(ByteBuffer.wrap(new byte[] {2}), here.address());
        assertThat(here.receive(ByteBuffer.allocate(1))).isNull();
        now += 50_000_000;
        assertThat(here.receive(ByteBuffer.allocate(1))).isEqualTo(address(2, 1));
    }

    @Test
    void nonsenseIsRefused() {
        for (double chance : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> new Conditions(chance, 0, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Conditions(0, chance, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Conditions(0, 0, chance, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Conditions(0, 0, 0, -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Conditions(0, 0, 0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAddressIsTakenOnce() {
        var network = new MemoryNetwork();
        var wire = network.at(address(1, 1));
        assertThatThrownBy(() -> network.at(address(1, 1))).isInstanceOf(IllegalStateException.class);
        wire.close();
        network.at(address(1, 1));
    }

    private List<Integer> send(int datagrams, Conditions conditions, long seed) {
        var network = new MemoryNetwork();
        var there = network.at(address(2, 1));
        var here = new LossyNetwork(seed, conditions, () -> now).around(network.at(address(1, 1)));
        var arrived = new ArrayList<Integer>();
        var buffer = ByteBuffer.allocate(4);
        for (int i = 0; i < datagrams + 100; i++) {
            if (i < datagrams) {
                here.send(ByteBuffer.allocate(4).putInt(0, i), there.address());
            }
            now += 100_000;
            here.receive(buffer.clear());
            while (there.receive(buffer.clear()) != null) {
                arrived.add(buffer.getInt(0));
            }
        }
        return arrived;
    }
}
