package com.necpgame.voice.room;

import static com.necpgame.voice.room.Membership.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.socket.SocketRequest;
import com.necpgame.platform.runtime.socket.SocketRoute;
import com.necpgame.platform.testkit.server.Running;
import com.necpgame.voice.OpenConnections;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Connections that no process holds: each of a connection's calls comes to another process than the one before, and all
 * that they know of it is in rows.
 */
class ElsewhereTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Hall HALL = new Hall(Map.of(Hall.ELSEWHERE, true));
    private static final Running OTHER = HALL.another();

    private int calls;
    private String room = "";

    @BeforeEach
    void aRoom() {
        room = HALL.room("party", "open");
    }

    @AfterEach
    void allGoHome() {
        HALL.all(Attendee.class).forEach(each -> next().closed(each.connectionId()));
        for (int i = 0; i < 2; i++) {
            advance(Duration.ofMinutes(1));
            HALL.server.bean(Departures.class).run();
        }
        processes().forEach(each -> each.bean(Sockets.class).forget());
    }

    @AfterAll
    static void close() {
        OTHER.close();
        HALL.close();
    }

    @Test
    void aRoomIsJoinedToldOfAndLeft() {
        var ada = greet("ada");
        var bob = greet("bob");

        assertThat(say(ada, "join", Map.of("room", room)).path("members").size())
                .isEqualTo(1);
        var joined = say(bob, "join", Map.of("room", room));
        say(bob, "mute", Map.of("on", true));
        say(bob, "leave", Map.of("room", room));

        assertThat(players(joined)).containsExactlyInAnyOrder("plr_ada", "plr_bob");
        assertThat(presence(ada)).containsExactlyInAnyOrder("joined plr_bob", "changed plr_bob", "left plr_bob");
        assertThat(told(bob, "joined").getLast().path("room").asString()).isEqualTo(LOBBY);
        assertThat(HALL.rooms(ada)).containsExactly(room);
        assertThat(HALL.rooms(bob)).containsExactly(LOBBY);
    }

    @Test
    void whoHasSaidNoHelloIsToldNothing() {
        var ada = connect("ada");
        var bob = greet("bob");
        say(ada, "join", Map.of("room", room));
        forget();

        say(bob, "join", Map.of("room", room));

        assertThat(told(ada)).isEmpty();
    }

    @Test
    void aPlayersActionsNeedNoMemory() {
        var ada = greet("ada");
        say(ada, "join", Map.of("room", room));

        assertThat(Stream.of(
                        outcome(ada, "ptt", Map.of("enabled", true, "pressed", false)),
                        outcome(ada, "mute", Map.of("on", true, "playerId", "plr_bob")),
                        outcome(ada, "block", Map.of("on", true, "playerId", "plr_bob")),
                        outcome(ada, "deafen", Map.of("on", true)),
                        outcome(ada, "consent", Map.of("room", room, "on", true)),
                        outcome(ada, "acks", Map.of("room", room, "on", true)),
                        outcome(ada, "ping", Map.of("t", 1))))
                .containsOnly("ok");
        text(ada, "stats", "cid", Map.of("jitterMs", 1.5, "late", 0, "inserted", 0, "lost", 0, "rttMs", 20.0));
        assertThat(told(ada, "error")).isEmpty();
        assertThat(HALL.table().member(room, ada)).matches(member -> member.deafened() && member.consents());
    }

    @Test
    void aLostConnectionComesBackInAnotherProcess() {
        var ada = connect("ada");
        var welcome = say(ada, "hello", Map.of());
        var bob = greet("bob");
        say(ada, "join", Map.of("room", room));
        say(ada, "mute", Map.of("on", true));
        say(bob, "join", Map.of("room", room));
        next().closed(ada);
        forget();
        advance(Duration.ofSeconds(20));
        HALL.server.bean(Departures.class).run();

        var again = connect("ada");
        var resumed =
                say(again, "hello", Map.of("resume", welcome.path("resumeToken").asString()));

        assertThat(resumed.path("resumed").asBoolean()).as(resumed.toString()).isTrue();
        assertThat(resumed.path("ssrc").asInt()).isEqualTo(welcome.path("ssrc").asInt());
        assertThat(HALL.rooms(again)).containsExactly(room);
        assertThat(HALL.table().member(room, again)).matches(Member::muted);
        assertThat(told(bob)).as("nobody notices").isEmpty();
        assertThat(HALL.table().attendee(ada)).isNull();
    }

    @Test
    void aLostConnectionThatDoesNotComeBackLeaves() {
        var ada = greet("ada");
        var bob = greet("bob");
        say(ada, "join", Map.of("room", room));
        say(bob, "join", Map.of("room", room));
        next().closed(ada);
        advance(Duration.ofMinutes(1));

        OTHER.bean(Departures.class).run();

        assertThat(presence(bob)).containsExactly("left plr_ada");
        assertThat(HALL.table().members(room)).hasSize(1);
    }

    /** A quiet connection outlives the processes that served it. */
    @Test
    void nobodyIsTakenForLostWhenTimePasses() {
        var ada = greet("ada");
        say(ada, "join", Map.of("room", room));

        advance(Duration.ofHours(1));
        processes().forEach(each -> each.bean(Departures.class).run());

        assertThat(HALL.rooms(ada)).containsExactly(room);
        assertThat(say(ada, "ping", Map.of("t", 7)).path("t").asInt()).isEqualTo(7);
    }

    /** The end is told by whoever finds it out, maybe by several. */
    @Test
    void anEndThatIsToldTwiceIsOneEnd() {
        var ada = greet("ada");
        var bob = connect("bob");

        for (int i = 0; i < 4; i++) {
            next().closed(ada);
            next().closed(bob);
        }

        assertThat(HALL.table().attendee(ada)).matches(Attendee::isLost);
        assertThat(HALL.table().attendee(bob))
                .as("without a hello nobody comes back")
                .isNull();
        assertThat(HALL.server.bean(OpenConnections.class).find(ada)).isNull();
    }

    @Test
    void amongManyNewsAreToldAtOnce() {
        var ada = greet("ada");
        forget();

        greet("bob");

        assertThat(told(ada, "presence").getFirst().path("room").asString()).isEqualTo(LOBBY);
    }

    private static List<Running> processes() {
        return List.of(HALL.server, OTHER);
    }

    private static void advance(Duration time) {
        processes().forEach(each -> each.clock().advance(time));
    }

    private SocketRoute next() {
        return processes().get(calls++ % 2).bean(SocketRoute.class);
    }

    private String connect(String subject) {
        var id = HALL.fresh("con_" + subject);
        next().open(new SocketRequest(
                id,
                "localhost",
                "local",
                new Caller(subject, Caller.Role.PLAYER),
                Map.of("x-api-key", Hall.API_KEY),
                Map.of(),
                ""));
        return id;
    }

    private String greet(String subject) {
        var id = connect(subject);
        assertThat(say(id, "hello", Map.of("framing", "binary")).path("framing").asString())
                .isEqualTo("json");
        return id;
    }

    private JsonNode say(String connectionId, String action, Map<String, Object> data) {
        var cid = HALL.fresh("cid");
        text(connectionId, action, cid, data);
        return told(connectionId).stream()
                .filter(each -> each.path("cid").asString("").equals(cid))
                .findAny()
                .orElseThrow(() -> new AssertionError("no answer to " + action))
                .at("/data");
    }

    private void text(String connectionId, String action, String cid, Map<String, Object> data) {
        next().text(connectionId, JSON.writeValueAsString(Map.of("action", action, "cid", cid, "data", data)));
    }

    private String outcome(String connectionId, String action, Map<String, Object> data) {
        return say(connectionId, action, data).path("code").asString("ok");
    }

    private static List<JsonNode> told(String connectionId) {
        return processes().stream()
                .flatMap(each -> each.bean(Sockets.class).told(connectionId).stream())
                .map(JSON::readTree)
                .toList();
    }

    private static List<JsonNode> told(String connectionId, String action) {
        return told(connectionId).stream()
                .filter(each -> each.path("action").asString("").equals(action))
                .map(each -> each.at("/data"))
                .toList();
    }

    private List<String> presence(String connectionId) {
        return told(connectionId, "presence").stream()
                .filter(each -> each.path("room").asString().equals(room))
                .map(each -> each.path("event").asString() + " "
                        + each.at("/member/playerId").asString())
                .toList();
    }

    private static List<String> players(JsonNode joined) {
        return joined.path("members")
                .valueStream()
                .map(each -> each.path("playerId").asString())
                .toList();
    }

    private static void forget() {
        processes().forEach(each -> each.bean(Sockets.class).forget());
    }
}
