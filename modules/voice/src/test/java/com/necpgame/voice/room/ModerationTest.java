package com.necpgame.voice.room;

import static com.necpgame.voice.room.Membership.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.ApiAnswer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What moderators and operators do to members, and what is written down of it. */
class ModerationTest {
    private final Hall hall = new Hall();

    @AfterEach
    void close() {
        hall.close();
    }

    private String moderate(String connectionId, String room, String subject, String deed) {
        return hall.outcome(
                connectionId, "moderate", Map.of("room", room, "playerId", "plr_" + subject, "deed", deed));
    }

    @Test
    void aKickedPlayerIsOutOnAllConnectionsAndMayComeAgain() {
        var room = hall.party("mia");
        var mia = hall.greetIn("mia", room);
        var first = hall.greetIn("bob", room);
        var second = hall.greetIn("bob", room);

        var answer = hall.say(
                mia, "moderate", Map.of("room", room, "playerId", "plr_bob", "deed", "kick", "reason", "too loud"));

        assertThat(answer.path("deed").asString()).isEqualTo("kick");
        for (var connection : List.of(first, second)) {
            var kicked = hall.told(connection, "kicked").getFirst();
            assertThat(kicked.path("reason").asString()).isEqualTo("too loud");
            assertThat(kicked.path("banned").asBoolean()).isFalse();
            assertThat(hall.rooms(connection)).containsExactly(LOBBY);
        }
        assertThat(hall.spotlight().seated(room)).containsExactly(mia);
        assertThat(hall.outcome(first, "join", Map.of("room", room))).isEqualTo("ok");
        assertThat(moderate(mia, room, "cy", "kick")).isEqualTo("voice/member-not-found");
    }

    @Test
    void aBanHoldsForItsTimeOnAllConnections() {
        var room = hall.party("mia");
        var mia = hall.greetIn("mia", room);
        var bob = hall.greetIn("bob", room);

        hall.say(mia, "moderate", Map.of("room", room, "playerId", "plr_bob", "deed", "ban", "seconds", 60));

        assertThat(hall.told(bob, "kicked").getFirst().path("banned").asBoolean()).isTrue();
        assertThat(hall.outcome(bob, "join", Map.of("room", room))).isEqualTo("voice/banned");
        assertThat(hall.outcome(hall.greet("bob"), "join", Map.of("room", room))).isEqualTo("voice/banned");
        assertThat(hall.outcome(bob, "join", Map.of("room", room, "token", hall.token(room, "bob", "moderator"))))
                .isEqualTo("voice/banned");
        hall.server.clock().advance(Duration.ofSeconds(60));
        assertThat(hall.outcome(bob, "join", Map.of("room", room))).isEqualTo("ok");
    }

    @Test
    void aBanWithoutAnEndIsLifted() {
        var room = hall.party("mia");
        var mia = hall.greetIn("mia", room);
        var bob = hall.greet("bob");

        assertThat(moderate(mia, room, "bob", "ban")).as("also of who is not there").isEqualTo("ok");
        hall.server.clock().advance(Duration.ofDays(10_000));
        assertThat(hall.outcome(bob, "join", Map.of("room", room))).isEqualTo("voice/banned");
        assertThat(moderate(mia, room, "bob", "unban")).isEqualTo("ok");
        assertThat(moderate(mia, room, "bob", "unban")).isEqualTo("voice/member-not-found");
        assertThat(hall.outcome(bob, "join", Map.of("room", room))).isEqualTo("ok");
    }

    @Test
    void whoIsMutedForAllStaysSoWhenTheyComeAgain() {
        var room = hall.party("mia");
        var mia = hall.greetIn("mia", room);
        var bob = hall.greetIn("bob", room);

        assertThat(moderate(mia, room, "bob", "mute")).isEqualTo("ok");
        assertThat(hall.seat(room, bob).mayTalk()).isFalse();
        assertThat(hall.told(bob, "presence").getLast().at("/member/mayTalk").asBoolean()).isFalse();
        hall.say(bob, "mute", Map.of("on", false));
        assertThat(hall.seat(room, bob).mayTalk()).as("not theirs to lift").isFalse();
        hall.say(bob, "leave", Map.of("room", room));
        hall.join(bob, room);
        assertThat(hall.seat(room, bob).mayTalk()).isFalse();
        assertThat(moderate(mia, room, "bob", "unmute")).isEqualTo("ok");
        assertThat(hall.seat(room, bob).mayTalk()).isTrue();
    }

    @Test
    void moderatorsAreMadeAndUnmade() {
        var room = hall.party("mia");
        var mia = hall.greetIn("mia", room);
        var bob = hall.greetIn("bob", room);
        var cy = hall.greetIn("cy", room);

        assertThat(moderate(bob, room, "cy", "kick")).isEqualTo("voice/not-a-moderator");
        assertThat(moderate(mia, room, "bob", "moderator")).isEqualTo("ok");
        assertThat(moderate(bob, room, "cy", "kick")).isEqualTo("ok");
        assertThat(moderate(bob, room, "mia", "ban")).as("the owner").isEqualTo("voice/not-a-moderator");
        assertThat(moderate(mia, room, "bob", "member")).isEqualTo("ok");
        assertThat(moderate(bob, room, "mia", "kick")).isEqualTo("voice/not-a-moderator");
        hall.say(bob, "leave", Map.of("room", room));
        hall.say(bob, "join", Map.of("room", room, "token", hall.token(room, "bob", "moderator")));
        assertThat(moderate(bob, room, "cy", "ban"))
                .as("an older token makes no moderator again")
                .isEqualTo("voice/not-a-moderator");
        assertThat(hall.rooms(cy)).containsExactly(LOBBY);
    }

    @Test
    void refusesDeedsThatMakeNoSense() {
        var room = hall.party("mia");
        var mia = hall.greetIn("mia", room);
        var bob = hall.greetIn("bob", room);

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
            assertThat(hall.outcome(mia, "moderate", data)).as("%s", wrong).isEqualTo("voice/unreadable");
        }
        assertThat(hall.rooms(bob)).containsExactly(room);
        assertThat(hall.all(AuditEntry.class)).isEmpty();
    }

    @Test
    void everyDeedIsWrittenDown() {
        var room = hall.party("mia");
        var mia = hall.greetIn("mia", room);
        hall.greetIn("bob", room);
        moderate(mia, room, "bob", "mute");
        hall.server.clock().advance(Duration.ofSeconds(1));
        hall.say(
                mia,
                "moderate",
                Map.of("room", room, "playerId", "plr_bob", "deed", "ban", "seconds", 60, "reason", "spam"));

        var page = hall.server.as("mia").get("/v1/voice/rooms/" + room + "/moderation").isOk();

        assertThat(page.json("/items").size()).isEqualTo(2);
        assertThat(page.string("/items/0/deed")).isEqualTo("ban");
        assertThat(page.string("/items/0/by")).isEqualTo("plr_mia");
        assertThat(page.string("/items/0/playerId")).isEqualTo("plr_bob");
        assertThat(page.string("/items/0/reason")).isEqualTo("spam");
        assertThat(page.string("/items/0/until")).isEqualTo("2026-11-20T10:01:01Z");
        assertThat(page.string("/items/1/deed")).isEqualTo("mute");
        hall.server
                .as("bob")
                .get("/v1/voice/rooms/" + room + "/moderation")
                .isRefused(403, "voice/not-a-moderator");
        var first = hall.server.asOperator().get("/v1/voice/rooms/" + room + "/moderation?limit=1").isOk();
        var second = hall.server
                .asOperator()
                .get("/v1/voice/rooms/" + room + "/moderation?limit=1&cursor=" + first.string("/nextCursor"))
                .isOk();
        assertThat(second.string("/items/0/deed")).isEqualTo("mute");
        hall.server
                .asOperator()
                .get("/v1/voice/rooms/other/moderation?limit=1&cursor=" + first.string("/nextCursor"))
                .isRefused(400, "platform/cursor-invalid");
    }

    @Test
    void operatorsModerateTheLobbyAndOwners() {
        var room = hall.party("mia");
        var mia = hall.greetIn("mia", room);
        var bob = hall.greet("bob");

        hall.operator(room, "mia", "kick");
        hall.operator(LOBBY, "bob", "ban");

        assertThat(hall.rooms(mia)).containsExactly(LOBBY);
        assertThat(hall.rooms(bob)).as("nowhere").isEmpty();
        var late = hall.greet("bob");
        assertThat(hall.rooms(late)).as("let in, but not into the lobby").isEmpty();
        assertThat(hall.outcome(late, "join", Map.of("room", room))).isEqualTo("ok");
    }

    @Test
    void aDeedOverHttpTakesEffectOnce() {
        var room = hall.party("mia");
        var bob = hall.greetIn("bob", room);

        var first = deed("mia", room, "bob", "kick", "k1").isCreated();
        hall.join(bob, room);
        var again = deed("mia", room, "bob", "kick", "k1").isCreated();

        assertThat(again.isReplayed()).isTrue();
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(hall.rooms(bob)).containsExactly(room);
        deed("bob", room, "mia", "kick", "k2").isRefused(403, "voice/not-a-moderator");
        deed("mia", room, "nobody", "kick", "k3").isRefused(404, "voice/member-not-found");
        deed("mia", room, "bob", "hug", "k4").isRefused(400, "platform/invalid");
        hall.server
                .asGameServer()
                .post(
                        "/v1/voice/rooms/" + room + "/moderation",
                        Map.of("playerId", "plr_bob", "deed", "kick"),
                        hall.fresh("key"))
                .isRefused(403, "platform/not-allowed");
        assertThat(hall.all(AuditEntry.class)).hasSize(1);
    }

    @Test
    void aPlayerWithManyConnectionsIsPutOutOfAll() {
        var room = hall.party("mia");
        var mia = hall.greetIn("mia", room);
        for (int i = 0; i < 90; i++) {
            hall.join(hall.connect("bob"), room);
        }

        assertThat(moderate(mia, room, "bob", "ban")).isEqualTo("ok");

        assertThat(hall.table().members(room)).hasSize(1);
        assertThat(hall.all(AuditEntry.class)).hasSize(1);
    }

    private ApiAnswer deed(String by, String room, String subject, String deed, String key) {
        return hall.server
                .as(by)
                .post(
                        "/v1/voice/rooms/" + room + "/moderation",
                        Map.of("playerId", "plr_" + subject, "deed", deed),
                        key);
    }
}
