package com.necpgame.voice.room;

import static com.necpgame.voice.room.Membership.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.voice.live.Cast;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Coming, going, and who hears whom, over the socket. */
class RoomActionsTest {
    private final Hall hall = new Hall(Map.of("necpgame.voice.room.rooms-per-connection-max", 2));

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void aConnectionThatSaysNothingStandsInTheLobby() {
        var ada = hall.connect("ada");
        var bob = hall.connect("bob");

        assertThat(hall.spotlight().seated(LOBBY)).containsExactly(ada, bob);
        assertThat(hall.seat(LOBBY, ada).mayTalk()).isTrue();
        assertThat(hall.seat(LOBBY, ada).binary()).isFalse();
        assertThat(hall.sockets().told(ada)).as("the source's clients know no other messages").isEmpty();

        hall.disconnect(ada);

        assertThat(hall.spotlight().seated(LOBBY)).containsExactly(bob);
        assertThat(hall.rooms(ada)).isEmpty();
    }

    @Test
    void welcomesWithWhatWasAgreed() {
        var ada = hall.connect("ada");

        var welcome = hall.say(ada, "hello", Map.of("framing", "binary", "codecs", List.of("opus"), "echo", true));

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
        var seat = hall.seat(LOBBY, ada);
        assertThat(List.of(seat.binary(), seat.opus(), seat.echo())).containsOnly(true);
        assertThat(seat.ssrc()).isEqualTo(welcome.path("ssrc").asInt());
    }

    @Test
    void joinsARoomAndComesBackToTheLobby() {
        var room = hall.room("team", "open");
        var ada = hall.greet("ada");
        var bob = hall.greetIn("bob", room);

        var joined = hall.join(ada, room);

        assertThat(joined.path("type").asString()).isEqualTo("team");
        assertThat(joined.path("recording").asString()).isEqualTo("off");
        assertThat(joined.path("mayTalk").asBoolean()).isTrue();
        assertThat(joined.path("moderator").asBoolean()).isFalse();
        assertThat(joined.path("members").valueStream().map(each -> each.path("playerId").asString()))
                .containsExactly("plr_bob", "plr_ada");
        assertThat(hall.rooms(ada)).containsExactly(room);
        assertThat(hall.presence(bob, room)).containsExactly("joined plr_ada");
        assertThat(hall.told(ada, "left")).as("of the lobby").hasSize(1);

        assertThat(hall.outcome(ada, "leave", Map.of("room", room))).isEqualTo("ok");

        assertThat(hall.rooms(ada)).containsExactly(LOBBY);
        assertThat(hall.spotlight().seated(room)).containsExactly(bob);
        assertThat(hall.presence(bob, room)).containsExactly("joined plr_ada", "left plr_ada");
        assertThat(hall.told(ada, "joined").getLast().path("room").asString()).isEqualTo(LOBBY);
    }

    @Test
    void joiningAndLeavingTwiceIsJoiningAndLeavingOnce() {
        var room = hall.room("team", "open");
        var ada = hall.greet("ada");

        var first = hall.join(ada, room);
        var second = hall.join(ada, room);

        assertThat(second).isEqualTo(first);
        assertThat(hall.table().members(room)).hasSize(1);
        assertThat(hall.outcome(ada, "leave", Map.of("room", room))).isEqualTo("ok");
        assertThat(hall.outcome(ada, "leave", Map.of("room", room))).isEqualTo("ok");
        assertThat(hall.outcome(ada, "leave", Map.of("room", "never-was"))).isEqualTo("ok");
        assertThat(hall.rooms(ada)).containsExactly(LOBBY);
    }

    @Test
    void refusesWhoMayNotComeIn() {
        var open = hall.room("team", "open");
        var locked = hall.room("team", "token");
        var small = hall.room(Map.of("type", "session", "join", "open", "membersMax", 2));
        hall.greetIn("bob", small);
        hall.greetIn("cy", small);
        var ada = hall.greet("ada");
        hall.operator(open, "eve", "ban");
        var eve = hall.greet("eve");

        assertThat(hall.outcome(eve, "join", Map.of("room", open))).isEqualTo("voice/banned");
        assertThat(hall.outcome(ada, "join", Map.of("room", "nowhere"))).isEqualTo("voice/room-not-found");
        assertThat(hall.outcome(ada, "join", Map.of("room", locked))).isEqualTo("voice/token-needed");
        assertThat(hall.outcome(ada, "join", Map.of("room", small))).isEqualTo("voice/room-full");
        hall.join(ada, open);
        assertThat(hall.outcome(ada, "join", Map.of("room", LOBBY))).isEqualTo("platform/not-allowed");
        hall.join(ada, hall.room("team", "open"));
        assertThat(hall.outcome(ada, "join", Map.of("room", hall.room("team", "open"))))
                .isEqualTo("voice/too-many-rooms");
        assertThat(hall.outcome(ada, "join", Map.of())).isEqualTo("voice/unreadable");
        assertThat(hall.outcome(ada, "join", Map.of("room", List.of(1)))).isEqualTo("voice/unreadable");
        assertThat(hall.rooms(ada)).hasSize(2).contains(open);
        assertThat(hall.spotlight().seated(open)).doesNotContain(eve);
    }

    @Test
    void aTokenIsGoodForItsPlayerItsRoomAndItsTime() {
        var room = hall.room("team", "token");
        var other = hall.room("team", "token");
        var ada = hall.greet("ada");
        var token = hall.token(room, "ada", "member");
        var payload = token.substring(0, token.indexOf('.'));
        var foreign = hall.token(room, "bob", "member");

        for (var bad : List.of(
                foreign,
                hall.token(other, "ada", "member"),
                token.substring(0, token.length() - 4) + "AAAA",
                payload,
                payload + ".",
                "x" + token,
                "*.*",
                foreign.substring(0, foreign.indexOf('.')) + token.substring(token.indexOf('.')))) {
            assertThat(hall.outcome(ada, "join", Map.of("room", room, "token", bad)))
                    .as(bad)
                    .isEqualTo("voice/token-invalid");
        }
        assertThat(hall.outcome(ada, "join", Map.of("room", room, "token", "x".repeat(2000))))
                .isEqualTo("voice/unreadable");
        assertThat(hall.outcome(ada, "join", Map.of("room", room, "token", token))).isEqualTo("ok");
        hall.say(ada, "leave", Map.of("room", room));
        hall.server.clock().advance(Duration.ofHours(1));
        assertThat(hall.outcome(ada, "join", Map.of("room", room, "token", token)))
                .isEqualTo("voice/token-invalid");
    }

    @Test
    void theRoleOfATokenSaysWhatAMemberMay() {
        var room = hall.room("broadcast", "token");
        var roles = Map.of("mia", "moderator", "ada", "member", "lin", "listener", "pri", "priority");
        roles.forEach((subject, role) -> {
            var id = hall.greet(subject);
            var joined = hall.say(id, "join", Map.of("room", room, "token", hall.token(room, subject, role)));

            var moderates = role.equals("moderator");
            assertThat(joined.path("moderator").asBoolean()).isEqualTo(moderates);
            assertThat(joined.path("mayTalk").asBoolean()).as("only moderators talk in a broadcast").isEqualTo(moderates);
            assertThat(hall.seat(room, id).mayTalk()).isEqualTo(moderates);
            assertThat(hall.seat(room, id).priority()).isEqualTo(role.equals("priority"));
        });

        var team = hall.room("team", "token");
        var lin = hall.greet("lin");
        hall.say(lin, "join", Map.of("room", team, "token", hall.token(team, "lin", "listener")));
        assertThat(hall.seat(team, lin).mayTalk()).isFalse();
        var ada = hall.greet("ada");
        hall.say(ada, "join", Map.of("room", team, "listenOnly", true, "token", hall.token(team, "ada", "member")));
        assertThat(hall.seat(team, ada).mayTalk()).isFalse();
    }

    @Test
    void microphoneEarsAndPushToTalkHoldInAllRooms() {
        var one = hall.room("team", "open");
        var two = hall.room("party", "open");
        var ada = hall.greetIn("ada", one);
        hall.join(ada, two);
        var bob = hall.greetIn("bob", one);

        hall.say(ada, "mute", Map.of("on", true));
        assertThat(hall.seat(one, ada).mayTalk()).isFalse();
        assertThat(hall.seat(two, ada).mayTalk()).isFalse();
        assertThat(hall.presence(bob, one)).containsExactly("changed plr_ada");
        hall.say(ada, "mute", Map.of("on", false));
        assertThat(hall.seat(one, ada).mayTalk()).isTrue();

        hall.say(ada, "deafen", Map.of("on", true));
        assertThat(hall.seat(two, ada).deafened()).isTrue();
        hall.say(ada, "deafen", Map.of("on", false));
        assertThat(hall.seat(two, ada).deafened()).isFalse();

        hall.say(ada, "ptt", Map.of("enabled", true, "pressed", false));
        assertThat(hall.seat(two, ada).mayTalk()).isFalse();
        hall.say(ada, "ptt", Map.of("enabled", true, "pressed", true));
        assertThat(hall.seat(two, ada).mayTalk()).isTrue();
        hall.say(ada, "ptt", Map.of("enabled", false, "pressed", false));
        assertThat(hall.seat(two, ada).mayTalk()).isTrue();
        assertThat(hall.spotlight().late).isEmpty();
    }

    @Test
    void aMutedMicrophoneStaysMutedInTheNextRoom() {
        var ada = hall.greet("ada");
        hall.say(ada, "mute", Map.of("on", true));

        var room = hall.room("team", "open");
        hall.join(ada, room);

        assertThat(hall.seat(room, ada).mayTalk()).isFalse();
    }

    @Test
    void consentIsAskedOfMembersAndHoldsWhenTheyComeAgain() {
        var room = hall.room(Map.of("type", "team", "join", "open", "recording", "on"));
        var ada = hall.greetIn("ada", room);
        var bob = hall.greet("bob");
        assertThat(hall.seat(room, ada).consents()).isFalse();

        assertThat(hall.outcome(bob, "consent", Map.of("room", room, "on", true))).isEqualTo("voice/not-a-member");
        assertThat(hall.outcome(ada, "consent", Map.of("room", room, "on", true))).isEqualTo("ok");
        hall.say(ada, "leave", Map.of("room", room));
        hall.join(ada, room);

        assertThat(hall.seat(room, ada).consents()).isTrue();
        assertThat(hall.spotlight().casts().get(room).recording()).isEqualTo(Cast.Recording.ON);
    }

    @Test
    void refusesWhatMakesNoSense() {
        var ada = hall.greet("ada");

        assertThat(hall.outcome(ada, "hello", Map.of("codecs", List.of("mp3")))).isEqualTo("voice/codec-unknown");
        assertThat(hall.outcome(ada, "hello", Map.of("framing", "pigeon"))).isEqualTo("voice/unreadable");
        assertThat(hall.outcome(ada, "mute", Map.of())).isEqualTo("voice/unreadable");
        assertThat(hall.outcome(ada, "mute", Map.of("on", true, "playerId", "plr_ada"))).isEqualTo("voice/unreadable");
        assertThat(hall.outcome(ada, "block", Map.of("on", true, "playerId", "bob"))).isEqualTo("voice/unreadable");
        assertThat(hall.outcome(ada, "deafen", Map.of("on", List.of(true)))).isEqualTo("voice/unreadable");
        assertThat(hall.outcome(ada, "ptt", Map.of("enabled", true))).isEqualTo("voice/unreadable");
        assertThat(hall.outcome(ada, "ping", Map.of("t", List.of(1)))).isEqualTo("voice/unreadable");
        assertThat(hall.outcome(ada, "dance", Map.of())).isEqualTo("voice/unknown-action");
        assertThat(hall.outcome("con_nobody", "mute", Map.of("on", true))).isEqualTo("voice/not-a-member");
    }

    @Test
    void answersPingsAndTakesStatsNowAndThen() {
        var ada = hall.greet("ada");
        Map<String, Object> stats = Map.of("jitterMs", 12.5, "late", 3, "inserted", 1, "lost", 2, "rttMs", 40);

        assertThat(hall.say(ada, "ping", Map.of("t", 17)).path("t").asInt()).isEqualTo(17);
        assertThat(hall.outcome(ada, "stats", stats)).isEqualTo("ok");
        assertThat(hall.outcome(ada, "stats", stats)).isEqualTo("voice/too-many-messages");
        hall.server.clock().advance(Duration.ofSeconds(5));
        assertThat(hall.outcome(ada, "stats", stats)).isEqualTo("ok");
        assertThat(hall.outcome(ada, "stats", Map.of("jitterMs", -1, "late", 0, "inserted", 0, "lost", 0, "rttMs", 1)))
                .isEqualTo("voice/unreadable");
        var meters = hall.server.bean(MeterRegistry.class);
        assertThat(meters.get("necpgame.voice.client.frames").tag("fate", "late").counter().count())
                .isEqualTo(6);
    }
}
