package com.necpgame.voice.room;

import static com.necpgame.voice.room.Membership.LOBBY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.Fault;
import com.necpgame.platform.testkit.Rates;
import com.necpgame.voice.VoiceProblem;
import com.necpgame.voice.live.Cast;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who does not hear whom: on the stage from the first cast on, and by rows alone. */
class IgnoringTest {
    private static final Hall HALL = new Hall(Map.of("necpgame.voice.room.blocks-max", 5));

    @AfterEach
    void empty() {
        HALL.empty();
    }

    @AfterAll
    static void close() {
        HALL.close();
    }

    private static Membership membership() {
        return HALL.server.bean(Membership.class);
    }

    private static void block(String connectionId, String subject, boolean on) {
        assertThat(HALL.outcome(connectionId, "block", Map.of("playerId", "plr_" + subject, "on", on)))
                .isEqualTo("ok");
    }

    @Test
    void aBlockHoldsBothWaysInAllRoomsAtOnce() {
        var room = HALL.room("team", "open");
        var ada = HALL.greetIn("ada", room);
        var bob = HALL.greetIn("bob", room);
        var cy = HALL.greetIn("cy", room);

        block(ada, "bob", true);

        assertThat(HALL.seat(room, ada).unheard()).containsExactly("plr_bob");
        assertThat(HALL.seat(room, bob).unheard()).containsExactly("plr_ada");
        assertThat(HALL.seat(room, cy).unheard()).isEmpty();
        assertThat(membership().hearers(room, ada)).containsExactly(cy);
        assertThat(membership().hearers(room, bob)).containsExactly(cy);
        assertThat(membership().hearers(room, cy)).containsExactlyInAnyOrder(ada, bob);

        block(bob, "ada", true);
        block(ada, "bob", false);
        assertThat(HALL.seat(room, ada).unheard()).as("the other's own stays").containsExactly("plr_bob");
        block(bob, "ada", false);
        assertThat(HALL.seat(room, ada).unheard()).isEmpty();
        assertThat(membership().hearers(room, ada)).containsExactlyInAnyOrder(bob, cy);
        assertThat(HALL.all(Ignored.class)).isEmpty();
    }

    @Test
    void aBlockIsInForceBeforeTheFirstFrame() {
        var ada = HALL.greet("ada");
        block(ada, "bob", true);
        HALL.disconnect(ada);
        HALL.empty();
        HALL.server.restart();

        var bob = HALL.connect("bob");
        var again = HALL.connect("ada");

        assertThat(HALL.seat(LOBBY, bob).unheard()).containsExactly("plr_ada");
        assertThat(HALL.seat(LOBBY, again).unheard()).containsExactly("plr_bob");
        HALL.server.as("ada").delete("/v1/voice/blocks/plr_bob").isNoContent();
        assertThat(HALL.seat(LOBBY, bob).unheard()).as("also over HTTP").isEmpty();
    }

    @Test
    void aMuteForMeHoldsForMeAlone() {
        var room = HALL.room("team", "open");
        var ada = HALL.greetIn("ada", room);
        var bob = HALL.greetIn("bob", room);
        var second = HALL.greetIn("ada", room);

        assertThat(HALL.outcome(ada, "mute", Map.of("on", true, "playerId", "plr_bob")))
                .isEqualTo("ok");

        assertThat(HALL.seat(room, ada).unheard()).containsExactly("plr_bob");
        assertThat(HALL.seat(room, second).unheard())
                .as("on each of the player's connections")
                .containsExactly("plr_bob");
        assertThat(HALL.seat(room, bob).unheard()).isEmpty();
        assertThat(membership().hearers(room, bob)).isEmpty();
        assertThat(membership().hearers(room, ada)).containsExactlyInAnyOrder(bob, second);
        HALL.say(ada, "mute", Map.of("on", false, "playerId", "plr_bob"));
        assertThat(membership().hearers(room, bob)).containsExactlyInAnyOrder(ada, second);
    }

    @Test
    void hearersLeaveOutTheDeafenedAndTheLost() {
        var room = HALL.room("team", "open");
        var ada = HALL.greetIn("ada", room);
        var bob = HALL.greetIn("bob", room);
        var cy = HALL.greetIn("cy", room);
        HALL.say(bob, "deafen", Map.of("on", true));
        assertThat(membership().hearers(room, ada)).containsExactly(cy);
        HALL.disconnect(cy);
        assertThat(membership().hearers(room, ada)).isEmpty();
        assertThat(membership().hearers(room, "con_nobody")).isEmpty();

        HALL.say(ada, "hello", Map.of("echo", true));
        assertThat(membership().hearers(room, ada)).as("a microphone test").containsExactly(ada);
    }

    @Test
    void whoMayNotTalkIsRefused() {
        var room = HALL.room("team", "open");
        var ada = HALL.greetIn("ada", room);
        membership().requireTalk(ada, room);

        refuses(HALL.greet("bob"), room, VoiceProblem.NOT_A_MEMBER);
        HALL.say(ada, "mute", Map.of("on", true));
        refuses(ada, room, VoiceProblem.MAY_NOT_TALK);
        HALL.say(ada, "mute", Map.of("on", false));
        HALL.operator(room, "ada", "mute");
        refuses(ada, room, VoiceProblem.MAY_NOT_TALK);
        var cy = HALL.greet("cy");
        HALL.say(cy, "join", Map.of("room", room, "listenOnly", true));
        refuses(cy, room, VoiceProblem.MAY_NOT_TALK);
    }

    private static void refuses(String connectionId, String room, VoiceProblem problem) {
        assertThatThrownBy(() -> membership().requireTalk(connectionId, room))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.problem()).isEqualTo(problem));
    }

    @Test
    void recordingIsToldOfPolicyAndRetention() {
        var room = HALL.room(Map.of("type", "team", "join", "open", "recording", "on-report", "retentionDays", 7));
        var ada = HALL.greetIn("ada", room);
        var recorded = HALL.server.bean(RoomsOnRecord.class);

        assertThat(recorded.policy(ada, room)).isEqualTo(Cast.Recording.ON_REPORT);
        assertThat(recorded.retention(room)).isEqualTo(Duration.ofDays(7));
        assertThat(recorded.retention("nowhere")).isNull();
        assertThatThrownBy(() -> recorded.policy(HALL.greet("bob"), room)).isInstanceOf(Refusal.class);
    }

    @Test
    void whoIsGoneIsGoneAtOnce() {
        var room = HALL.room("team", "open");
        var ada = HALL.greetIn("ada", room);
        var bob = HALL.greetIn("bob", room);

        membership().gone(ada);
        membership().gone(ada);

        assertThat(HALL.rooms(ada)).isEmpty();
        assertThat(HALL.spotlight().seated(room)).containsExactly(bob);
        assertThat(HALL.presence(bob, room)).contains("left plr_ada");
        HALL.disconnect(ada);
    }

    @Test
    void ofManyBlocksAtOnceOnlySoManyAreTaken() {
        var ada = HALL.greet("ada");
        var others = IntStream.range(0, 24).mapToObj(i -> "plr_o" + i % 12).toList();

        var outcomes = Concurrently.on(
                        8, others, each -> HALL.outcome(ada, "block", Map.of("playerId", each, "on", true)))
                .values();

        assertThat(outcomes).isSubsetOf(List.of("ok", "voice/too-many-blocks"));
        assertThat(HALL.table().ignored("plr_ada")).hasSize(5);
        assertThat(HALL.all(Tally.class))
                .filteredOn(each -> each.playerId().equals("plr_ada"))
                .allMatch(each -> each.blocks() == 5);
        HALL.table()
                .ignored("plr_ada")
                .forEach(each -> HALL.say(ada, "block", Map.of("playerId", each.otherId(), "on", false)));
    }

    /** A store that does not answer keeps nobody from being heard, and what it holds is shown once it does. */
    @Test
    void talkGoesOnWhileTheStoreIsDown() {
        var room = HALL.room("team", "open");
        var ada = HALL.greetIn("ada", room);
        var bob = HALL.greetIn("bob", room);
        HALL.faults.loud(Rates.of(Fault.SERVER_ERROR, 1));

        assertThatThrownBy(() -> HALL.say(ada, "mute", Map.of("on", true))).isInstanceOf(RuntimeException.class);
        assertThat(HALL.spotlight().seated(room)).containsExactlyInAnyOrder(ada, bob);

        HALL.faults.quiet();
        assertThat(HALL.outcome(ada, "mute", Map.of("on", true))).isEqualTo("ok");
        assertThat(HALL.seat(room, ada).mayTalk()).isFalse();
    }
}
