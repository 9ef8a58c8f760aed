package com.necpgame.gamesimregistry.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.HaltPoint;
import com.necpgame.platform.testkit.HaltPoint.Side;
import com.necpgame.platform.testkit.Halted;
import com.necpgame.platform.testkit.HaltingDynamo;
import com.necpgame.platform.testkit.Seeded;
import com.necpgame.platform.testkit.server.Running;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Seeded.class)
class SilenceSweepTest {
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Yard yard = new Yard();

    @AfterEach
    void close() {
        yard.close();
    }

    private GamesimState after(String simId, Duration silence) {
        yard.server.bean(SilenceSweep.class);
        yard.server.clock().advance(silence);
        yard.sweep();
        return yard.row(simId).state();
    }

    @Test
    void aServerThatBeatsInTimeIsLeftAlone() {
        assertThat(after(yard.ready().simId(), Duration.ofSeconds(30))).isEqualTo(GamesimState.READY);
    }

    @Test
    void oneMissedBeatMakesItUnhealthyAndThreeMakeItLost() {
        var simId = yard.ready("region", "silent").simId();
        var wish = new Wish("a", "silent", Map.of(), Strategy.PACKED, List.of(), null, null);

        assertThat(after(simId, Duration.ofSeconds(33))).isEqualTo(GamesimState.UNHEALTHY);
        assertThat(yard.placement().choose(wish)).isNull();
        assertThat(after(simId, Duration.ofSeconds(59))).isEqualTo(GamesimState.UNHEALTHY);
        assertThat(after(simId, Duration.ofSeconds(1))).isEqualTo(GamesimState.LOST);
        yard.beat(simId, 1, true, true).isRefused(410, "gamesim-registry/epoch-over");
        assertThat(yard.moves(simId))
                .containsExactly("null>STARTING", "STARTING>READY", "READY>UNHEALTHY", "UNHEALTHY>LOST");
    }

    /** The bar: within three intervals and ten seconds, the sweep's own period included. */
    @Test
    void itIsLostWithinThreeIntervalsAndTenSeconds() {
        var sweep = yard.server.bean(SilenceSweep.class);
        var simId = yard.ready("heartbeatSeconds", 10).simId();
        var silence = Duration.ZERO;
        while (yard.row(simId).state() != GamesimState.LOST) {
            yard.server.clock().advance(sweep.every());
            silence = silence.plus(sweep.every());
            yard.sweep();
        }

        assertThat(silence).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
    }

    @ParameterizedTest
    @CsvSource({"true,0,READY", "true,2,ALLOCATED", "false,0,STARTING", "false,2,ALLOCATED"})
    void anUnhealthyServerThatBeatsIsWhatItWas(boolean ready, int sessions, GamesimState expected) {
        var server = yard.ready();
        for (int i = 0; i < sessions; i++) {
            yard.lodgers().moveIn(yard.row(server.simId()));
        }
        assertThat(after(server.simId(), Duration.ofSeconds(40))).isEqualTo(GamesimState.UNHEALTHY);
        assertThat(yard.row(server.simId()).used()).as("its sessions go on").isEqualTo(sessions);

        assertThat(yard.beat(server.simId(), 1, ready, true).isOk().string("/state"))
                .isEqualTo(expected.name());
        assertThat(yard.row(server.simId()).used()).isEqualTo(sessions);
    }

    @Test
    void aSessionThatEndsOnAnUnhealthyServerFreesItsSlot() {
        var server = yard.ready();
        var lodger = yard.lodgers().moveIn(server);
        after(server.simId(), Duration.ofSeconds(40));

        yard.lodgers().moveOut(lodger);

        assertThat(yard.row(server.simId()).used()).isZero();
        assertThat(yard.row(server.simId()).state()).isEqualTo(GamesimState.UNHEALTHY);
        assertThat(yard.beat(server.simId(), 1, true, true).isOk().string("/state"))
                .isEqualTo("READY");
    }

    @Test
    void aDrainedServerIsShutDown() {
        var server = yard.ready();
        var lodger = yard.lodgers().moveIn(server);
        yard.drain(server.simId(), 3600).isOk();

        assertThat(after(server.simId(), Duration.ofSeconds(1)))
                .as("protected while occupied")
                .isEqualTo(GamesimState.DRAINING);
        yard.lodgers().moveOut(lodger);
        assertThat(after(server.simId(), Duration.ofSeconds(1))).isEqualTo(GamesimState.SHUTDOWN);
    }

    @Test
    void atTheDeadlineWhatIsLeftIsLost() {
        var server = yard.ready();
        yard.lodgers().moveIn(server);
        yard.drain(server.simId(), 20).isOk();

        assertThat(after(server.simId(), Duration.ofSeconds(19))).isEqualTo(GamesimState.DRAINING);
        assertThat(after(server.simId(), Duration.ofSeconds(1))).isEqualTo(GamesimState.SHUTDOWN);
        assertThat(yard.lodgers().held(server.simId(), 1)).isEmpty();
        assertThat(yard.row(server.simId()).used()).isZero();
    }

    @Test
    void aSilentDrainingServerIsLost() {
        var server = yard.ready();
        yard.lodgers().moveIn(server);
        yard.drain(server.simId(), 3600).isOk();

        assertThat(after(server.simId(), Duration.ofSeconds(40))).isEqualTo(GamesimState.DRAINING);
        assertThat(after(server.simId(), Duration.ofSeconds(60))).isEqualTo(GamesimState.LOST);
    }

    /** While no registry ran, no beat could be heard. */
    @Test
    void aRegistryThatWasAwayWaitsForTheNextBeats() {
        var server = yard.ready();
        yard.server.clock().advance(Duration.ofHours(1));
        yard.server.restart();

        yard.sweep();
        assertThat(yard.row(server.simId()).state()).isEqualTo(GamesimState.READY);
        assertThat(after(server.simId(), Duration.ofSeconds(33))).isEqualTo(GamesimState.UNHEALTHY);
        assertThat(after(server.simId(), Duration.ofSeconds(60))).isEqualTo(GamesimState.LOST);
    }

    /** Eight sweep at once over many dead servers: each server and each session is lost once. */
    @Test
    void sweepersThatRaceLoseEachOnce() {
        race(12, 10);
    }

    @Tag("soak")
    @Test
    void sweepersThatRaceOverManyServersLoseEachOnce() {
        race(Integer.getInteger("servers", 200), 10);
    }

    private void race(int servers, int sessions) {
        yard.server.bean(SilenceSweep.class);
        var dead = new ArrayList<String>();
        for (int i = 0; i < servers; i++) {
            var server = yard.ready("sessionsMax", sessions);
            dead.add(server.simId());
            for (int j = 0; j < sessions; j++) {
                yard.lodgers().moveIn(yard.row(server.simId()));
            }
        }
        yard.server.clock().advance(Duration.ofSeconds(93));
        Callable<Boolean> sweep = () -> {
            yard.sweep();
            return true;
        };

        Concurrently.on(8, Duration.ofMinutes(4), Collections.nCopies(8, sweep)).values();

        assertThat(yard.lodgers().losses).hasValue(servers * sessions);
        assertThat(yard.rows()).hasSize(servers).allSatisfy(row -> {
            assertThat(row.state()).isEqualTo(GamesimState.LOST);
            assertThat(row.used()).isZero();
        });
        for (var simId : dead) {
            assertThat(yard.moves(simId))
                    .filteredOn(move -> move.endsWith(">LOST"))
                    .hasSize(1);
        }
        assertThat(FleetTable.shards())
                .allSatisfy(shard -> assertThat(yard.table().endings(shard)).isEmpty());
    }

    /** A sweeper dies before or after each of its writes: the next one finishes what it began. */
    @ParameterizedTest
    @CsvSource({"BEFORE,1", "AFTER,1", "BEFORE,2", "AFTER,2", "BEFORE,3", "AFTER,3", "BEFORE,4", "AFTER,4"})
    void whatADeadSweeperBeganIsFinished(Side side, int write) {
        yard.server.bean(SilenceSweep.class);
        var server = yard.ready();
        yard.lodgers().moveIn(server);
        yard.lodgers().moveIn(yard.row(server.simId()));
        var dying = HaltingDynamo.over(yard.store.client());
        try (var other = Running.over(dying.client(), Map.of(Yard.SWITCH, true))) {
            var sweep = other.bean(SilenceSweep.class);
            other.clock().set(yard.server.clock().instant());
            other.clock().advance(Duration.ofSeconds(93).plus(GRACE));
            dying.haltAt(new HaltPoint(side, write));
            assertThatThrownBy(sweep::run).isInstanceOf(Halted.class);
        }

        yard.server.clock().advance(Duration.ofSeconds(100));
        yard.sweep();

        var row = yard.row(server.simId());
        assertThat(row.state()).isEqualTo(GamesimState.LOST);
        assertThat(row.used()).isZero();
        assertThat(yard.lodgers().held(server.simId(), 1)).isEmpty();
        assertThat(yard.table().endings(server.shard())).isEmpty();
        assertThat(yard.moves(server.simId()))
                .filteredOn(move -> move.endsWith(">LOST"))
                .hasSize(1);
    }
}
