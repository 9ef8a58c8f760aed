package com.necpgame.voice.room;

import static com.necpgame.voice.room.Membership.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.ApiAnswer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What moderators and operators do to members, and what is written down of it. */
class ModerationTest {
    private static final Hall HALL = new Hall(Map.of("necpgame.voice.room.rooms-per-player-max", 100));

    @AfterEach
    void empty() {
        HALL.empty();
    }

    @AfterAll
    static void close() {
        HALL.close();
    }

    private String moderate(String connectionId, String room, String subject, String deed) {
        return HALL.outcome(connectionId, "moderate", Map.of("room", room, "playerId", "plr_" + subject, "deed", deed));
    }

    @Test
    void aKickedPlayerIsOutOnAllConnectionsAndMayComeAgain() {
        var room = HALL.party("mia");
        var mia = HALL.greetIn("mia", room);
        var first = HALL.greetIn("bob", room);
        var second = HALL.greetIn("bob", room);

        var answer = HALL.say(
                mia, "moderate", Map.of("room", room, "playerId", "plr_bob", "deed", "kick", "reason", "too loud"));

        assertThat(answer.path("deed").asString()).isEqualTo("kick");
        for (var connection : List.of(first, second)) {
            var kicked = HALL.told(connection, "kicked").getFirst();
            assertThat(kicked.path("reason").asString()).isEqualTo("too loud");
            assertThat(kicked.path("banned").asBoolean()).isFalse();
            assertThat(HALL.rooms(connection)).containsExactly(LOBBY);
        }
        assertThat(HALL.spotlight().seated(room)).containsExactly(mia);
        assertThat(HALL.outcome(first, "join", Map.of("room", room))).isEqualTo("ok");
        assertThat(moderate(mia, room, "cy", "kick")).isEqualTo("voice/member-not-found");
    }

    @Test
    void aBanHoldsForItsTimeOnAllConnections() {
        var room = HALL.party("mia");
        var mia = HALL.greetIn("mia", room);
        var bob = HALL.greetIn("bob", room);

        HALL.say(mia, "moderate", Map.of("room", room, "playerId", "plr_bob", "deed", "ban", "seconds", 60));

        assertThat(HALL.told(bob, "kicked").getFirst().path("banned").asBoolean())
                .isTrue();
        assertThat(HALL.outcome(bob, "join", Map.of("room", room))).isEqualTo("voice/banned");
        assertThat(HALL.outcome(HALL.greet("bob"), "join", Map.of("room", room)))
                .isEqualTo("voice/banned");
        assertThat(HALL.outcome(bob, "join", Map.of("room", room, "token", HALL.token(room, "bob", "moderator"))))
                .isEqualTo("voice/banned");
        HALL.server.clock().advance(Duration.ofSeconds(60));
        assertThat(HALL.outcome(bob, "join", Map.of("room", room))).isEqualTo("ok");
    }

    @Test
    void aBanWithoutAnEndIsLifted() {
        var room = HALL.party("mia");
        var mia = HALL.greetIn("mia", room);
        var bob = HALL.greet("bob");

        assertThat(moderate(mia, room, "bob", "ban"))
                .as("also of who is not there")
                .isEqualTo("ok");
        HALL.server.clock().advance(Duration.ofDays(3_000));
        assertThat(HALL.outcome(bob, "join", Map.of("room", room))).isEqualTo("voice/banned");
        assertThat(moderate(mia, room, "bob", "unban")).isEqualTo("ok");
        assertThat(moderate(mia, room, "bob", "unban")).isEqualTo("voice/member-not-found");
        assertThat(HALL.outcome(bob, "join", Map.of("room", room))).isEqualTo("ok");
    }

    @Test
    void whoIsMutedForAllStaysSoWhenTheyComeAgain() {
        var room = HALL.party("mia");
        var mia = HALL.greetIn("mia", room);
        var bob = HALL.greetIn("bob", room);

        assertThat(moderate(mia, room, "bob", "mute")).isEqualTo("ok");
        assertThat(HALL.seat(room, bob).mayTalk()).isFalse();
        assertThat(HALL.told(bob, "presence").getLast().at("/member/mayTalk").asBoolean())
                .isFalse();
        HALL.say(bob, "mute", Map.of("on", false));
        assertThat(HALL.seat(room, bob).mayTalk()).as("not theirs to lift").isFalse();
        HALL.say(bob, "leave", Map.of("room", room));
        HALL.join(bob, room);
        assertThat(HALL.seat(room, bob).mayTalk()).isFalse();
        assertThat(moderate(mia, room, "bob", "unmute")).isEqualTo("ok");
        assertThat(HALL.seat(room, bob).mayTalk()).isTrue();
    }

    @Test
    void moderatorsAreMadeAndUnmade() {
        var room = HALL.party("mia");
        var mia = HALL.greetIn("mia", room);
        var bob = HALL.greetIn("bob", room);
        var cy = HALL.greetIn("cy", room);

        assertThat(moderate(bob, room, "cy", "kick")).isEqualTo("voice/not-a-moderator");
        assertThat(moderate(mia, room, "bob", "moderator")).isEqualTo("ok");
        assertThat(moderate(bob, room, "cy", "kick")).isEqualTo("ok");
        assertThat(moderate(bob, room, "mia", "ban")).as("the owner").isEqualTo("voice/not-a-moderator");
        assertThat(moderate(mia, room, "bob", "member")).isEqualTo("ok");
        assertThat(moderate(bob, room, "mia", "kick")).isEqualTo("voice/not-a-moderator");
        HALL.say(bob, "leave", Map.of("room", room));
        HALL.say(bob, "join", Map.of("room", room, "token", HALL.token(room, "bob", "moderator")));
        assertThat(moderate(bob, room, "cy", "ban"))
                .as("an older token makes no moderator again")
                .isEqualTo("voice/not-a-moderator");
        assertThat(HALL.rooms(cy)).containsExactly(LOBBY);
    }

    @Test
    void refusesDeedsThatMakeNoSense() {
        var room = HALL.party("mia");
        var mia = HALL.greetIn("mia", room);
        var bob = HALL.greetIn("bob", room);

        assertThat(moderate(mia, room, "bob", "tickle")).isEqualTo("voice/unreadable");
        assertThat(moderate(mia, "nowhere", "bob", "kick")).isEqualTo("voice/room-not-found");
        assertThat(moderate(mia, LOBBY, "bob", "kick")).isEqualTo("voice/not-a-moderator");
        for (var wrong : List.<Map<String, Object>>of(
                Map.of("playerId", "bob"),
                Map.of("seconds", 5),
                Map.of("deed", "ban", "seconds", 0),
                Map.of("reason", "x".repeat(201)))) {
            var data = new HashMap<String, Object>(Map.of("room", room, "playerId", "plr_bob", "deed", "kick"));
            data.putAll(wrong);
            assertThat(HALL.outcome(mia, "moderate", data)).as("%s", wrong).isEqualTo("voice/unreadable");
        }
        assertThat(HALL.rooms(bob)).containsExactly(room);
        assertThat(audit(room)).isEmpty();
    }

    @Test
    void everyDeedIsWrittenDown() {
        var room = HALL.party("mia");
        var mia = HALL.greetIn("mia", room);
        HALL.greetIn("bob", room);
        moderate(mia, room, "bob", "mute");
        HALL.server.clock().advance(Duration.ofSeconds(1));
        HALL.say(
                mia,
                "moderate",
                Map.of("room", room, "playerId", "plr_bob", "deed", "ban", "seconds", 60, "reason", "spam"));

        var page = HALL.server
                .as("mia")
                .get("/v1/voice/rooms/" + room + "/moderation")
                .isOk();

        assertThat(page.json("/items").size()).isEqualTo(2);
        assertThat(page.string("/items/0/deed")).isEqualTo("ban");
        assertThat(page.string("/items/0/by")).isEqualTo("plr_mia");
        assertThat(page.string("/items/0/playerId")).isEqualTo("plr_bob");
        assertThat(page.string("/items/0/reason")).isEqualTo("spam");
        assertThat(page.string("/items/0/until"))
                .isEqualTo(HALL.server.clock().instant().plusSeconds(60).toString());
        assertThat(page.string("/items/1/deed")).isEqualTo("mute");
        HALL.server.as("bob").get("/v1/voice/rooms/" + room + "/moderation").isRefused(403, "voice/not-a-moderator");
        var first = HALL.server
                .asOperator()
                .get("/v1/voice/rooms/" + room + "/moderation?limit=1")
                .isOk();
        var second = HALL.server
                .asOperator()
                .get("/v1/voice/rooms/" + room + "/moderation?limit=1&cursor=" + first.string("/nextCursor"))
                .isOk();
        assertThat(second.string("/items/0/deed")).isEqualTo("mute");
        HALL.server
                .asOperator()
                .get("/v1/voice/rooms/other/moderation?limit=1&cursor=" + first.string("/nextCursor"))
                .isRefused(400, "platform/cursor-invalid");
    }

    @Test
    void operatorsModerateTheLobbyAndOwners() {
        var room = HALL.party("mia");
        var mia = HALL.greetIn("mia", room);
        var bob = HALL.greet("bob");

        HALL.operator(room, "mia", "kick");
        HALL.operator(LOBBY, "bob", "ban");

        assertThat(HALL.rooms(mia)).containsExactly(LOBBY);
        assertThat(HALL.rooms(bob)).as("nowhere").isEmpty();
        var late = HALL.greet("bob");
        assertThat(HALL.rooms(late)).as("let in, but not into the lobby").isEmpty();
        assertThat(HALL.outcome(late, "join", Map.of("room", room))).isEqualTo("ok");
        HALL.operator(LOBBY, "bob", "unban");
    }

    @Test
    void aDeedOverHttpTakesEffectOnce() {
        var room = HALL.party("mia");
        var bob = HALL.greetIn("bob", room);

        var first = deed("mia", room, "bob", "kick", "k1").isCreated();
        HALL.join(bob, room);
        var again = deed("mia", room, "bob", "kick", "k1").isCreated();

        assertThat(again.isReplayed()).isTrue();
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(HALL.rooms(bob)).containsExactly(room);
        deed("bob", room, "mia", "kick", "k2").isRefused(403, "voice/not-a-moderator");
        deed("mia", room, "nobody", "kick", "k3").isRefused(404, "voice/member-not-found");
        deed("mia", room, "bob", "hug", "k4").isRefused(400, "platform/invalid");
        HALL.server
                .asGameServer()
                .post(
                        "/v1/voice/rooms/" + room + "/moderation",
                        Map.of("playerId", "plr_bob", "deed", "kick"),
                        HALL.fresh("key"))
                .isRefused(403, "platform/not-allowed");
        assertThat(audit(room)).hasSize(1);
    }

    @Test
    void aPlayerWithManyConnectionsIsPutOutOfAll() {
        var room = HALL.party("mia");
        var mia = HALL.greetIn("mia", room);
        for (int i = 0; i < 90; i++) {
            HALL.join(HALL.connect("bob"), room);
        }

        assertThat(moderate(mia, room, "bob", "ban")).isEqualTo("ok");

        assertThat(HALL.table().members(room)).hasSize(1);
        assertThat(audit(room)).hasSize(1);
    }

    private static List<AuditEntry> audit(String room) {
        return HALL.all(AuditEntry.class).stream()
                .filter(each -> each.room().equals(room))
                .toList();
    }

    private ApiAnswer deed(String by, String room, String subject, String deed, String key) {
        return HALL.server
                .as(by)
                .post(
                        "/v1/voice/rooms/" + room + "/moderation",
                        Map.of("playerId", "plr_" + subject, "deed", deed),
                        key);
    }
}
