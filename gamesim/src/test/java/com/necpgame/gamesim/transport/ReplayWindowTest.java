package com.necpgame.gamesim.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayWindowTest {
    @Test
    void noPacketHasSequenceZeroOrBelow() {
        var window = new ReplayWindow();
        assertThat(window.isNew(0)).isFalse();
        assertThat(window.isNew(-1)).isFalse();
        assertThat(window.isNew(Long.MIN_VALUE)).isFalse();
        assertThat(window.ackBits()).isZero();
    }

    @Test
    void theLargestSequenceIsTaken() {
        var window = new ReplayWindow();
        window.arrived(Long.MAX_VALUE);
        assertThat(window.isNew(Long.MAX_VALUE)).isFalse();
        assertThat(window.isNew(Long.MAX_VALUE - 1)).isTrue();
    }
}
