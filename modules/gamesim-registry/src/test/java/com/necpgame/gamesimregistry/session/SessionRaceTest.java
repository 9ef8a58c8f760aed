package com.necpgame.gamesimregistry.session;

import static com.necpgame.gamesimregistry.session.Registry.fresh;
import static com.necpgame.gamesimregistry.session.Registry.making;
import static com.necpgame.gamesimregistry.session.Registry.player;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.contracts.gamesimregistry.GameSessionState;
import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.platform.data.StoreContended;
import com.necpgame.platform.data.StoreUnavailable;
import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.Fault;
import com.necpgame.platform.testkit.Rates;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions under many threads, and under a store that loses its answers. */
@ExtendWith(Seeded.class)
class SessionRaceTest {
    private static final int THREADS = 8;

    private Registry registry;

    @BeforeEach
    void open() {
        registry = Registry.open(Map.of());
    }

    @AfterEach
    void close() throws Exception {
        registry.close();
    }

    private List<Session> allocate(int count) {
        var ids = IntStream.range(0, count).mapToObj(i -> fresh("alloc")).toList();
        return Concurrently.on(THREADS, ids, id -> registry.allocate(id, Duration.ZERO))
                .values(Refusal.class);
    }

    @Test
    void noServerTakesMoreThanItHasSlotsForAndNoneIsOpenedTooEarly() {
        IntStream.range(0, 8).forEach(i -> registry.ready("sim-" + i, 10));

        assertThat(allocate(45)).hasSize(45);
        assertThat(registry.servers.servers().stream().filter(server -> server.used() > 0))
                .as("ceil(45 / 10) servers hold sessions")
                .hasSize(5);
        assertThat(allocate(60)).as("35 slots were left").hasSize(35);
        for (var server : registry.servers.servers()) {
            assertThat(server.used()).isEqualTo(10);
            assertThat(registry.hosted(server.simId())).isEqualTo(10);
        }
    }

    @Test
    void noSessionTakesMorePlayersThanItHasSlotsFor() {
        registry.ready("sim", 10);
        var session = registry.allocate(fresh("alloc"), Duration.ZERO);
        var players = IntStream.range(0, 32).mapToObj(i -> player(fresh("p"))).toList();
        var joined = Concurrently.on(
                        THREADS,
                        players,
                        one -> registry.bean(Joins.class).byId(session.gameSimId(), one, SeatRole.PLAYER, null))
                .values(Refusal.class);

        assertThat(joined).hasSize(4);
        assertThat(registry.session(session.gameSimId()).seats())
                .hasSize(4)
                .extracting(Seat::slot)
                .containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void aPlayerIsInNoMoreSessionsThanAllowedHoweverManyAskAtOnce() {
        registry.ready("sim", 100);
        var ada = player(fresh("ada"));
        var ids = IntStream.range(0, 24).mapToObj(i -> fresh("alloc")).toList();
        var made = Concurrently.on(
                        THREADS, ids, id -> registry.bean(Allocations.class).allocate(making(id, Duration.ZERO, ada)))
                .values(Refusal.class);

        assertThat(made).hasSize(5);
        assertThat(registry.bean(Memberships.class).running(ada)).hasSize(5);
        assertThat(registry.used("sim")).isEqualTo(5);
    }

    @Test
    void whatWasAllocatedIsGivenAgainWhereAnotherWouldBeRefused() {
        registry.ready("sim", 5);
        var ada = player(fresh("ada"));
        var allocations = registry.bean(Allocations.class);
        var first = making(fresh("alloc"), Duration.ZERO, ada);
        var made = allocations.allocate(first).session();
        IntStream.range(0, 4).forEach(i -> allocations.allocate(making(fresh("alloc"), Duration.ZERO, ada)));

        assertThatThrownBy(() -> registry.allocate(fresh("alloc"), Duration.ZERO))
                .as("the fleet is full")
                .isInstanceOf(Refusal.class);
        assertThat(allocations.allocate(first).session().gameSimId()).isEqualTo(made.gameSimId());
        registry.ready("another", 5);
        assertThatThrownBy(() -> allocations.allocate(making(fresh("alloc"), Duration.ZERO, ada)))
                .as("ada is in as many as one may be in")
                .isInstanceOf(Refusal.class);
        assertThat(allocations.allocate(first).session().gameSimId()).isEqualTo(made.gameSimId());
        assertThat(registry.used("another")).isZero();
    }

    @Test
    void oneAllocationIdIsOneSessionHoweverManyAskAtOnce() {
        IntStream.range(0, 4).forEach(i -> registry.ready("sim-" + i, 2));
        var made = Concurrently.on(THREADS, Collections.nCopies(32, "one"), id -> registry.allocate(id, Duration.ZERO))
                .values();

        assertThat(made)
                .extracting(Session::gameSimId)
                .hasSize(32)
                .containsOnly(made.getFirst().gameSimId());
        assertThat(registry.servers.servers().stream()
                        .mapToInt(server -> server.used())
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void aLostAnswerIsNoSecondSession(Seed seed) {
        IntStream.range(0, 4).forEach(i -> registry.ready("sim-" + i, 10));
        registry.faults.loud(new Rates(Map.of(Fault.REPLY_LOST, 0.05, Fault.SENT_TWICE, 0.2, Fault.CONFLICT, 0.1)));
        var ids = IntStream.range(0, 30).mapToObj(i -> fresh("alloc")).toList();
        var made = Concurrently.on(4, ids, this::untilAnswered).values();
        registry.faults.quiet();

        for (int i = 0; i < ids.size(); i++) {
            assertThat(registry.allocate(ids.get(i), Duration.ZERO).gameSimId())
                    .isEqualTo(made.get(i).gameSimId());
        }
        assertConsistent();
        assertThat(registry.servers.servers().stream()
                        .mapToInt(server -> server.used())
                        .sum())
                .isEqualTo(30);
        assertThat(registry.faults.injected(Fault.REPLY_LOST)).isPositive();
    }

    private Session untilAnswered(String allocationId) {
        for (int tries = 0; tries < 200; tries++) {
            try {
                return registry.allocate(allocationId, Duration.ZERO);
            } catch (Refusal | StoreUnavailable | StoreContended e) {
                // Asked again, as every client does.
            }
        }
        throw new AssertionError("no answer for " + allocationId);
    }

    @Test
    void reportSweepAndLossEndASessionOnce(Seed seed) {
        registry.ready("sim", 60);
        var sessions = IntStream.range(0, 40)
                .mapToObj(i -> registry.allocate(fresh("alloc"), Duration.ZERO))
                .toList();
        registry.clock().advance(Duration.ofSeconds(61));
        var late = registry.allocate(fresh("alloc"), Duration.ZERO);
        var ends = new ArrayList<Callable<Object>>();
        for (var session : sessions) {
            ends.add(() -> registry.close(session, "over"));
            ends.add(() -> registry.close(session, "over"));
        }
        for (int i = 0; i < 4; i++) {
            ends.add(() -> {
                registry.sweep();
                return "swept";
            });
            ends.add(() -> {
                registry.lose("sim", 1);
                return "lost";
            });
        }
        Collections.shuffle(ends, new Random(seed.value()));
        Concurrently.on(THREADS, ends).values(Refusal.class);

        for (var session : sessions) {
            assertThat(registry.session(session.gameSimId()).isOver()).isTrue();
            assertThat(registry.over(session.gameSimId()))
                    .as(session.gameSimId())
                    .isEqualTo(1);
        }
        registry.lose("sim", 1);
        assertThat(registry.state(late.gameSimId())).isEqualTo(GameSessionState.LOST);
        assertThat(registry.used("sim")).isZero();
        assertThat(registry.hosted("sim")).isZero();
        assertThat(registry.servers.server("sim").state()).isEqualTo(GamesimState.READY);
    }

    @Test
    void eightLoseTheSessionsOfDeadServersOnce() {
        for (int i = 0; i < 10; i++) {
            registry.ready("sim-" + i, 10);
        }
        var sessions = allocate(100);
        IntStream.range(0, 10).forEach(i -> registry.servers.end("sim-" + i, GamesimState.LOST));
        var sweeps = IntStream.range(0, 80).mapToObj(i -> "sim-" + i % 10).toList();
        Concurrently.on(THREADS, sweeps, simId -> {
                    registry.lose(simId, 1);
                    return simId;
                })
                .values();

        assertThat(sessions).hasSize(100).allSatisfy(session -> {
            assertThat(registry.state(session.gameSimId())).isEqualTo(GameSessionState.LOST);
            assertThat(registry.over(session.gameSimId())).isEqualTo(1);
        });
        assertThat(registry.servers.servers()).allMatch(server -> server.used() == 0);
    }

    private void assertConsistent() {
        for (var server : registry.servers.servers()) {
            assertThat(server.used()).as(server.simId()).isEqualTo(registry.hosted(server.simId()));
            assertThat(server.used()).isLessThanOrEqualTo(server.offer().sessionsMax());
            assertThat(server.state() == GamesimState.ALLOCATED).isEqualTo(server.used() > 0);
        }
    }
}
