package com.necpgame.voice.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.contracts.voice.SendAudioEvent.Status;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.object.Objects;
import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.testkit.HaltPoint;
import com.necpgame.platform.testkit.Halted;
import com.necpgame.platform.testkit.HaltingDynamo;
import com.necpgame.platform.testkit.MutableClock;
import com.necpgame.platform.testkit.Write;
import com.necpgame.voice.TestRoom;
import com.necpgame.voice.VoiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A clip goes its way in several writes: taken in, stored, claimed, sent out, done, and its events leave the outbox. The
 * process dies once before and once after each of them; another goes on over the same store, and the client sends the
 * clip again. Whatever the point: one clip, COMPLETED, one object, and it was heard.
 */
class ClipHaltTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, Object> RELAYED = Map.of("necpgame.relay.enabled", true);

    private final TestRoom room = new TestRoom();
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-11-20T10:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    void aClipSurvivesDeathAtEveryWrite() {
        try (var store = TemporaryDynamo.open()) {
            room.enter("listener", "lobby");
            var writes = writesOfAClip(store);
            assertThat(writes).isGreaterThanOrEqualTo(7);
            for (int n = 1; n <= writes; n++) {
                for (var side : HaltPoint.Side.values()) {
                    dieAndGoOn(store.client(), new HaltPoint(side, n));
                }
            }
        }
    }

    private int writesOfAClip(TemporaryDynamo store) {
        var process = HaltingDynamo.over(store.client());
        try (var voice = new VoiceProcess(process.client(), room, folder, clock, RELAYED)) {
            voice.connect("c-first", "first");
            var before = process.log().matching(ClipHaltTest::isOfTheFlow).size();
            say(voice, "c-first");
            awaitDone(voice, "plr_first");
            var writes = process.log().matching(ClipHaltTest::isOfTheFlow);
            writes.subList(before, writes.size()).forEach(write -> System.out.println("  clip flow: " + write));
            return writes.size() - before;
        }
    }

    private void dieAndGoOn(DynamoDbClient store, HaltPoint point) {
        var player = point.side() + "-" + point.n();
        var author = "plr_" + player;
        var connection = "c-" + player;
        var dying = HaltingDynamo.over(store);
        try (var voice = new VoiceProcess(dying.client(), room, folder, clock, RELAYED)) {
            voice.connect(connection, player);
            dying.haltAt(point, ClipHaltTest::isOfTheFlow);
            try {
                say(voice, connection);
            } catch (Halted | Refusal e) {
                // Its answer died with the process.
            }
            await("death " + point)
                    .dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(dying::hasHalted);
        }
        try (var voice = new VoiceProcess(store, room, folder, clock, RELAYED)) {
            voice.connect(connection + "-again", player);
            say(voice, connection + "-again");
            awaitDone(voice, author);

            assertThat(clips(voice, author)).as("clips after death %s", point).hasSize(1);
            assertThat(voice.bean(Objects.class).list("audio/" + author + "/", null, 10))
                    .as("objects after death %s", point)
                    .hasSize(1);
            assertThat(room.heard("listener", "audio").stream().filter(text -> text.contains('"' + author + '"')))
                    .as("heard after death %s", point)
                    .hasSizeBetween(1, 2);
        }
    }

    /** Leases are renewed by the clock, and connections come and go by themselves. */
    private static boolean isOfTheFlow(Write write) {
        return write.touches().stream()
                .map(Object::toString)
                .noneMatch(touch -> touch.contains("pk=LEASE#")
                        || touch.contains("pk=CONNECTION#")
                        || touch.contains("pk=TOLD#")
                        || touch.contains("pk=SECRET#"));
    }

    private static void say(VoiceProcess voice, String connection) {
        voice.text(connection, "{\"action\":\"sendaudio\",\"data\":\"AAECAw==\",\"audioId\":\"a1\"}");
    }

    private static void awaitDone(VoiceProcess voice, String author) {
        await("the clip of " + author)
                .dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .until(() -> voice.waiting().isEmpty()
                        && !clips(voice, author).isEmpty()
                        && clips(voice, author).stream().allMatch(clip -> clip.status() == Status.COMPLETED));
    }

    private static List<Clip> clips(VoiceProcess voice, String author) {
        return voice.bean(Dynamo.class).items(Clip.class).query(author).list();
    }
}
