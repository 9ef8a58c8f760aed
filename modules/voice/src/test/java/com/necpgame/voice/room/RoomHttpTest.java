package com.necpgame.voice.room;

import static com.necpgame.voice.room.Membership.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.ApiClient;
import com.necpgame.voice.live.Positions.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rooms, tokens, positions and blocks over HTTP. */
class RoomHttpTest {
    private static final Hall HALL = new Hall(Map.of(
            "necpgame.voice.room.rooms-per-player-max", 3,
            "necpgame.voice.room.blocks-max", 3));
    private static final String ROOMS = "/v1/voice/rooms";

    @AfterEach
    void empty() {
        HALL.empty();
    }

    @AfterAll
    static void close() {
        HALL.close();
    }

    private static ApiAnswer make(ApiClient as, Object... pairs) {
        var wanted = new HashMap<String, Object>(Map.of("type", "party", "join", "open"));
        for (int i = 0; i < pairs.length; i += 2) {
            wanted.put((String) pairs[i], pairs[i + 1]);
        }
        return as.post(ROOMS, wanted, HALL.fresh("key"));
    }

    @Test
    void operatorsAndGameServersMakeRoomsOfAllKinds() {
        var made = make(
                        HALL.server.asGameServer(),
                        "id",
                        "match-7",
                        "type",
                        "proximity",
                        "name",
                        "The valley",
                        "membersMax",
                        40,
                        "recording",
                        "on-report",
                        "retentionDays",
                        7,
                        "proximity",
                        Map.of("audibleWithin", 12.5, "hysteresis", 0.2))
                .isCreated();

        assertThat(made.string("/id")).isEqualTo("match-7");
        assertThat(made.json("/proximity/audibleWithin").asDouble()).isEqualTo(12.5);
        var read = HALL.server.asOperator().get(ROOMS + "/match-7").isOk();
        assertThat(read.text()).isEqualTo(made.text());
        var ada = HALL.greetIn("ada", "match-7");
        assertThat(HALL.spotlight().cast("match-7").earshot().audibleWithin()).isEqualTo(12.5);
        assertThat(HALL.server.as("ada").get(ROOMS + "/match-7").isOk().number("/memberCount"))
                .isEqualTo(1);
        HALL.server.as("eve").get(ROOMS + "/match-7").isRefused(403, "voice/not-a-member");
        make(HALL.server.asOperator(), "id", "match-7").isRefused(409, "voice/room-exists");
        make(HALL.server.asOperator(), "id", LOBBY).isRefused(409, "voice/room-exists");
        HALL.disconnect(ada);
    }

    @Test
    void makingIsRepeatedUnderItsKey() {
        var wanted = Map.of("type", "party", "join", "open");
        var first = HALL.server.as("kim").post(ROOMS, wanted, "one").isCreated();
        var again = HALL.server.as("kim").post(ROOMS, wanted, "one").isCreated();

        assertThat(again.isReplayed()).isTrue();
        assertThat(again.text()).isEqualTo(first.text());
        HALL.server.as("kim").post(ROOMS, wanted).isRefused(400, "platform/idempotency-key-missing");
    }

    @Test
    void playersMakeAFewPartiesAndWhispers() {
        var pat = HALL.server.as("pat");
        var whisper = make(pat, "type", "whisper", "join", "token").isCreated();
        assertThat(whisper.number("/membersMax")).isEqualTo(2);
        assertThat(whisper.string("/ownerId")).isEqualTo("plr_pat");
        make(pat).isCreated();
        var third = make(pat).isCreated().string("/id");
        make(pat).isRefused(409, "voice/too-many-own-rooms");
        HALL.server.as("eve").delete(ROOMS + "/" + third).isRefused(403, "platform/not-allowed");
        pat.delete(ROOMS + "/" + third).isNoContent();
        make(pat).isCreated();

        make(pat, "type", "team").isRefused(403, "platform/not-allowed");
        make(pat, "id", "mine").isRefused(403, "platform/not-allowed");
        HALL.server.asNobody().get(ROOMS).is(401);
    }

    @Test
    void refusesRoomsThatMakeNoSense() {
        var operator = HALL.server.asOperator();
        for (var wrong : List.<Object[]>of(
                new Object[] {"type", "lobby"},
                new Object[] {"type", "sauna"},
                new Object[] {"join", "maybe"},
                new Object[] {"recording", "secretly"},
                new Object[] {"type", "whisper"},
                new Object[] {"type", "whisper", "join", "token", "membersMax", 9},
                new Object[] {"membersMax", 1},
                new Object[] {"membersMax", 1001},
                new Object[] {"id", "a/b"},
                new Object[] {"name", "x".repeat(65)},
                new Object[] {"retentionDays", 0},
                new Object[] {"proximity", Map.of("audibleWithin", 5, "hysteresis", 0.1)},
                new Object[] {"type", "proximity", "proximity", Map.of("audibleWithin", -1, "hysteresis", 0.1)})) {
            assertThat(make(operator, wrong).status()).as("%s", List.of(wrong)).isEqualTo(400);
        }
    }

    @Test
    void listsWhatIsOpenAndWhatTheCallerIsIn() {
        var open = HALL.room("session", "open");
        var locked = HALL.room("session", "token");
        var ada = HALL.greet("ada");
        HALL.say(ada, "join", Map.of("room", locked, "token", HALL.token(locked, "ada", "member")));

        assertThat(listed("ada")).contains(open, locked).doesNotContain(LOBBY);
        assertThat(listed("eve")).contains(open).doesNotContain(locked);
        HALL.say(ada, "leave", Map.of("room", locked));
        assertThat(listed("ada")).contains(open, LOBBY).doesNotContain(locked);
    }

    /** Page by page. */
    private static List<String> listed(String subject) {
        var ids = new ArrayList<String>();
        var path = ROOMS + "?limit=2";
        for (var page = HALL.server.as(subject).get(path).isOk(); ; ) {
            page.json("/items")
                    .valueStream()
                    .forEach(each -> ids.add(each.path("id").asString()));
            if (page.json("/nextCursor").isNull()) {
                return ids;
            }
            page = HALL.server
                    .as(subject)
                    .get(path + "&cursor=" + page.string("/nextCursor"))
                    .isOk();
        }
    }

    @Test
    void deletingTellsTheMembers() {
        var room = HALL.room("team", "open");
        var ada = HALL.greetIn("ada", room);

        HALL.server.asOperator().delete(ROOMS + "/" + room).isNoContent();

        assertThat(HALL.told(ada, "kicked")).hasSize(1);
        assertThat(HALL.rooms(ada)).containsExactly(LOBBY);
        assertThat(HALL.spotlight().casts()).doesNotContainKey(room);
        HALL.server.asOperator().delete(ROOMS + "/" + room).isRefused(404, "voice/room-not-found");
        HALL.server.asOperator().get(ROOMS + "/" + room).isRefused(404, "voice/room-not-found");
        HALL.server.asOperator().delete(ROOMS + "/" + LOBBY).isRefused(403, "platform/not-allowed");
        assertThat(HALL.outcome(ada, "join", Map.of("room", room))).isEqualTo("voice/room-not-found");
    }

    @Test
    void roomsThatStayEmptyGo() {
        var empty = HALL.room("team", "open");
        var used = HALL.room("team", "open");
        HALL.server.clock().advance(Duration.ofMinutes(9));
        var ada = HALL.greetIn("ada", used);
        HALL.greet("bob");
        HALL.server.clock().advance(Duration.ofMinutes(9));
        HALL.server.bean(EmptyRooms.class).run();
        assertThat(HALL.table().room(empty)).isNull();
        assertThat(HALL.table().room(used)).isNotNull();

        HALL.say(ada, "leave", Map.of("room", used));
        HALL.server.bean(EmptyRooms.class).run();
        assertThat(HALL.table().room(used)).as("empty for a moment").isNotNull();
        HALL.server.clock().advance(Duration.ofMinutes(10));
        HALL.server.bean(EmptyRooms.class).run();
        assertThat(HALL.table().room(used)).isNull();
        assertThat(HALL.table().room(LOBBY)).isNotNull();
    }

    @Test
    void tokensAreMadeByThoseWhoMay() {
        var room = make(HALL.server.as("tom"), "join", "token").isCreated().string("/id");
        var path = ROOMS + "/" + room + "/tokens";
        Map<String, Object> wanted = Map.of("playerId", "plr_ada", "role", "member", "expiresIn", 60);

        var token = HALL.server.as("tom").post(path, wanted).isCreated();
        assertThat(token.string("/expiresAt"))
                .isEqualTo(HALL.server.clock().instant().plusSeconds(60).toString());
        HALL.server.asOperator().post(path, wanted).isCreated();
        HALL.server.asGameServer().post(path, wanted).isCreated();
        HALL.server.as("ada").post(path, wanted).isRefused(403, "voice/not-a-moderator");
        HALL.server.as("tom").post(ROOMS + "/nowhere/tokens", wanted).isRefused(404, "voice/room-not-found");
        for (var wrong : List.<Map<String, Object>>of(
                Map.of("playerId", "ada", "role", "member"),
                Map.of("playerId", "plr_ada", "role", "emperor"),
                Map.of("playerId", "plr_ada", "role", "member", "expiresIn", 0),
                Map.of("playerId", "plr_ada", "role", "member", "expiresIn", 86_401))) {
            assertThat(HALL.server.as("tom").post(path, wrong).status())
                    .as("%s", wrong)
                    .isEqualTo(400);
        }
        var ada = HALL.greet("ada");
        assertThat(HALL.outcome(ada, "join", Map.of("room", room, "token", token.string("/token"))))
                .isEqualTo("ok");
        var tom = HALL.greet("tom");
        assertThat(HALL.outcome(tom, "join", Map.of("room", room)))
                .as("its maker needs none")
                .isEqualTo("ok");
    }

    @Test
    void gameServersPlacePlayersInProximityRooms() {
        var near = HALL.room("proximity", "open");
        var team = HALL.room("team", "open");
        var server = HALL.server.asGameServer();
        var body = Map.of("positions", List.of(place("plr_ada", 1), place("plr_bob", -2.5)));

        server.put(ROOMS + "/" + near + "/positions", body).isNoContent();

        assertThat(HALL.spotlight().placed.get(near))
                .isEqualTo(Map.of("plr_ada", new Point(1, 0, 3), "plr_bob", new Point(-2.5, 0, 3)));
        server.put(ROOMS + "/" + team + "/positions", body).isRefused(400, "platform/invalid");
        server.put(ROOMS + "/nowhere/positions", body).isRefused(404, "voice/room-not-found");
        HALL.server.as("ada").put(ROOMS + "/" + near + "/positions", body).isRefused(403, "platform/not-allowed");
        HALL.server.asOperator().put(ROOMS + "/" + near + "/positions", body).isRefused(403, "platform/not-allowed");
        var crowd = IntStream.rangeClosed(0, 1000)
                .mapToObj(i -> place("plr_p" + i, i))
                .toList();
        server.put(ROOMS + "/" + near + "/positions", Map.of("positions", crowd))
                .is(400);
        assertThat(HALL.spotlight().placed).doesNotContainKey(team);
    }

    private static Map<String, Object> place(String playerId, double x) {
        return Map.of("playerId", playerId, "x", x, "y", 0, "z", 3);
    }

    @Test
    void blocksAreKeptAndListed() {
        var zoe = HALL.server.as("zoe");
        for (var other : List.of("ada", "bob", "cy")) {
            zoe.put("/v1/voice/blocks/plr_" + other, Map.of()).isNoContent();
        }
        zoe.put("/v1/voice/blocks/plr_ada", Map.of()).isNoContent();
        zoe.put("/v1/voice/blocks/plr_dan", Map.of()).isRefused(409, "voice/too-many-blocks");
        zoe.put("/v1/voice/blocks/plr_zoe", Map.of()).isRefused(400, "platform/invalid");
        zoe.put("/v1/voice/blocks/dan", Map.of()).isRefused(400, "platform/invalid");
        zoe.delete("/v1/voice/blocks/plr_bob").isNoContent();
        zoe.delete("/v1/voice/blocks/plr_bob").isNoContent();
        zoe.put("/v1/voice/blocks/plr_dan", Map.of()).isNoContent();

        var page = zoe.get("/v1/voice/blocks?limit=2").isOk();
        var rest = zoe.get("/v1/voice/blocks?limit=2&cursor=" + page.string("/nextCursor"))
                .isOk();

        assertThat(page.string("/items/0/playerId")).isEqualTo("plr_ada");
        assertThat(page.string("/items/1/playerId")).isEqualTo("plr_cy");
        assertThat(rest.string("/items/0/playerId")).isEqualTo("plr_dan");
        assertThat(HALL.server
                        .as("ada")
                        .get("/v1/voice/blocks")
                        .isOk()
                        .json("/items")
                        .size())
                .isZero();
    }
}
