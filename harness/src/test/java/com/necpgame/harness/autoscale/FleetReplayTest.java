package com.necpgame.harness.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Small cases, worked out by hand. Times in seconds. */
class FleetReplayTest {
    private static final long HOUR = 3600;

    private static FleetModel model(int capacity, int startSeconds, int waitSeconds, boolean drains) {
        return new FleetModel(
                capacity,
                Duration.ofSeconds(startSeconds),
                Duration.ZERO,
                Duration.ofSeconds(60),
                Duration.ZERO,
                Duration.ZERO,
                1,
                1,
                100,
                Duration.ofSeconds(waitSeconds),
                drains);
    }

    private static Demand demand(long atSeconds, long lengthSeconds) {
        return new Demand(atSeconds * 1000, lengthSeconds * 1000);
    }

    private static Outcome run(FleetModel model, Policy policy, Demand... demands) {
        return FleetReplay.run(model, policy, List.of(demands), HOUR * 1000);
    }

    @Test
    void whoFindsTheOnlySlotTakenWaitsForItAndNoLonger() {
        var outcome = run(
                model(1, 0, 25, true),
                new Policy.Fixed(1),
                demand(0, 20),
                demand(5, 100),
                demand(6, 10),
                demand(130, 10));

        // The second gets the slot at 20 after 15; the third gives up at 31, and the fourth finds it free since 120.
        assertThat(outcome.played())
                .containsExactly(
                        new Played(0, 0, 0, 20_000),
                        new Played(0, 5_000, 20_000, 120_000),
                        new Played(0, 130_000, 130_000, 140_000));
        assertThat(outcome.refused()).isEqualTo(1);
        assertThat(outcome.waiting()).isZero();
        assertThat(outcome.waitedMillis(50)).isZero();
        assertThat(outcome.waitedMillis(99)).isEqualTo(15_000);
        assertThat(outcome.serverHours()).isEqualTo(1);
        // 20 + 100 + 10 seconds of 3,600.
        assertThat(outcome.occupancy()).isEqualTo(130.0 / 3600);
    }

    @Test
    void aSlotThatIsFreeInTheVeryMomentIsUsed() {
        var outcome = run(model(1, 0, 25, true), new Policy.Fixed(1), demand(0, 30), demand(5, 10));

        assertThat(outcome.refused()).isZero();
        assertThat(outcome.waitedMillis(100)).isEqualTo(25_000);
    }

    @Test
    void targetTrackingLaunchesWhatBringsTheMetricToItsTarget() {
        var fourteen = IntStream.range(0, 14).mapToObj(i -> demand(i, 3000)).toArray(Demand[]::new);

        var outcome = run(model(10, 120, 1000, true), new Policy.Sessions(7), fourteen);

        // At 60 ten of them fill the one server: ceil(10 / 7) = 2 servers. The second is ready at 180, and takes the
        // four.
        assertThat(outcome.serversPeak()).isEqualTo(2);
        assertThat(outcome.played().subList(10, 14)).allMatch(p -> p.server() == 1 && p.startedAtMillis() == 180_000);
        assertThat(outcome.waitedMillis(100)).isEqualTo(170_000);
        // At 3,060 the ten are over, and the first server is empty: ceil(4 / 7) = 1 is enough. The second ran since 60.
        assertThat(outcome.serverMillis()).isEqualTo((3060 + 3600 - 60) * 1000);
    }

    @Test
    void percentAvailableIsTheSameHeadRoomInOtherWords() {
        var ten = IntStream.range(0, 10).mapToObj(i -> demand(i, 3000)).toArray(Demand[]::new);

        var sessions = run(model(10, 0, 0, true), new Policy.Sessions(7), ten);
        var available = run(model(10, 0, 0, true), new Policy.Available(30), ten);

        assertThat(available.serverMillis()).isEqualTo(sessions.serverMillis());
        assertThat(available.minutes()).isEqualTo(sessions.minutes());
        assertThat(available.serversPeak()).isEqualTo(2);
    }

    @Test
    void aBufferCountsThoseWhoWait() {
        var outcome =
                run(model(2, 60, 600, true), new Policy.Buffer(3), demand(1, 3500), demand(2, 3500), demand(3, 3500));

        // At 60: two play, one waits, three are to be free: ceil(6 / 2) = 3 servers.
        assertThat(outcome.minutes().getFirst()).isEqualTo(new Minute(3, 2, 1, 0));
        assertThat(outcome.played().get(2).startedAtMillis()).isEqualTo(120_000);
    }

    @Test
    void aServerWithSessionsIsNeverTakenAway() {
        var demands = new Demand[] {demand(1, 200), demand(2, 1000), demand(3, 200), demand(4, 3000)};

        var drained = run(model(2, 0, 100, true), new Policy.Buffer(0), demands);
        var empty = run(model(2, 0, 100, false), new Policy.Buffer(0), demands);

        assertThat(drained.played()).hasSize(4);
        // Both have one session left at 300. The younger is drained then, but its session lasts until 3,060; the older
        // stays.
        assertThat(drained.serverMillis()).isEqualTo((3600 + 3060 - 60) * 1000);
        // Who waits for an empty one can take the older at 1,020: draining is not always cheaper.
        assertThat(empty.serverMillis()).isEqualTo((1020 + 3600 - 60) * 1000);
    }

    @Test
    void whoStillWaitsAtTheEndIsCounted() {
        var outcome = run(model(1, 0, 600, true), new Policy.Fixed(1), demand(0, 5000), demand(3500, 10));

        assertThat(outcome.waiting()).isEqualTo(1);
        assertThat(outcome.refused()).isZero();
    }

    @Test
    void coolDownsHoldLaunchesAndRemovals() {
        var slow = new FleetModel(
                1,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(60),
                Duration.ofSeconds(180),
                Duration.ofSeconds(600),
                1,
                1,
                100,
                Duration.ofSeconds(1000),
                true);

        var outcome = run(
                slow, new Policy.Buffer(0), demand(1, 30), demand(2, 30), demand(61, 3), demand(62, 3), demand(63, 90));

        // At 60 one plays (from 31 to 61): nothing to do. At 120 one plays: nothing. Never more than one is wanted.
        assertThat(outcome.serversPeak()).isEqualTo(1);

        var two = run(slow, new Policy.Buffer(0), demand(1, 3000), demand(2, 300), demand(70, 300));
        // At 60 one waits: a second server. At 120 another waits, but the next launch may be at 240; removals from 660
        // on.
        assertThat(two.minutes().stream().map(Minute::servers).limit(11).toList())
                .containsExactly(2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3);
    }

    @Test
    void aPolicyThatCannotWorkWithSuchServersIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(model(10, 0, 0, true), new Policy.Sessions(11)))
                .withMessageContaining("over the capacity 10");
        assertThatIllegalArgumentException().isThrownBy(() -> run(model(10, 0, 0, true), new Policy.Fixed(101)));
        assertThatIllegalArgumentException().isThrownBy(() -> run(model(10, 0, 0, true), new Policy.Buffer(1001)));
    }
}
