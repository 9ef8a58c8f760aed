package com.necpgame.gamesimregistry.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeded.class)
class ChannelTest {
    private static final Channel CHANNEL = new Channel("default", Map.of("a", 70, "b", 25, "c", 5, "off", 0), 1);

    /** Pearson's statistic of 10,000 draws; with two degrees of freedom it is above 20 once in 22,000 runs. */
    @Test
    void buildsAreDrawnByWeight(Seed seed) {
        var random = seed.random("allocations");
        var drawn = new HashMap<String, Integer>();
        for (int i = 0; i < 10_000; i++) {
            drawn.merge(CHANNEL.order("allocation-" + random.nextLong()).getFirst(), 1, Integer::sum);
        }

        assertThat(drawn).containsOnlyKeys("a", "b", "c");
        double statistic = 0;
        for (var each : Map.of("a", 7000.0, "b", 2500.0, "c", 500.0).entrySet()) {
            statistic += Math.pow(drawn.getOrDefault(each.getKey(), 0) - each.getValue(), 2) / each.getValue();
        }
        assertThat(statistic).as(drawn::toString).isLessThan(20);
    }

    @Test
    void theSameAllocationDrawsTheSame() {
        assertThat(CHANNEL.order("allocation-7")).isEqualTo(CHANNEL.order("allocation-7"));
    }

    @Test
    void theOthersFollowSaveThoseOfNoWeight() {
        assertThat(CHANNEL.order("allocation-7")).containsExactlyInAnyOrder("a", "b", "c");
    }
}
