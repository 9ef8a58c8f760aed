package com.necpgame.voice.room;

import static com.necpgame.voice.room.Membership.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.Concurrently;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A connection is lost, and another takes its places, or nobody does. */
class ResumeTest {
    private final Hall hall = new Hall();
    private String room = "";
    private String bob = "";

    @BeforeEach
    void aRoomWithBob() {
        room = hall.room("party", "open");
        bob = hall.greetIn("bob", room);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    private String lose(String connectionId) {
        var token = hall.say(connectionId, "hello", Map.of()).path("resumeToken").asString();
        hall.disconnect(connectionId);
        return token;
    }

    private JsonNode resume(String connectionId, String token) {
        return hall.say(connectionId, "hello", Map.of("framing", "binary", "resume", token));
    }

    private void depart() {
        hall.server.bean(Departures.class).run();
    }

    @Test
    void takesRoomsNumberAndMutesOverAndNobodyNotices() {
        var ada = hall.greetIn("ada", room);
        hall.say(ada, "mute", Map.of("on", true));
        var ssrc = hall.seat(room, ada).ssrc();
        hall.sockets().forget();

        var token = lose(ada);
        assertThat(hall.spotlight().seated(room)).as("no frames go to it").containsExactly(bob);
        var again = hall.connect("ada");
        var welcome = resume(again, token);

        assertThat(welcome.path("resumed").asBoolean()).isTrue();
        assertThat(welcome.path("ssrc").asInt()).isEqualTo(ssrc);
        assertThat(welcome.path("rooms").valueStream().map(each -> each.path("room").asString()))
                .containsExactly(room);
        assertThat(hall.seat(room, again).ssrc()).isEqualTo(ssrc);
        assertThat(hall.seat(room, again).mayTalk()).isFalse();
        assertThat(hall.spotlight().seated(LOBBY)).isEmpty();
        assertThat(hall.told(bob)).as("no news for those who stayed").isEmpty();
        assertThat(hall.all(Attendee.class)).hasSize(2);
        hall.server.clock().advance(Duration.ofMinutes(1));
        depart();
        assertThat(hall.rooms(again)).containsExactly(room);
    }

    @Test
    void isGoneAfterThirtySeconds() {
        var ada = hall.greetIn("ada", room);
        var token = lose(ada);
        hall.server.clock().advance(Duration.ofSeconds(29));
        depart();
        assertThat(hall.presence(bob, room)).containsExactly("joined plr_ada");
        assertThat(hall.table().members(room)).hasSize(2);

        hall.server.clock().advance(Duration.ofSeconds(1));
        assertThat(resume(hall.connect("ada"), token).path("code").asString()).isEqualTo("voice/resume-invalid");
        depart();

        assertThat(hall.presence(bob, room)).containsExactly("joined plr_ada", "left plr_ada");
        assertThat(hall.table().members(room)).hasSize(1);
        assertThat(hall.table().attendee(ada)).isNull();
    }

    @Test
    void refusesAForgedAForeignAndAUsedToken() {
        var token = lose(hall.greetIn("ada", room));
        var roomToken = hall.token(room, "ada", "member");

        for (var bad : List.of("", "x.y", token + "A", roomToken)) {
            assertThat(resume(hall.connect("ada"), bad).path("code").asString())
                    .as(bad)
                    .isEqualTo("voice/resume-invalid");
        }
        assertThat(resume(hall.connect("eve"), token).path("code").asString())
                .as("another player's")
                .isEqualTo("voice/resume-invalid");
        var elsewhere = hall.greetIn("ada", hall.room("team", "open"));
        assertThat(resume(elsewhere, token).path("code").asString())
                .as("after joining a room")
                .isEqualTo("voice/resume-invalid");
        assertThat(resume(hall.connect("ada"), token).path("resumed").asBoolean()).isTrue();
        assertThat(resume(hall.connect("ada"), token).path("code").asString())
                .as("used")
                .isEqualTo("voice/resume-invalid");
        assertThat(hall.table().members(room)).hasSize(2);
    }

    @Test
    void ofManyWhoResumeAtOnceOneDoes() {
        var token = lose(hall.greetIn("ada", room));
        var connections =
                Stream.generate(() -> hall.connect("ada")).limit(8).toList();

        var resumed = Concurrently.on(8, connections, each -> resume(each, token)).values();

        assertThat(resumed).filteredOn(each -> each.path("resumed").asBoolean()).hasSize(1);
        assertThat(hall.table().members(room)).hasSize(2);
        assertThat(hall.spotlight().seated(room)).hasSize(2);
    }

    @Test
    void aConnectionThatWeStillThinkOpenIsReplaced() {
        var ada = hall.greetIn("ada", room);
        var token = hall.say(ada, "hello", Map.of()).path("resumeToken").asString();

        var again = hall.connect("ada");
        assertThat(resume(again, token).path("resumed").asBoolean()).isTrue();

        assertThat(hall.sockets().isClosed(ada)).isTrue();
        hall.disconnect(ada);
        assertThat(hall.spotlight().seated(room)).containsExactlyInAnyOrder(again, bob);
        assertThat(hall.rooms(again)).containsExactly(room);
    }

    @Test
    void whoWasBannedMeanwhileComesBackToTheLobby() {
        var token = lose(hall.greetIn("ada", room));
        hall.operator(room, "ada", "ban");

        var again = hall.connect("ada");
        var welcome = resume(again, token);

        assertThat(welcome.path("resumed").asBoolean()).isTrue();
        assertThat(hall.rooms(again)).containsExactly(LOBBY);
        assertThat(hall.presence(bob, room)).containsExactly("joined plr_ada", "left plr_ada");
    }

    @Test
    void survivesARestart() {
        var ada = hall.greetIn("ada", room);
        var token = hall.say(ada, "hello", Map.of()).path("resumeToken").asString();

        hall.server.restart();
        hall.server.clock().advance(Duration.ofSeconds(10));
        depart();
        var again = hall.connect("ada");

        assertThat(resume(again, token).path("resumed").asBoolean()).isTrue();
        assertThat(hall.spotlight().seated(room)).containsExactly(again);
    }

    @Test
    void theRowsOfAProcessThatDiedEnd() {
        hall.greetIn("ada", room);
        assertThat(hall.table().members(room)).hasSize(2);

        hall.server.restart();
        hall.server.clock().advance(VoiceNode.LEASE.plusSeconds(1));
        depart();
        assertThat(hall.all(Attendee.class)).allMatch(Attendee::isLost);
        hall.server.clock().advance(Duration.ofSeconds(30));
        depart();

        assertThat(hall.all(Attendee.class)).isEmpty();
        assertThat(hall.all(Member.class)).isEmpty();
        assertThat(hall.all(Joined.class)).isEmpty();
        assertThat(hall.table().room(room).memberCount()).isZero();
    }

    @Test
    void theLobbyDoesNotSpeakOfThoseWhoPassThrough() {
        var cy = hall.greet("cy");
        var token = lose(hall.greetIn("ada", room));
        resume(hall.connect("ada"), token);
        var dan = hall.greet("dan");

        Awaitility.await()
                .untilAsserted(() -> assertThat(hall.presence(cy, LOBBY)).contains("joined plr_dan"));
        assertThat(hall.presence(cy, LOBBY)).noneMatch(each -> each.contains("ada"));
        assertThat(hall.rooms(dan)).containsExactly(LOBBY);
    }
}
