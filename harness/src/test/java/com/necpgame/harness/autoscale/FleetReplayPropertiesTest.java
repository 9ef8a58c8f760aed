package com.necpgame.harness.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for every fleet, curve and policy. Each seed draws all three. */
class FleetReplayPropertiesTest {
    private record Case(FleetModel model, Policy policy, List<Demand> demands, long end) {
        Outcome run() {
            return FleetReplay.run(model, policy, demands, end);
        }
    }

    private static Case draw(long seed) {
        var random = new SplittableRandom(seed);
        int capacity = random.nextInt(1, 6);
        var model = new FleetModel(
                capacity,
                seconds(random, 0, 200),
                seconds(random, 0, 100),
                seconds(random, 1, 90),
                seconds(random, 0, 200),
                seconds(random, 0, 400),
                random.nextInt(3, 5),
                random.nextInt(1, 4),
                random.nextInt(4, 12),
                seconds(random, 0, 60),
                random.nextBoolean());
        var arrivals = random.ints(random.nextInt(1, 120), 0, random.nextInt(1, 12))
                .boxed()
                .toList();
        var curve = new LoadCurve(arrivals);
        var length = new SessionLength(seconds(random, 1, 900), random.nextDouble() * 2);
        return new Case(model, policy(random, capacity), curve.demands(random, length), curve.endMillis());
    }

    private static Policy policy(RandomGenerator random, int capacity) {
        return switch (random.nextInt(4)) {
            case 0 -> new Policy.Sessions(0.1 + random.nextDouble() * (capacity - 0.1));
            case 1 -> new Policy.Available(random.nextInt(1, 100));
            case 2 -> new Policy.Buffer(random.nextInt(0, 5));
            default -> new Policy.Fixed(4);
        };
    }

    private static Duration seconds(RandomGenerator random, int least, int most) {
        return Duration.ofSeconds(random.nextInt(least, most + 1));
    }

    @Property(tries = 400)
    void nobodyIsLost(@ForAll long seed) {
        var drawn = draw(seed);
        var outcome = drawn.run();

        assertThat(outcome.played().size() + outcome.refused() + outcome.waiting())
                .isEqualTo(outcome.arrived())
                .isEqualTo(drawn.demands().size());
        assertThat(outcome.minutes().stream().mapToInt(Minute::refused).sum()).isEqualTo(outcome.refused());
    }

    @Property(tries = 400)
    void noServerIsEverOverItsCapacity(@ForAll long seed) {
        var drawn = draw(seed);
        var changes = new HashMap<Integer, Map<Long, Integer>>();
        for (var session : drawn.run().played()) {
            var server = changes.computeIfAbsent(session.server(), id -> new TreeMap<>());
            server.merge(session.startedAtMillis(), 1, Integer::sum);
            server.merge(session.endsAtMillis(), -1, Integer::sum);
        }
        for (var server : changes.values()) {
            int sessions = 0;
            for (int change : server.values()) {
                sessions += change;
                assertThat(sessions).isBetween(0, drawn.model().capacity());
            }
        }
    }

    @Property(tries = 400)
    void nobodyWaitsLongerThanAllowedNorIsOvertaken(@ForAll long seed) {
        var drawn = draw(seed);
        var outcome = drawn.run();

        assertThat(outcome.played())
                .allMatch(session ->
                        session.waitedMillis() <= drawn.model().waitMax().toMillis())
                .isSortedAccordingTo(Comparator.comparingLong(Played::askedAtMillis))
                .isSortedAccordingTo(Comparator.comparingLong(Played::startedAtMillis));
    }

    @Property(tries = 400)
    void theFleetStaysWithinItsBoundsAndPaysForWhatItUses(@ForAll long seed) {
        var drawn = draw(seed);
        var outcome = drawn.run();

        assertThat(outcome.minutes())
                .allMatch(minute -> minute.servers() >= drawn.model().serversMin()
                        && minute.servers() <= drawn.model().serversMax());
        assertThat(outcome.serversPeak()).isLessThanOrEqualTo(drawn.model().serversMax());
        assertThat(outcome.readyMillis()).isLessThanOrEqualTo(outcome.serverMillis());
        assertThat(outcome.occupancy()).isBetween(0.0, 1.0);
    }

    @Property(tries = 50)
    void theSameSeedGivesTheSame(@ForAll long seed) {
        assertThat(draw(seed).run()).isEqualTo(draw(seed).run());
    }
}
