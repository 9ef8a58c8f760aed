package com.necpgame.voice.room;

import static com.necpgame.voice.room.Membership.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.voice.live.Cast;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Coming, going, and who hears whom, over the socket. */
class RoomActionsTest {
    private static final Hall HALL = new Hall(Map.of("necpgame.voice.room.rooms-per-connection-max", 2));

    @AfterEach
    void empty() {
        HALL.empty();
    }

    @AfterAll
    static void close() {
        HALL.close();
    }

    @Test
    void aConnectionThatSaysNothingStandsInTheLobby() {
        var ada = HALL.connect("ada");
        var bob = HALL.connect("bob");

        assertThat(HALL.spotlight().seated(LOBBY)).containsExactly(ada, bob);
        assertThat(HALL.seat(LOBBY, ada).mayTalk()).isTrue();
        assertThat(HALL.seat(LOBBY, ada).binary()).isFalse();
        assertThat(HALL.sockets().told(ada))
                .as("the source's clients know no other messages")
                .isEmpty();

        HALL.disconnect(ada);

        assertThat(HALL.spotlight().seated(LOBBY)).containsExactly(bob);
        assertThat(HALL.rooms(ada)).isEmpty();
    }

    @Test
    void welcomesWithWhatWasAgreed() {
        var ada = HALL.connect("ada");

        var welcome = HALL.say(ada, "hello", Map.of("framing", "binary", "codecs", List.of("opus"), "echo", true));

        assertThat(welcome.path("connectionId").asString()).isEqualTo(ada);
        assertThat(welcome.path("playerId").asString()).isEqualTo("plr_ada");
        assertThat(welcome.path("ssrc").asInt()).isPositive();
        assertThat(welcome.path("binary").asBoolean()).isTrue();
        assertThat(welcome.path("framing").asString()).isEqualTo("binary");
        assertThat(welcome.at("/limits/messageBytes").asInt()).isEqualTo(131_072);
        assertThat(welcome.at("/limits/frameBytes").asInt()).isEqualTo(1936);
        assertThat(welcome.at("/limits/rooms").asInt()).isEqualTo(2);
        assertThat(welcome.path("resumed").asBoolean()).isFalse();
        assertThat(welcome.at("/rooms/0/room").asString()).isEqualTo(LOBBY);
        assertThat(welcome.at("/rooms/0/alias").asInt()).isBetween(1, 65_534);
        var seat = HALL.seat(LOBBY, ada);
        assertThat(List.of(seat.binary(), seat.opus(), seat.echo())).containsOnly(true);
        assertThat(seat.ssrc()).isEqualTo(welcome.path("ssrc").asInt());
    }

    @Test
    void joinsARoomAndComesBackToTheLobby() {
        var room = HALL.room("team", "open");
        var ada = HALL.greet("ada");
        var bob = HALL.greetIn("bob", room);

        var joined = HALL.join(ada, room);

        assertThat(joined.path("type").asString()).isEqualTo("team");
        assertThat(joined.path("recording").asString()).isEqualTo("off");
        assertThat(joined.path("mayTalk").asBoolean()).isTrue();
        assertThat(joined.path("moderator").asBoolean()).isFalse();
        assertThat(joined.path("members")
                        .valueStream()
                        .map(each -> each.path("playerId").asString()))
                .containsExactly("plr_bob", "plr_ada");
        assertThat(HALL.rooms(ada)).containsExactly(room);
        assertThat(HALL.presence(bob, room)).containsExactly("joined plr_ada");
        assertThat(HALL.told(ada, "left")).as("of the lobby").hasSize(1);

        assertThat(HALL.outcome(ada, "leave", Map.of("room", room))).isEqualTo("ok");

        assertThat(HALL.rooms(ada)).containsExactly(LOBBY);
        assertThat(HALL.spotlight().seated(room)).containsExactly(bob);
        assertThat(HALL.presence(bob, room)).containsExactly("joined plr_ada", "left plr_ada");
        assertThat(HALL.told(ada, "joined").getLast().path("room").asString()).isEqualTo(LOBBY);
    }

    @Test
    void joiningAndLeavingTwiceIsJoiningAndLeavingOnce() {
        var room = HALL.room("team", "open");
        var ada = HALL.greet("ada");

        var first = HALL.join(ada, room);
        var second = HALL.join(ada, room);

        assertThat(second).isEqualTo(first);
        assertThat(HALL.table().members(room)).hasSize(1);
        assertThat(HALL.outcome(ada, "leave", Map.of("room", room))).isEqualTo("ok");
        assertThat(HALL.outcome(ada, "leave", Map.of("room", room))).isEqualTo("ok");
        assertThat(HALL.outcome(ada, "leave", Map.of("room", "never-was"))).isEqualTo("ok");
        assertThat(HALL.rooms(ada)).containsExactly(LOBBY);
    }

    @Test
    void refusesWhoMayNotComeIn() {
        var open = HALL.room("team", "open");
        var locked = HALL.room("team", "token");
        var small = HALL.room(Map.of("type", "session", "join", "open", "membersMax", 2));
        HALL.greetIn("bob", small);
        HALL.greetIn("cy", small);
        var ada = HALL.greet("ada");
        HALL.operator(open, "eve", "ban");
        var eve = HALL.greet("eve");

        assertThat(HALL.outcome(eve, "join", Map.of("room", open))).isEqualTo("voice/banned");
        assertThat(HALL.outcome(ada, "join", Map.of("room", "nowhere"))).isEqualTo("voice/room-not-found");
        assertThat(HALL.outcome(ada, "join", Map.of("room", locked))).isEqualTo("voice/token-needed");
        assertThat(HALL.outcome(ada, "join", Map.of("room", small))).isEqualTo("voice/room-full");
        HALL.join(ada, open);
        assertThat(HALL.outcome(ada, "join", Map.of("room", LOBBY))).isEqualTo("platform/not-allowed");
        HALL.join(ada, HALL.room("team", "open"));
        assertThat(HALL.outcome(ada, "join", Map.of("room", HALL.room("team", "open"))))
                .isEqualTo("voice/too-many-rooms");
        assertThat(HALL.outcome(ada, "join", Map.of())).isEqualTo("voice/unreadable");
        assertThat(HALL.outcome(ada, "join", Map.of("room", Map.of("id", 1)))).isEqualTo("voice/unreadable");
        assertThat(HALL.rooms(ada)).hasSize(2).contains(open);
        assertThat(HALL.spotlight().seated(open)).doesNotContain(eve);
    }

    @Test
    void aTokenIsGoodForItsPlayerItsRoomAndItsTime() {
        var room = HALL.room("team", "token");
        var other = HALL.room("team", "token");
        var ada = HALL.greet("ada");
        var token = HALL.token(room, "ada", "member");
        var payload = token.substring(0, token.indexOf('.'));
        var foreign = HALL.token(room, "bob", "member");

        for (var bad : List.of(
                foreign,
                HALL.token(other, "ada", "member"),
                token.substring(0, token.length() - 4) + "AAAA",
                payload,
                payload + ".",
                "x" + token,
                "*.*",
                foreign.substring(0, foreign.indexOf('.')) + token.substring(token.indexOf('.')))) {
            assertThat(HALL.outcome(ada, "join", Map.of("room", room, "token", bad)))
                    .as(bad)
                    .isEqualTo("voice/token-invalid");
        }
        assertThat(HALL.outcome(ada, "join", Map.of("room", room, "token", "x".repeat(2000))))
                .isEqualTo("voice/unreadable");
        assertThat(HALL.outcome(ada, "join", Map.of("room", room, "token", token)))
                .isEqualTo("ok");
        HALL.say(ada, "leave", Map.of("room", room));
        HALL.server.clock().advance(Duration.ofHours(1));
        assertThat(HALL.outcome(ada, "join", Map.of("room", room, "token", token)))
                .isEqualTo("voice/token-invalid");
    }

    @Test
    void theRoleOfATokenSaysWhatAMemberMay() {
        var room = HALL.room("broadcast", "token");
        var roles = Map.of("mia", "moderator", "ada", "member", "lin", "listener", "pri", "priority");
        roles.forEach((subject, role) -> {
            var id = HALL.greet(subject);
            var joined = HALL.say(id, "join", Map.of("room", room, "token", HALL.token(room, subject, role)));

            var moderates = role.equals("moderator");
            assertThat(joined.path("moderator").asBoolean()).isEqualTo(moderates);
            assertThat(joined.path("mayTalk").asBoolean())
                    .as("only moderators talk in a broadcast")
                    .isEqualTo(moderates);
            assertThat(HALL.seat(room, id).mayTalk()).isEqualTo(moderates);
            assertThat(HALL.seat(room, id).priority()).isEqualTo(role.equals("priority"));
        });

        var team = HALL.room("team", "token");
        var lin = HALL.greet("lin");
        HALL.say(lin, "join", Map.of("room", team, "token", HALL.token(team, "lin", "listener")));
        assertThat(HALL.seat(team, lin).mayTalk()).isFalse();
        var ada = HALL.greet("ada");
        HALL.say(ada, "join", Map.of("room", team, "listenOnly", true, "token", HALL.token(team, "ada", "member")));
        assertThat(HALL.seat(team, ada).mayTalk()).isFalse();
    }

    @Test
    void microphoneEarsAndPushToTalkHoldInAllRooms() {
        var one = HALL.room("team", "open");
        var two = HALL.room("party", "open");
        var ada = HALL.greetIn("ada", one);
        HALL.join(ada, two);
        var bob = HALL.greetIn("bob", one);

        HALL.say(ada, "mute", Map.of("on", true));
        assertThat(HALL.seat(one, ada).mayTalk()).isFalse();
        assertThat(HALL.seat(two, ada).mayTalk()).isFalse();
        assertThat(HALL.presence(bob, one)).containsExactly("changed plr_ada");
        HALL.say(ada, "mute", Map.of("on", false));
        assertThat(HALL.seat(one, ada).mayTalk()).isTrue();

        HALL.say(ada, "deafen", Map.of("on", true));
        assertThat(HALL.seat(two, ada).deafened()).isTrue();
        HALL.say(ada, "deafen", Map.of("on", false));
        assertThat(HALL.seat(two, ada).deafened()).isFalse();

        HALL.say(ada, "ptt", Map.of("enabled", true, "pressed", false));
        assertThat(HALL.seat(two, ada).mayTalk()).isFalse();
        HALL.say(ada, "ptt", Map.of("enabled", true, "pressed", true));
        assertThat(HALL.seat(two, ada).mayTalk()).isTrue();
        HALL.say(ada, "ptt", Map.of("enabled", false, "pressed", false));
        assertThat(HALL.seat(two, ada).mayTalk()).isTrue();
        assertThat(HALL.spotlight().late).isEmpty();
    }

    @Test
    void aMutedMicrophoneStaysMutedInTheNextRoom() {
        var ada = HALL.greet("ada");
        HALL.say(ada, "mute", Map.of("on", true));

        var room = HALL.room("team", "open");
        HALL.join(ada, room);

        assertThat(HALL.seat(room, ada).mayTalk()).isFalse();
    }

    @Test
    void consentIsAskedOfMembersAndHoldsWhenTheyComeAgain() {
        var room = HALL.room(Map.of("type", "team", "join", "open", "recording", "on"));
        var ada = HALL.greetIn("ada", room);
        var bob = HALL.greet("bob");
        assertThat(HALL.seat(room, ada).consents()).isFalse();

        assertThat(HALL.outcome(bob, "consent", Map.of("room", room, "on", true)))
                .isEqualTo("voice/not-a-member");
        assertThat(HALL.outcome(ada, "consent", Map.of("room", room, "on", true)))
                .isEqualTo("ok");
        HALL.say(ada, "leave", Map.of("room", room));
        HALL.join(ada, room);

        assertThat(HALL.seat(room, ada).consents()).isTrue();
        assertThat(HALL.spotlight().casts().get(room).recording()).isEqualTo(Cast.Recording.ON);
    }

    @Test
    void refusesWhatMakesNoSense() {
        var ada = HALL.greet("ada");

        assertThat(HALL.outcome(ada, "hello", Map.of("codecs", List.of("mp3")))).isEqualTo("voice/codec-unknown");
        assertThat(HALL.outcome(ada, "hello", Map.of("framing", "pigeon"))).isEqualTo("voice/unreadable");
        assertThat(HALL.outcome(ada, "mute", Map.of())).isEqualTo("voice/unreadable");
        assertThat(HALL.outcome(ada, "mute", Map.of("on", true, "playerId", "plr_ada")))
                .isEqualTo("voice/unreadable");
        assertThat(HALL.outcome(ada, "block", Map.of("on", true, "playerId", "bob")))
                .isEqualTo("voice/unreadable");
        assertThat(HALL.outcome(ada, "deafen", Map.of("on", Map.of("is", true))))
                .isEqualTo("voice/unreadable");
        assertThat(HALL.outcome(ada, "ptt", Map.of("enabled", true))).isEqualTo("voice/unreadable");
        assertThat(HALL.outcome(ada, "ping", Map.of("t", List.of(1)))).isEqualTo("voice/unreadable");
        assertThat(HALL.outcome(ada, "dance", Map.of())).isEqualTo("voice/unknown-action");
        assertThat(HALL.outcome("con_nobody", "mute", Map.of("on", true))).isEqualTo("voice/not-a-member");
    }

    @Test
    void answersPingsAndTakesStatsNowAndThen() {
        var ada = HALL.greet("ada");
        Map<String, Object> stats = Map.of("jitterMs", 12.5, "late", 3, "inserted", 1, "lost", 2, "rttMs", 40);

        assertThat(HALL.say(ada, "ping", Map.of("t", 17)).path("t").asInt()).isEqualTo(17);
        assertThat(HALL.outcome(ada, "stats", stats)).isEqualTo("ok");
        assertThat(HALL.outcome(ada, "stats", stats)).isEqualTo("voice/too-many-messages");
        HALL.server.clock().advance(Duration.ofSeconds(5));
        assertThat(HALL.outcome(ada, "stats", stats)).isEqualTo("ok");
        assertThat(HALL.outcome(ada, "stats", Map.of("jitterMs", -1, "late", 0, "inserted", 0, "lost", 0, "rttMs", 1)))
                .isEqualTo("voice/unreadable");
        var meters = HALL.server.bean(MeterRegistry.class);
        assertThat(meters.get("necpgame.voice.client.frames")
                        .tag("fate", "late")
                        .counter()
                        .count())
                .isEqualTo(6);
    }
}
