package com.necpgame.gamesim.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LatestReceiverTest {
    private final LatestReceiver latest = new LatestReceiver();

    @Test
    void fragmentsOfNeighboursMayMix() {
        assertThat(fragment(1, 0, 2)).isNull();
        assertThat(fragment(2, 0, 2)).isNull();
        assertThat(fragment(1, 1, 2)).isEqualTo(1034);
        assertThat(fragment(2, 1, 2)).isEqualTo(1034);
    }

    @Test
    void anOlderOneThatCompletesLateIsDropped() {
        assertThat(fragment(1, 0, 2)).isNull();
        assertThat(latest.arrived((short) 2)).isTrue();
        assertThat(fragment(1, 1, 2)).isNull();
        assertThat(latest.arrived((short) 2)).isFalse();
    }

    @Test
    void aFragmentThatComesTwiceCountsOnce() {
        assertThat(fragment(1, 0, 3)).isNull();
        assertThat(fragment(1, 0, 3)).isNull();
        assertThat(fragment(1, 2, 3)).isNull();
        assertThat(fragment(1, 1, 3)).isEqualTo(2058);
    }

    @Test
    void sixtyFourFragmentsMakeAMessage() {
        for (int index = 0; index < 63; index++) {
            assertThat(fragment(1, index, 64)).isNull();
        }
        assertThat(fragment(1, 63, 64)).isEqualTo(63 * 1024 + 10);
    }

    /** A beginning that never completed does not stand in the way of those that come half the numbers later. */
    @Test
    void anAbandonedBeginningBlocksNothing() {
        fragment(4, 0, 2);
        for (int id = 5; id < 33_000; id++) {
            assertThat(latest.arrived((short) id)).isTrue();
        }
        assertThat(fragment(33_000, 0, 2)).isNull();
        assertThat(fragment(33_000, 1, 2)).isEqualTo(1034);
    }

    private @Nullable Integer fragment(int id, int index, int count) {
        var piece = ByteBuffer.allocate(index == count - 1 ? 10 : Packet.PIECE_BYTES);
        var message = latest.arrived((short) id, index, count, piece);
        return message == null ? null : message.remaining();
    }
}
