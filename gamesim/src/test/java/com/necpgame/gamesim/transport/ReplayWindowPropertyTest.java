package com.necpgame.gamesim.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ReplayWindowPropertyTest {
    /** Against a set that forgets nothing: what is within the window is taken once, what is behind it never. */
    @Property(tries = 200)
    void takesEachSequenceOnce(@ForAll @Size(max = 300) List<@IntRange(min = -300, max = 300) Integer> jumps) {
        var window = new ReplayWindow();
        var arrived = new HashSet<Long>();
        long at = 1;
        for (int jump : jumps) {
            at = Math.max(1, at + jump);
            boolean expected = window.newest() - at < Packet.REPLAY_WINDOW && !arrived.contains(at);
            assertThat(window.isNew(at)).as("%d after %d", at, window.newest()).isEqualTo(expected);
            if (expected) {
                window.arrived(at);
                arrived.add(at);
            }
            for (int i = 0; i < 32; i++) {
                assertThat((window.ackBits() & 1 << i) != 0).isEqualTo(arrived.contains(window.newest() - 1 - i));
            }
        }
    }
}
