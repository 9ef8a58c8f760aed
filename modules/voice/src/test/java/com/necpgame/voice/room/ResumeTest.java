package com.necpgame.voice.room;

import static com.necpgame.voice.room.Membership.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.Concurrently;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A connection is lost, and another takes its places, or nobody does. */
class ResumeTest {
    private static final Hall HALL = new Hall(Map.of("necpgame.voice.room.presence-every", "4s"));
    private String room = "";
    private String bob = "";

    @BeforeEach
    void aRoomWithBob() {
        room = HALL.room("party", "open");
        bob = HALL.greetIn("bob", room);
    }

    @AfterEach
    void empty() {
        HALL.empty();
    }

    @AfterAll
    static void close() {
        HALL.close();
    }

    private String lose(String connectionId) {
        var token =
                HALL.say(connectionId, "hello", Map.of()).path("resumeToken").asString();
        HALL.disconnect(connectionId);
        return token;
    }

    private JsonNode resume(String connectionId, String token) {
        return HALL.say(connectionId, "hello", Map.of("framing", "binary", "resume", token));
    }

    private void depart() {
        HALL.server.bean(Departures.class).run();
    }

    @Test
    void takesRoomsNumberAndMutesOverAndNobodyNotices() {
        var ada = HALL.greetIn("ada", room);
        HALL.say(ada, "mute", Map.of("on", true));
        var ssrc = HALL.seat(room, ada).ssrc();
        HALL.sockets().forget();

        var token = lose(ada);
        assertThat(HALL.spotlight().seated(room)).as("no frames go to it").containsExactly(bob);
        var again = HALL.connect("ada");
        var welcome = resume(again, token);

        assertThat(welcome.path("resumed").asBoolean()).isTrue();
        assertThat(welcome.path("ssrc").asInt()).isEqualTo(ssrc);
        assertThat(welcome.path("rooms")
                        .valueStream()
                        .map(each -> each.path("room").asString()))
                .containsExactly(room);
        assertThat(HALL.seat(room, again).ssrc()).isEqualTo(ssrc);
        assertThat(HALL.seat(room, again).mayTalk()).isFalse();
        assertThat(HALL.spotlight().seated(LOBBY)).isEmpty();
        assertThat(HALL.told(bob)).as("no news for those who stayed").isEmpty();
        assertThat(HALL.all(Attendee.class)).hasSize(2);
        HALL.server.clock().advance(Duration.ofMinutes(1));
        depart();
        assertThat(HALL.rooms(again)).containsExactly(room);
    }

    @Test
    void isGoneAfterThirtySeconds() {
        var ada = HALL.greetIn("ada", room);
        var token = lose(ada);
        HALL.server.clock().advance(Duration.ofSeconds(29));
        depart();
        assertThat(HALL.presence(bob, room)).containsExactly("joined plr_ada");
        assertThat(HALL.table().members(room)).hasSize(2);

        HALL.server.clock().advance(Duration.ofSeconds(1));
        assertThat(resume(HALL.connect("ada"), token).path("code").asString()).isEqualTo("voice/resume-invalid");
        depart();

        assertThat(HALL.presence(bob, room)).containsExactly("joined plr_ada", "left plr_ada");
        assertThat(HALL.table().members(room)).hasSize(1);
        assertThat(HALL.table().attendee(ada)).isNull();
    }

    @Test
    void refusesAForgedAForeignAndAUsedToken() {
        var token = lose(HALL.greetIn("ada", room));
        var roomToken = HALL.token(room, "ada", "member");

        for (var bad : List.of("", "x.y", token + "A", roomToken)) {
            assertThat(resume(HALL.connect("ada"), bad).path("code").asString())
                    .as(bad)
                    .isEqualTo("voice/resume-invalid");
        }
        assertThat(resume(HALL.connect("eve"), token).path("code").asString())
                .as("another player's")
                .isEqualTo("voice/resume-invalid");
        var elsewhere = HALL.greetIn("ada", HALL.room("team", "open"));
        assertThat(resume(elsewhere, token).path("code").asString())
                .as("after joining a room")
                .isEqualTo("voice/resume-invalid");
        assertThat(resume(HALL.connect("ada"), token).path("resumed").asBoolean())
                .isTrue();
        assertThat(resume(HALL.connect("ada"), token).path("code").asString())
                .as("used")
                .isEqualTo("voice/resume-invalid");
        assertThat(HALL.table().members(room)).hasSize(2);
    }

    @Test
    void ofManyWhoResumeAtOnceOneDoes() {
        var token = lose(HALL.greetIn("ada", room));
        var connections = Stream.generate(() -> HALL.connect("ada")).limit(8).toList();

        var resumed =
                Concurrently.on(8, connections, each -> resume(each, token)).values();

        assertThat(resumed).filteredOn(each -> each.path("resumed").asBoolean()).hasSize(1);
        assertThat(HALL.table().members(room)).hasSize(2);
        assertThat(HALL.spotlight().seated(room)).hasSize(2);
    }

    @Test
    void aConnectionThatWeStillThinkOpenIsReplaced() {
        var ada = HALL.greetIn("ada", room);
        var token = HALL.say(ada, "hello", Map.of()).path("resumeToken").asString();

        var again = HALL.connect("ada");
        assertThat(resume(again, token).path("resumed").asBoolean()).isTrue();

        assertThat(HALL.sockets().isClosed(ada)).isTrue();
        HALL.disconnect(ada);
        assertThat(HALL.spotlight().seated(room)).containsExactlyInAnyOrder(again, bob);
        assertThat(HALL.rooms(again)).containsExactly(room);
    }

    @Test
    void whoWasBannedMeanwhileComesBackToTheLobby() {
        var token = lose(HALL.greetIn("ada", room));
        HALL.operator(room, "ada", "ban");

        var again = HALL.connect("ada");
        var welcome = resume(again, token);

        assertThat(welcome.path("resumed").asBoolean()).isTrue();
        assertThat(HALL.rooms(again)).containsExactly(LOBBY);
        assertThat(HALL.presence(bob, room)).containsExactly("joined plr_ada", "left plr_ada");
    }

    @Test
    void survivesARestart() {
        var ada = HALL.greetIn("ada", room);
        var token = HALL.say(ada, "hello", Map.of()).path("resumeToken").asString();

        HALL.server.restart();
        HALL.server.clock().advance(Duration.ofSeconds(10));
        depart();
        var again = HALL.connect("ada");

        assertThat(resume(again, token).path("resumed").asBoolean()).isTrue();
        assertThat(HALL.spotlight().seated(room)).containsExactly(again);
    }

    @Test
    void theRowsOfAProcessThatDiedEnd() {
        HALL.greetIn("ada", room);
        assertThat(HALL.table().members(room)).hasSize(2);

        HALL.server.restart();
        HALL.server.clock().advance(VoiceNode.LEASE.plusSeconds(1));
        depart();
        assertThat(HALL.all(Attendee.class)).allMatch(Attendee::isLost);
        HALL.server.clock().advance(Duration.ofSeconds(30));
        depart();

        assertThat(HALL.all(Attendee.class)).isEmpty();
        assertThat(HALL.all(Member.class)).isEmpty();
        assertThat(HALL.all(Joined.class)).isEmpty();
        assertThat(HALL.table().rooms(List.of(room)))
                .allMatch(each -> each.memberCount() == 0)
                .hasSize(1);
    }

    @Test
    void theLobbyDoesNotSpeakOfThoseWhoPassThrough() {
        var cy = HALL.greet("cy");
        var token = lose(HALL.greetIn("ada", room));
        resume(HALL.connect("ada"), token);
        var dan = HALL.greet("dan");

        Awaitility.await()
                .untilAsserted(() -> assertThat(HALL.presence(cy, LOBBY)).contains("joined plr_dan"));
        assertThat(HALL.presence(cy, LOBBY)).noneMatch(each -> each.contains("ada"));
        assertThat(HALL.rooms(dan)).containsExactly(LOBBY);
    }
}
