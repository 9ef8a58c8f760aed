package com.necpgame.gamesim.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.necpgame.contracts.ItemQuantity;
import com.necpgame.contracts.PlayerId;
import com.necpgame.contracts.gamesimregistry.PlayerResult;
import com.necpgame.gamesim.agent.SessionUpdate.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {
    private final Events events = new Events();
    private final List<Agent> agents = new ArrayList<>();
    private volatile ServerLoad load = new ServerLoad(0.25, 1.5, 3, Set.of("ses_a"));

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private ToyRegistry registry;

    @BeforeEach
    void open() throws IOException {
        registry = new ToyRegistry();
        registry.sessions = List.of("ses_a");
    }

    @AfterEach
    void close() {
        agents.forEach(Agent::close);
        registry.close();
    }

    @Test
    void registersAndBeats() throws Exception {
        var agent = agent(null);
        var registration = agent.start().get();
        assertThat(registration.simId()).isEqualTo("sim_1");
        assertThat(registration.epoch()).isEqualTo(1);
        assertThat(registration.tokenKey()).hasSize(32).startsWith(1);
        var told = registry.done.getFirst().body();
        assertThat(told.path("address").asText()).isEqualTo("10.0.0.7");
        assertThat(told.path("port").asInt()).isEqualTo(7777);
        assertThat(told.path("labels").path("mode").asText()).isEqualTo("duel");
        assertThat(told.path("sessionsMax").asInt()).isEqualTo(10);

        agent.ready();
        agent.playable();
        until(() -> lastBeat().path("playable").asBoolean());
        assertThat(lastBeat().path("ready").asBoolean()).isTrue();
        assertThat(lastBeat().path("load").asDouble()).isEqualTo(0.25);
        assertThat(lastBeat().path("sessions").get(0).asText()).isEqualTo("ses_a");
        int beats = registry.done("/heartbeats").size();
        until(() -> registry.done("/heartbeats").size() >= beats + 2);
        assertThat(agent.figures().beatsFailed()).isZero();
    }

    @Test
    void keepsTryingWhereTheRegistryFailsAndRegistersOnceWhereAnAnswerIsLost() throws Exception {
        registry.failures.set(2);
        registry.lostAnswers.set(1);
        var registration = agent(null).start().get();
        assertThat(registration.epoch()).isEqualTo(1);
        assertThat(registry.done("/v1/gamesims")).hasSize(1);
        assertThat(registry.asked.size()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void aRefusalAtTheStartIsFinal() {
        registry.refusesRegistrations = 422;
        assertThatThrownBy(() -> agent(null).start().get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RegistrationRefused.class)
                .hasMessageContaining("422 no");
    }

    @Test
    void aTokenThatIsGoodNoMoreIsFetchedAgain() throws Exception {
        var agent = agent(null);
        agent.start().get();
        until(() -> !registry.done("/heartbeats").isEmpty());
        registry.forgetTokens();
        int before = registry.done("/heartbeats").size();
        until(() -> registry.done("/heartbeats").size() > before);
        assertThat(registry.tokens).hasValue(2);
        assertThat(agent.figures().beatsFailed()).isZero();
    }

    @Test
    void stopsTheSessionsThatTheRegistryDoesNotHold() throws Exception {
        load = new ServerLoad(0, 0, 0, Set.of("ses_a", "ses_b"));
        agent(null).start().get();
        until(() -> events.stopped.contains("ses_b"));
        assertThat(events.stopped).doesNotContain("ses_a");
    }

    @Test
    void hearsOfADrain() throws Exception {
        agent(null).start().get();
        registry.state = "DRAINING";
        until(() -> events.deadlines.contains(Instant.parse("2030-01-01T00:00:00Z")));
    }

    @Test
    void aServerThatIsDrainedDoesNotComeBack() throws Exception {
        var agent = agent(null);
        agent.start().get();
        registry.state = "DRAINING";
        until(() -> !events.deadlines.isEmpty());
        registry.endEpoch();
        int asked = registry.asked.size();
        until(() -> registry.asked.size() > asked);
        assertThat(agent.shutdown(Duration.ofSeconds(5)))
                .as("as good as a goodbye")
                .isTrue();
        assertThat(events.epochsOver).isZero();
        assertThat(registry.done("/v1/gamesims")).hasSize(1);
    }

    @Test
    void registersAnewWhenItsEpochIsOver() throws Exception {
        var agent = agent(null);
        agent.start().get();
        registry.endEpoch();
        until(() -> events.registrations.size() == 2);
        assertThat(events.epochsOver).isEqualTo(1);
        assertThat(events.registrations.getLast().epoch()).isEqualTo(3);
        assertThat(registry.done("/v1/gamesims").getLast().body().path("simId").asText())
                .isEqualTo("sim_1");
        assertThat(agent.registration()).isEqualTo(events.registrations.getLast());
    }

    @Test
    void updatesArriveInOrderOnceAndTogether() throws Exception {
        var agent = agent(null);
        agent.start().get();
        registry.failures.set(1);
        for (int i = 0; i < 100; i++) {
            agent.update(SessionUpdate.of("ses_a", new SessionUpdate.Event("n" + i, "plr_a", Map.of("k", "v"))));
        }
        registry.lostAnswers.set(1);
        agent.update(SessionUpdate.of("ses_a", "plr_a", Presence.LEFT));
        agent.report(report("ses_a"));
        until(() -> registry.done("/report").size() == 1);

        var types = new ArrayList<String>();
        long seq = 0;
        for (var update : registry.done("/updates")) {
            // What was answered, and the answer lost, comes again with its old number, which the registry ignores.
            if (update.body().path("seq").asLong() > seq) {
                seq = update.body().path("seq").asLong();
                update.body()
                        .path("events")
                        .forEach(event -> types.add(event.path("type").asText()));
            }
        }
        assertThat(types).hasSize(100).startsWith("n0", "n1").endsWith("n98", "n99");
        assertThat(seq).as("requests for 101 updates").isLessThanOrEqualTo(4);
    }

    @Test
    void theOldestUpdateGivesWayAndAReportNever() throws Exception {
        var agent = agent(null);
        agent.start().get();
        registry.failures.set(Integer.MAX_VALUE);
        agent.report(report("ses_a"));
        for (int i = 0; i < News.UPDATES_MAX + 10; i++) {
            agent.update(SessionUpdate.of("ses_b", "plr_a", Presence.CONNECTED));
        }
        assertThat(agent.figures().updatesDropped()).isPositive().isLessThanOrEqualTo(10);
        registry.failures.set(0);
        until(() -> registry.done("/report").size() == 1);
    }

    @Test
    void aReportWhoseAnswersAreLostIsOneReport() throws Exception {
        var agent = agent(folder);
        agent.start().get();
        until(() -> !registry.done("/heartbeats").isEmpty());
        registry.lostAnswers.set(2);
        agent.report(report("ses_a"));
        until(() -> agent.figures().delivered() == 1);
        assertThat(registry.done("/report")).singleElement().satisfies(told -> {
            assertThat(told.key()).isEqualTo("report-ses_a");
            var line = told.body().path("results").get(0);
            assertThat(line.path("playerId").asText()).isEqualTo("plr_a");
            assertThat(line.path("loot").get(0).path("itemId").asText()).isEqualTo("credits");
            assertThat(line.path("loot").get(0).path("quantity").asLong()).isEqualTo(9);
        });
        await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
    }

    @Test
    void aCrashLosesNoReport() throws Exception {
        var crashed = agent(folder);
        crashed.start().get();
        until(() -> !registry.done("/heartbeats").isEmpty());
        registry.failures.set(Integer.MAX_VALUE);
        crashed.report(report("ses_a"));
        crashed.close();
        assertThat(Files.list(folder)).hasSize(1);
        registry.failures.set(0);

        agent(folder).start().get();
        assertThat(registry.done("/report")).hasSize(1);
        assertThat(registry.done("/report").getFirst().body().path("epoch").asLong())
                .isEqualTo(1);
        assertThat(events.registrations.getLast().epoch())
                .as("registered after it was told")
                .isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void drainsAndSaysGoodbyeAfterAllIsTold() throws Exception {
        var agent = agent(null);
        agent.start().get();
        assertThat(agent.drain(Duration.ofSeconds(90))).isTrue();
        assertThat(registry.done("/drain")
                        .getFirst()
                        .body()
                        .path("deadlineSeconds")
                        .asInt())
                .isEqualTo(90);
        registry.failures.set(2);
        agent.report(report("ses_a"));
        assertThat(agent.shutdown(Duration.ofSeconds(10))).isTrue();
        var paths = registry.done.stream().map(ToyRegistry.Asked::path).filter(path -> !path.endsWith("/heartbeats"));
        assertThat(paths).endsWith("/v1/game-sessions/ses_a/report", "/v1/gamesims/sim_1/shutdown");
    }

    @Test
    void showsNoSecrets() throws Exception {
        assertThat(settings(null).toString()).doesNotContain("s&cret");
        assertThat(new Registration("sim_1", 1, new byte[] {77, 78}, Duration.ofSeconds(1)).toString())
                .isEqualTo("sim_1/1");
    }

    private static SessionReport report(String session) {
        var line = new PlayerResult(
                new PlayerId("plr_a"),
                null,
                300,
                3,
                1,
                0,
                340,
                40,
                17,
                60,
                "WON",
                List.of(new ItemQuantity("credits", 9)));
        return new SessionReport(session, "time-limit", List.of(line), "abc");
    }

    private JsonNode lastBeat() {
        var beats = registry.done("/heartbeats");
        return beats.isEmpty() ? MissingNode.getInstance() : beats.getLast().body();
    }

    private Agent agent(@Nullable Path spool) throws IOException {
        var agent = new Agent(settings(spool), events, () -> load, new Random(1 + agents.size()));
        agents.add(agent);
        return agent;
    }

    private AgentSettings settings(@Nullable Path spool) {
        return new AgentSettings(
                registry.uri(),
                "sim",
                "s&cret",
                null,
                "10.0.0.7",
                7777,
                7778,
                "b1",
                "eu",
                null,
                Map.of("mode", "duel"),
                10,
                4,
                1,
                null,
                spool);
    }

    private static void until(Callable<Boolean> holds) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(holds);
    }

    private static final class Events implements AgentEvents {
        final List<Registration> registrations = new CopyOnWriteArrayList<>();
        final List<String> stopped = new CopyOnWriteArrayList<>();
        final List<Instant> deadlines = new CopyOnWriteArrayList<>();
        volatile int epochsOver;

        @Override
        public void registered(Registration registration) {
            registrations.add(registration);
        }

        @Override
        public void stop(String gameSimId) {
            stopped.add(gameSimId);
        }

        @Override
        public void draining(Instant deadline) {
            deadlines.add(deadline);
        }

        @Override
        public void epochOver() {
            epochsOver++;
        }
    }
}
