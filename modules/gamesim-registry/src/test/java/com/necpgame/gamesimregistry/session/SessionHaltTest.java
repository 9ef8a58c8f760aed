package com.necpgame.gamesimregistry.session;

import static com.necpgame.gamesimregistry.session.Registry.making;
import static com.necpgame.gamesimregistry.session.Registry.player;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.contracts.gamesimregistry.GameSessionState;
import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.testkit.HaltPoint;
import com.necpgame.platform.testkit.HaltPoint.Side;
import com.necpgame.platform.testkit.Halted;
import com.necpgame.platform.testkit.HaltingDynamo;
import com.necpgame.platform.testkit.Write;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A process dies before and after each write of what it does to a session; another goes on over the same store. Whatever the
 * point: one session, one end, and the server counts what it holds.
 */
class SessionHaltTest {
    private final TemporaryDynamo store = TemporaryDynamo.open();

    @AfterEach
    void close() {
        store.close();
    }

    private static boolean isOfTheFlow(Write write) {
        return write.touches().stream()
                .map(Object::toString)
                .noneMatch(touch -> touch.contains("pk=LEASE#") || touch.contains("pk=SECRET#"));
    }

    /** Runs the flow with a death at each of its writes, on a server of its own each time. */
    private void dyingAtEachWrite(
            String flow, Consumer<Trial> before, Consumer<Trial> flowUnderTest, Consumer<Trial> after)
            throws Exception {
        var writes = writesOf(flow, before, flowUnderTest);
        for (int n = 1; n <= writes; n++) {
            for (var side : Side.values()) {
                var name = flow + "-" + side + "-" + n;
                var process = HaltingDynamo.over(store.client());
                try (var dying = Registry.over(process.client(), Map.of())) {
                    dying.ready(name, 2);
                    var trial = new Trial(dying, name);
                    before.accept(trial);
                    process.haltAt(new HaltPoint(side, n), SessionHaltTest::isOfTheFlow);
                    try {
                        flowUnderTest.accept(trial);
                    } catch (Halted e) {
                        // Its answer died with the process.
                    }
                    assertThat(process.hasHalted()).as(name).isTrue();
                }
                try (var next = Registry.over(store.client(), Map.of())) {
                    var trial = new Trial(next, name);
                    after.accept(trial);
                    var server = next.servers.server(name);
                    assertThat(server.used()).as(name).isEqualTo(next.hosted(name));
                    assertThat(server.state() == GamesimState.ALLOCATED)
                            .as(name)
                            .isEqualTo(server.used() > 0);
                    next.servers.end(name, GamesimState.SHUTDOWN);
                }
            }
        }
        System.out.println("  " + flow + ": died at " + writes + " writes");
    }

    /** Of a run in which nobody dies. */
    private int writesOf(String flow, Consumer<Trial> before, Consumer<Trial> flowUnderTest) throws Exception {
        var process = HaltingDynamo.over(store.client());
        try (var living = Registry.over(process.client(), Map.of())) {
            living.ready(flow, 2);
            var trial = new Trial(living, flow);
            before.accept(trial);
            var seen = process.log().matching(SessionHaltTest::isOfTheFlow).size();
            flowUnderTest.accept(trial);
            living.servers.end(flow, GamesimState.SHUTDOWN);
            return process.log().matching(SessionHaltTest::isOfTheFlow).size() - seen - 1;
        }
    }

    /** One flow on one server, under one allocation id. */
    private record Trial(Registry registry, String name) {
        Session create() {
            return registry.bean(Allocations.class)
                    .allocate(making(name, Duration.ZERO, player(name)))
                    .session();
        }

        Session session() {
            var known = Objects.requireNonNull(registry.table.allocation("test", name), name);
            return Objects.requireNonNull(registry.session(known.gameSimId()), name);
        }
    }

    @Test
    void aDeathWhileCreatingLeavesOneSessionOrNone() throws Exception {
        dyingAtEachWrite("create", trial -> {}, Trial::create, trial -> {
            var session = trial.create();
            assertThat(trial.create().gameSimId()).isEqualTo(session.gameSimId());
            assertThat(trial.registry().used(trial.name())).isEqualTo(1);
            assertThat(trial.registry().bean(Memberships.class).running(player(trial.name())))
                    .hasSize(1);
        });
    }

    @Test
    void aDeathWhileReportingEndsTheSessionOnce() throws Exception {
        dyingAtEachWrite("report", Trial::create, trial -> trial.registry().close(trial.session(), "over"), trial -> {
            trial.registry().close(trial.session(), "over");
            assertThat(trial.session().state()).isEqualTo(GameSessionState.ENDED);
            assertThat(trial.registry().over(trial.session().gameSimId())).isEqualTo(1);
            assertThat(trial.registry().used(trial.name())).isZero();
        });
    }

    @Test
    void aDeathWhileLosingIsMadeGoodByTheNextSweep() throws Exception {
        dyingAtEachWrite(
                "lose",
                trial -> {
                    trial.create();
                    trial.registry().allocate(trial.name() + "-two", Duration.ZERO);
                },
                trial -> trial.registry().lose(trial.name(), 1),
                trial -> {
                    trial.registry().lose(trial.name(), 1);
                    assertThat(trial.session().state()).isEqualTo(GameSessionState.LOST);
                    assertThat(trial.registry().over(trial.session().gameSimId()))
                            .isEqualTo(1);
                    assertThat(trial.registry().used(trial.name())).isZero();
                });
    }
}
