package com.necpgame.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.contracts.PlayerId;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.problem.Problem;
import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.socket.SocketRequest;
import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.ApiClient;
import com.necpgame.platform.testkit.ApiRequest;
import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.MutableClock;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorTest {
    private static final String KEY = "a-key-of-this-test";
    private static final Caller ADA = new Caller("ada", Caller.Role.PLAYER);

    private final TestRoom room = new TestRoom();
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-11-20T10:00:00Z"));

    @TempDir
    private Path folder;

    private TemporaryDynamo store;
    private VoiceProcess voice;

    @BeforeEach
    void start() {
        store = TemporaryDynamo.open();
        voice = process(Map.of());
    }

    private VoiceProcess process(Map<String, Object> settings) {
        var all = new HashMap<String, Object>(Map.of("necpgame.voice.api-keys", "another-key-of-this-test," + KEY));
        all.putAll(settings);
        return new VoiceProcess(store.client(), room, folder, clock, all);
    }

    @AfterEach
    void stop() {
        voice.close();
        store.close();
    }

    @Test
    void keyAndTokenOpenTheDoor() {
        var visitor = admit(KEY, ADA, null);

        assertThat(visitor)
                .isEqualTo(
                        new Visitor("c1", "plr_ada", "voice.example", "local", Instant.parse("2026-11-20T10:00:00Z")));
        assertThat(admit("another-key-of-this-test", ADA, null).playerId()).isEqualTo("plr_ada");
    }

    @Test
    void allElseIsRefusedInItsOrder() {
        refused(VoiceProblem.API_KEY_INVALID, () -> admit(null, ADA, null));
        refused(VoiceProblem.API_KEY_INVALID, () -> admit("", ADA, null));
        refused(VoiceProblem.API_KEY_INVALID, () -> admit(KEY + "x", ADA, null));
        refused(VoiceProblem.API_KEY_INVALID, () -> admit("wrong", null, null));
        refused(VoiceProblem.TICKET_INVALID, () -> admit(KEY, ADA, "wrong"));
        refused(VoiceProblem.TICKET_INVALID, () -> admit(KEY, ADA, ""));
        refused(PlatformProblem.UNAUTHENTICATED, () -> admit(KEY, null, null));
        refused(PlatformProblem.NOT_ALLOWED, () -> admit(KEY, new Caller("root", Caller.Role.OPERATOR), null));
    }

    @Test
    void aTicketOpensTheDoorOnce() {
        var ticket = voice.bean(Tickets.class).issue(new PlayerId("plr_bob"));

        assertThat(admit(null, null, ticket).playerId()).isEqualTo("plr_bob");
        refused(VoiceProblem.TICKET_INVALID, () -> admit(null, null, ticket));
    }

    @Test
    void aTicketHoldsThirtySeconds() {
        var ticket = voice.bean(Tickets.class).issue(new PlayerId("plr_bob"));
        var other = voice.bean(Tickets.class).issue(new PlayerId("plr_bob"));

        clock.advance(Duration.ofSeconds(29));
        assertThat(admit(null, null, ticket).playerId()).isEqualTo("plr_bob");
        clock.advance(Duration.ofSeconds(1));
        refused(VoiceProblem.TICKET_INVALID, () -> admit(null, null, other));
    }

    @Test
    void ofManyWhoShowOneTicketOneComesIn() {
        for (int round = 0; round < 10; round++) {
            var ticket = voice.bean(Tickets.class).issue(new PlayerId("plr_bob"));
            var outcomes = Concurrently.on(
                    8,
                    IntStream.range(0, 8).boxed().toList(),
                    n -> admit(null, null, ticket).playerId());

            assertThat(outcomes.values(Refusal.class)).hasSize(1);
        }
    }

    /** Eight threads open sixteen connections: four have a seat. What closes makes room for as many, however often. */
    @Test
    void aPlayerHasFourConnectionsHoweverManyComeAtOnce() {
        for (int round = 0; round < 5; round++) {
            var prefix = "r" + round + "-";
            var opened = Concurrently.on(8, IntStream.range(0, 16).boxed().toList(), n -> {
                        voice.bean(OpenConnections.class).opened(visitor(prefix + n, "plr_ada"));
                        return prefix + n;
                    })
                    .values(Refusal.class);
            assertThat(opened).hasSize(4);
            assertThat(voice.bean(DoorTable.class).seats("plr_ada")).hasSize(4);
            refused(
                    VoiceProblem.TOO_MANY_CONNECTIONS,
                    () -> voice.bean(OpenConnections.class).opened(visitor("more", "plr_ada")));

            Concurrently.on(
                            8,
                            List.of(opened, opened).stream()
                                    .flatMap(List::stream)
                                    .toList(),
                            id -> {
                                voice.bean(OpenConnections.class).closed(id);
                                return id;
                            })
                    .values();
            assertThat(voice.bean(DoorTable.class).seats("plr_ada")).isEmpty();
        }
        voice.bean(OpenConnections.class).opened(visitor("last", "plr_bob"));
        assertThat(voice.bean(OpenConnections.class).find("r0-1")).isNull();
    }

    @Test
    void theRecordIsTheSources() {
        voice.bean(OpenConnections.class).opened(visitor("c7", "plr_ada"));

        var row = java.util.Objects.requireNonNull(
                voice.bean(Dynamo.class).items(ConnectionRow.class).get("c7"));
        assertThat(row.connectionId()).isEqualTo("c7");
        assertThat(row.connectedAt()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
        assertThat(row.domain()).isEqualTo("voice.example");
        assertThat(row.stage()).isEqualTo("local");
        assertThat(row.playerId()).isEqualTo("plr_ada");
        assertThat(row.exp()).isEqualTo(Instant.parse("2026-11-20T12:10:00Z").getEpochSecond());
    }

    @Test
    void whatADeadProcessLeftItsSuccessorTakesAway() {
        for (int i = 0; i < 4; i++) {
            voice.connect("c" + i, "ada");
        }
        clock.set(Instant.parse("2026-11-20T09:59:00Z"));
        voice.close();
        voice = process(Map.of());

        for (int i = 0; i < 4; i++) {
            assertThat(voice.bean(OpenConnections.class).find("c" + i)).isNull();
        }
        assertThat(room.forgotten).as("rooms keep their places").isEmpty();
        voice.connect("c9", "ada");
    }

    @Test
    void aConnectionThatHasLastedTooLongIsEnded() {
        voice.connect("old", "ada");
        clock.advance(Duration.ofMinutes(5));
        voice.connect("young", "ada");
        clock.advance(Duration.ofMinutes(125).plusMillis(1));
        voice.bean(StaleConnections.class).run();

        assertThat(room.closed).containsOnlyKeys("old");
        assertThat(room.closed.getOrDefault("old", "")).startsWith("1001 ");
        assertThat(room.forgotten).containsExactly("old");
        assertThat(voice.bean(OpenConnections.class).find("old")).isNull();
        assertThat(voice.bean(OpenConnections.class).find("young")).isNotNull();
    }

    /** Its row was not swept yet; the seat is free all the same, and closing the old one does not take it away. */
    @Test
    void aSeatThatExpiredIsFree() {
        for (int i = 0; i < 4; i++) {
            voice.connect("old" + i, "ada");
        }
        clock.advance(Duration.ofMinutes(131));
        voice.connect("new", "ada");
        voice.bean(OpenConnections.class).closed("old0");

        assertThat(voice.bean(DoorTable.class).seats("plr_ada"))
                .extracting(SeatRow::connectionId)
                .containsExactly("new", "old1", "old2", "old3");
    }

    @Test
    void withoutAKeyOneIsMadeAndShownAtTheFirstStart() {
        voice.close();
        voice = process(Map.of("necpgame.voice.api-keys", ""));
        var lines = voice.bean(ApiKeys.class).lines();
        assertThat(lines).hasSize(2);
        var key = lines.getLast().strip().substring("x-api-key=".length());
        assertThat(key).hasSizeGreaterThanOrEqualTo(40);
        assertThat(admit(key, ADA, null).playerId()).isEqualTo("plr_ada");
        refused(VoiceProblem.API_KEY_INVALID, () -> admit(KEY, ADA, null));

        voice.close();
        voice = process(Map.of("necpgame.voice.api-keys", ""));
        assertThat(voice.bean(ApiKeys.class).lines()).isEmpty();
        assertThat(admit(key, ADA, null).playerId()).isEqualTo("plr_ada");
    }

    @Test
    void ticketsAreForPlayersWithAKey() {
        voice.close();
        voice = process(Map.of(
                "micronaut.server.port", -1, "micronaut.server.thread-selection", "BLOCKING", "testkit.sign-in", true));
        var server = voice.bean(EmbeddedServer.class).start();
        try (var anybody = ApiClient.to(server.getURI())) {
            var ada = anybody.as("ada;client_id=test-app");
            assertThat(post(ada, KEY).status()).isEqualTo(201);
            assertThat(post(ada, KEY).number("/expiresIn")).isEqualTo(30);
            var ticket = post(ada, KEY).string("/ticket");
            assertThat(admit(null, null, ticket).playerId()).isEqualTo("plr_ada");
            assertThat(post(ada, "wrong").status()).isEqualTo(403);
            assertThat(post(ada, "wrong").string("/code")).isEqualTo("voice/api-key-invalid");
            assertThat(post(ada, null).status()).isEqualTo(403);
            assertThat(post(anybody.anonymous(), KEY).status()).isEqualTo(401);
            assertThat(post(anybody.as("root;cognito:groups=operator"), KEY).status())
                    .isEqualTo(403);
        }
    }

    private static ApiAnswer post(ApiClient client, @Nullable String key) {
        var request = ApiRequest.of("POST", "/v1/voice/socket-tickets").json(Map.of());
        return client.send(key == null ? request : request.header("x-api-key", key));
    }

    private Visitor admit(@Nullable String key, @Nullable Caller caller, @Nullable String ticket) {
        return voice.bean(Doorway.class)
                .admit(new SocketRequest(
                        "c1",
                        "voice.example",
                        "local",
                        caller,
                        key == null ? Map.of() : Map.of("x-api-key", key),
                        ticket == null ? Map.of() : Map.of("ticket", ticket),
                        ""));
    }

    private Visitor visitor(String connectionId, String playerId) {
        return new Visitor(connectionId, playerId, "voice.example", "local", clock.instant());
    }

    private static void refused(Problem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.problem()).isEqualTo(problem));
    }
}
