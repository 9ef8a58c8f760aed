package com.necpgame.voice.clip;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.contracts.voice.SendAudioEvent.Status;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.event.DeadLetters;
import com.necpgame.platform.runtime.event.EventEnvelope;
import com.necpgame.platform.runtime.event.Listeners;
import com.necpgame.platform.runtime.object.ObjectKey;
import com.necpgame.platform.runtime.object.Objects;
import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.MutableClock;
import com.necpgame.voice.OpenConnections;
import com.necpgame.voice.TestRoom;
import com.necpgame.voice.VoiceProcess;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source's contract, from the message to those who hear it; the relay is the test itself. */
class ClipTest {
    private static final String SAID = "AAECAwQF";

    private final TestRoom room = new TestRoom();
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-11-20T10:00:00Z"));

    @TempDir
    private Path folder;

    private TemporaryDynamo store;
    private VoiceProcess voice;

    @BeforeEach
    void start() {
        store = TemporaryDynamo.open();
        voice = process(Map.of());
    }

    private void restart(Map<String, Object> settings) {
        voice.close();
        voice = process(settings);
    }

    private VoiceProcess process(Map<String, Object> settings) {
        var process = new VoiceProcess(store.client(), room, folder.resolve("objects"), clock, settings);
        List.of("ada", "bob", "cyd").forEach(player -> process.connect("c-" + player, player));
        return process;
    }

    @AfterEach
    void stop() {
        voice.close();
        store.close();
    }

    @Test
    void whatOneSaysTheOthersHear() {
        say("c-ada", "\"author\":\"ada\"");
        voice.pump();

        assertThat(room.heard("c-ada")).isEmpty();
        assertThat(room.heard("c-bob")).hasSize(1).isEqualTo(room.heard("c-cyd"));
        assertThat(room.heard("c-bob").getFirst())
                .startsWith("{\"action\":\"audio\",\"data\":{\"audio\":\"AAECAwQF\",\"author\":\"plr_ada\","
                        + "\"timestamp\":\"2026-11-20T10:00:00.000000Z\",\"status\":\"VALIDATED\",\"audioId\":\"aud_")
                .endsWith("\",\"room\":\"lobby\"}}");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void theObjectIsWhatTheSourceStores() {
        say("c-ada", "\"author\":\"ada\"");
        voice.pump();

        var key = new ObjectKey("audio/plr_ada/2026-11-20T10:00:00.000000Z.pcm");
        var stored = requireNonNull(voice.bean(Objects.class).get(key));
        assertThat(stored.bytes()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(stored.info().contentType()).isEqualTo("audio/pcm");
        assertThat(stored.info().metadata())
                .containsEntry("author", "plr_ada")
                .containsEntry("timestamp", "2026-11-20T10:00:00.000000Z")
                .containsEntry("codec", "pcm16")
                .containsOnlyKeys("author", "timestamp", "codec", "audio-id");
    }

    @Test
    void theEventsAreTheSources() {
        say("c-ada", "\"audioId\":\"a1\"");
        var told = voice.pump();

        assertThat(told).extracting(EventEnvelope::source).containsOnly("voice-chat");
        assertThat(told).extracting(EventEnvelope::type).containsOnly("SendAudioEvent");
        var message = "\"message\":{\"action\":\"sendaudio\",\"data\":\"AAECAwQF\",\"author\":\"plr_ada\"}";
        var context = "\"websocket_context\":{\"domain_name\":\"voice.example\",\"stage\":\"local\","
                + "\"connection_id\":\"c-ada\"},\"timestamp\":\"2026-11-20T10:00:00.000000Z\"";
        var key = "\"s3_key\":\"audio/plr_ada/2026-11-20T10:00:00.000000Z.pcm\"";
        var ours = "\"audio_id\":\"a1\",\"room\":\"lobby\"}";
        assertThat(told)
                .extracting(EventEnvelope::data)
                .containsExactly(
                        "{\"status\":\"PENDING\"," + message + "," + context + "," + ours,
                        "{\"status\":\"PROCESSING\"," + message + "," + context + "," + key + "," + ours,
                        "{\"status\":\"COMPLETED\"," + message.replace("\"data\":\"AAECAwQF\",", "") + "," + context
                                + "," + key + "," + ours);
    }

    @Test
    void theSettingsOfTheSourceRenameTheEvent() {
        restart(Map.of(
                "necpgame.voice.clip.event-source", "their-voice",
                "necpgame.voice.clip.event-detail-type", "TheirEvent"));
        say("c-ada", "");
        var told = voice.pump();

        assertThat(told).hasSize(3).extracting(EventEnvelope::source).containsOnly("their-voice");
        assertThat(told).extracting(EventEnvelope::type).containsOnly("TheirEvent");
        assertThat(room.heard("c-bob")).hasSize(1);
    }

    @Test
    void inEchoModeSendersHearThemselves() {
        restart(Map.of("necpgame.voice.clip.echo-mode", true));
        say("c-ada", "");
        voice.pump();

        assertThat(room.heard("c-ada", "audio")).hasSize(1);
        assertThat(room.heard("c-bob", "audio")).hasSize(1);
    }

    @Test
    void theAuthorIsThePlayerWhateverTheMessageSays() {
        say("c-ada", "\"author\":\"../plr_bob/x\"");
        voice.pump();

        assertThat(room.heard("c-bob").getFirst()).contains("\"author\":\"plr_ada\"");
        assertThat(counted("necpgame.voice.author.replaced")).isEqualTo(1);
        say("c-ada", "\"author\":\"plr_ada\"");
        assertThat(counted("necpgame.voice.author.replaced")).isEqualTo(1);
    }

    @Test
    void inStrictModeAnotherAuthorIsRefused() {
        restart(Map.of("necpgame.voice.clip.strict-author", true));
        say("c-ada", "\"author\":\"plr_bob\"");

        assertThat(room.heard("c-ada", "error").getFirst()).contains("voice/author-mismatch", "403");
        assertThat(voice.waiting()).isEmpty();
        say("c-ada", "\"author\":\"plr_ada\"");
        assertThat(voice.waiting()).hasSize(1);
    }

    @Test
    void aRoomIsHeardByThoseInIt() {
        room.enter("c-ada", "party-1");
        room.enter("c-cyd", "party-1");
        say("c-ada", "\"room\":\"party-1\"");
        voice.pump();

        assertThat(room.heard("c-bob")).isEmpty();
        assertThat(room.heard("c-cyd").getFirst()).contains("\"room\":\"party-1\"");
        say("c-bob", "\"room\":\"party-1\"");
        assertThat(room.heard("c-bob", "error").getFirst()).contains("voice/not-a-member");
        assertThat(voice.waiting()).isEmpty();
    }

    @Test
    void theWordAudioMeansTheSame() {
        voice.text(
                "c-ada", "{\"action\":\"audio\",\"data\":\"AAECAwQF\",\"stream\":\"s\",\"seq\":7,\"codec\":\"pcm16\"}");
        voice.pump();

        assertThat(room.heard("c-bob").getFirst())
                .contains("\"stream\":\"s\",\"seq\":7,\"codec\":\"pcm16\",\"room\":\"lobby\"");
    }

    @Test
    void aConnectionWhoseRecordIsGoneSaysNothing() {
        voice.bean(OpenConnections.class).closed("c-ada");
        say("c-ada", "");

        assertThat(room.heard("c-ada", "error").getFirst()).contains("platform/unauthenticated");
        assertThat(voice.waiting()).isEmpty();
    }

    /** The clock stands, eight threads speak for one author in two processes, one of whose clocks lags. */
    @Test
    void noTwoClipsOfAnAuthorHaveTheSameTime() {
        var behind = MutableClock.at(Instant.parse("2026-11-20T09:00:00Z"));
        try (var other = new VoiceProcess(store.client(), room, folder.resolve("objects"), behind, Map.of())) {
            voice.connect("c-ada", "ada");
            Concurrently.on(8, IntStream.range(0, 64).boxed().toList(), n -> {
                        (n % 2 == 0 ? voice : other).text("c-ada", "{\"action\":\"sendaudio\",\"data\":\"AAE=\"}");
                        return n;
                    })
                    .values();
        }
        var last = last();

        assertThat(room.heard("c-ada", "error")).isEmpty();
        var times = voice.bean(Dynamo.class).items(Clip.class).query("plr_ada").list().stream()
                .map(Clip::timestamp)
                .toList();
        assertThat(times).hasSize(64).doesNotHaveDuplicates().isSorted();
        assertThat(times.getLast()).isEqualTo(Clip.timestamp(last));
        clock.set(Instant.parse("2026-11-20T08:00:00Z"));
        say("c-ada", "");
        assertThat(last()).isEqualTo(last + 1);
    }

    @Test
    void theSameClipAgainIsKnown() {
        say("c-ada", "\"audioId\":\"a1\"");
        say("c-ada", "\"audioId\":\"a1\",\"cid\":\"q7\"");
        assertThat(voice.waiting()).hasSize(1);
        voice.pump();
        say("c-ada", "\"audioId\":\"a1\"");

        assertThat(voice.waiting()).isEmpty();
        assertThat(room.heard("c-bob", "audio")).hasSize(1);
        assertThat(room.heard("c-ada", "audio_status")).hasSize(3);
        assertThat(room.heard("c-ada", "audio_status").get(1)).contains("\"cid\":\"q7\"", "\"status\":\"PENDING\"");
        assertThat(room.heard("c-ada", "audio_status").get(2))
                .isEqualTo("{\"action\":\"audio_status\",\"data\":{\"status\":\"COMPLETED\",\"author\":\"plr_ada\","
                        + "\"timestamp\":\"2026-11-20T10:00:00.000000Z\",\"message\":\"Audio sent to the listeners\","
                        + "\"audioId\":\"a1\"}}");
    }

    @Test
    void anAudioIdMeansOneClipOfOneAuthor() {
        say("c-ada", "\"audioId\":\"a1\"");
        voice.text("c-ada", "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"audioId\":\"a1\"}");
        assertThat(room.heard("c-ada", "error").getFirst()).contains("voice/audio-id-reused", "409");
        voice.text("c-bob", "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"audioId\":\"a1\"}");

        assertThat(room.heard("c-bob", "error")).isEmpty();
        assertThat(voice.waiting()).hasSize(2);
    }

    @Test
    void aConnectionThatIsGoneIsForgottenAndOneThatFailsHoldsUpNobody() {
        voice.connect("broken", "eve");
        room.vanish("c-bob");
        say("c-ada", "");
        voice.pump();

        assertThat(room.forgotten).containsExactly("c-bob");
        assertThat(voice.bean(OpenConnections.class).find("c-bob")).isNull();
        assertThat(voice.bean(OpenConnections.class).find("c-cyd")).isNotNull();
        assertThat(room.heard("c-cyd", "audio")).hasSize(1);
        assertThat(broadcasts("ok")).isEqualTo(1);
        assertThat(broadcasts("gone")).isEqualTo(1);
        assertThat(broadcasts("failed")).isEqualTo(1);
        assertThat(only().status()).isEqualTo(Status.COMPLETED);
    }

    /** A file stands where the folder of the objects should be. */
    @Test
    void aClipThatCannotBeStoredFailsAndItsSenderIsTold() throws IOException {
        Files.createFile(folder.resolve("objects"));
        say("c-ada", "\"audioId\":\"a1\"");
        var told = voice.pump();

        assertThat(told).hasSize(2);
        assertThat(told.getLast().data())
                .contains("\"status\":\"FAILED\"", "\"reason\":\"Error storing audio\"")
                .doesNotContain("AAECAwQF", "s3_key");
        assertThat(room.heard("c-ada", "audio_status").getLast())
                .isEqualTo("{\"action\":\"audio_status\",\"data\":{\"status\":\"FAILED\",\"author\":\"plr_ada\","
                        + "\"timestamp\":\"2026-11-20T10:00:00.000000Z\",\"message\":\"Error storing audio\","
                        + "\"code\":\"voice/storage\",\"audioId\":\"a1\"}}");
        assertThat(room.heard("c-bob", "audio")).isEmpty();
        assertThat(only().status()).isEqualTo(Status.FAILED);
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void aStoreThatComesBackInTimeLosesNothing() throws IOException {
        Files.createFile(folder.resolve("objects"));
        say("c-ada", "");
        var back = Thread.ofPlatform().start(() -> {
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            folder.resolve("objects").toFile().delete();
        });
        restart(Map.of("necpgame.voice.clip.store-tries-max", 20));
        voice.pump();
        assertThat(back.isAlive()).isFalse();

        assertThat(only().status()).isEqualTo(Status.COMPLETED);
        assertThat(room.heard("c-bob", "audio")).hasSize(1);
    }

    /** What another process has let through: its event's audio is no whole number of samples. */
    @Test
    void whatIsNotValidFailsAndTheRoomIsToldWhy() {
        say("c-ada", "");
        var pending = voice.waiting().getFirst();
        var stored = new EventEnvelope(
                pending.shard(),
                "e2",
                pending.source(),
                pending.type(),
                1,
                pending.aggregateId(),
                0,
                pending.time(),
                null,
                pending.data()
                        .replace("\"AAECAwQF\"", "\"AAEC\"")
                        .replace("\"audio_id\"", "\"s3_key\":\"k\",\"audio_id\""));
        voice.bean(Listeners.class).deliver(stored);
        voice.pump();

        for (var connection : List.of("c-ada", "c-bob", "c-cyd")) {
            assertThat(room.heard(connection))
                    .as(connection)
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("audio_status", "\"status\":\"FAILED\"", "voice/bad-size", "\"author\":\"plr_ada\"");
        }
        assertThat(only().status()).isEqualTo(Status.FAILED);
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void withoutKeepingNothingIsKept() {
        restart(Map.of("necpgame.voice.clip.keep", false));
        say("c-ada", "");
        voice.pump();

        assertThat(room.heard("c-bob", "audio")).hasSize(1);
        assertThat(only().status()).isEqualTo(Status.COMPLETED);
        assertThat(voice.bean(Objects.class).list("", null, 10)).isEmpty();
    }

    /** One stores the clip, claims it and dies; the next is its successor over the same store. */
    @Test
    void aClaimOfOneThatDiedIsInherited() {
        say("c-ada", "");
        voice.bean(Listeners.class).deliver(voice.waiting().getFirst());
        voice.bean(Clips.class).claim(only());
        restart(Map.of());
        voice.pump();

        assertThat(only().status()).isEqualTo(Status.COMPLETED);
        assertThat(room.heard("c-bob", "audio")).hasSize(1);
    }

    @Test
    void aClaimHoldsForItsTimeAndNoLonger() {
        say("c-ada", "");
        assertThat(voice.bean(Clips.class).claim(only())).isTrue();
        assertThat(voice.bean(Clips.class).claim(only())).isFalse();
        clock.advance(Duration.ofSeconds(10));
        assertThat(voice.bean(Clips.class).claim(only())).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(voice.bean(Clips.class).claim(only())).isTrue();
    }

    @Test
    void theSourcesMeasuresAreTaken() {
        say("c-ada", "");
        clock.advance(Duration.ofMillis(40));
        voice.pump();

        var meters = voice.bean(MeterRegistry.class);
        for (var name : List.of("processing", "storage", "validation")) {
            assertThat(meters.get("necpgame.voice." + name + ".latency").timer().count())
                    .as(name)
                    .isEqualTo(1);
        }
        assertThat(meters.get("necpgame.voice.processing.latency")
                        .timer()
                        .totalTime(java.util.concurrent.TimeUnit.MILLISECONDS))
                .isEqualTo(40);
        assertThat(meters.get("necpgame.voice.connections").gauge().value()).isEqualTo(3);
        assertThat(broadcasts("ok")).isEqualTo(2);
    }

    @Test
    void nonsenseStopsTheStart() {
        for (var setting : Map.of(
                        "bytes-max", "96001",
                        "kept", "1h",
                        "store-tries-max", "0",
                        "claim-time", "1ms",
                        "event-source", " ")
                .entrySet()) {
            assertThatThrownBy(() -> new VoiceProcess(
                            store.client(),
                            room,
                            folder,
                            clock,
                            Map.of("necpgame.voice.clip." + setting.getKey(), setting.getValue())))
                    .as(setting.getKey())
                    .hasStackTraceContaining("necpgame.voice.clip." + setting.getKey());
        }
    }

    private void say(String connectionId, String more) {
        voice.text(
                connectionId,
                "{\"action\":\"sendaudio\",\"data\":\"" + SAID + "\"" + (more.isEmpty() ? "" : "," + more) + "}");
    }

    private Clip only() {
        var clips = voice.bean(Dynamo.class).items(Clip.class).query("plr_ada").list();
        assertThat(clips).hasSize(1);
        return clips.getFirst();
    }

    private long last() {
        return requireNonNull(voice.bean(Dynamo.class).items(LastClip.class).get("plr_ada"))
                .micros();
    }

    private List<?> deadLetters() {
        return voice.bean(DeadLetters.class)
                .page("voice", new com.necpgame.platform.data.PageOf(10, null))
                .items();
    }

    private double counted(String name) {
        return voice.bean(MeterRegistry.class).counter(name).count();
    }

    private double broadcasts(String outcome) {
        return voice.bean(MeterRegistry.class)
                .counter("necpgame.voice.broadcast", "outcome", outcome)
                .count();
    }
}
