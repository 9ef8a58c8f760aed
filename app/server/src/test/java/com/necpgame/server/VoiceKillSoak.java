package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import com.necpgame.server.GameClient.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty speakers are recorded while the server is killed. Whatever it had acknowledged is in the object store after the
 * next start, once, sample by sample.
 *
 * <p>Run by {@code make voice-kills}; {@code -Drounds=} sizes it.
 */
@Tag("soak")
@ExtendWith(Seeded.class)
class VoiceKillSoak {
    private static final String KEY = "only-for-tests-0002";
    private static final String ROOM = "recorded";
    private static final int SPEAKERS = 20;
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int WAV_HEADER = 44;
    private static final int SPEECH_MS_MIN = 1_500;
    private static final int SPEECH_MS_MAX = 7_000;

    @TempDir
    Path folder;

    @Test
    void keepsWhatItHasAcknowledged(Seed seed) throws Exception {
        var rounds = Integer.getInteger("rounds", 5);
        var random = seed.random("kills");
        var players = new ArrayList<Session>();
        long acknowledged = 0;
        long recordings = 0;
        long lost = 0;
        for (int round = 1; round <= rounds; round++) {
            var data = folder.resolve("round" + round);
            var speakers = new ArrayList<Speaker>();
            try (var server = start(data)) {
                openRoom(server);
                players.clear();
                for (int i = 0; i < SPEAKERS; i++) {
                    players.add(server.guest("voice-kill-" + round + "-" + i));
                    speakers.add(Speaker.join(server, players.get(i)));
                }
                talk(speakers, random.nextInt(SPEECH_MS_MIN, SPEECH_MS_MAX));
                server.kill();
            }
            try (var server = start(data)) {
                for (var speaker : speakers) {
                    var kept = settled(server, speaker);
                    acknowledged += speaker.acknowledged().size();
                    recordings += kept.size();
                    lost += lost(server, speaker, kept);
                }
            }
        }
        System.out.printf(
                "%s: %d kills with %d speakers: %d frames acknowledged, %d lost, %d recordings, each once%n",
                seed, rounds, SPEAKERS, acknowledged, lost, recordings);
        assertThat(acknowledged).isPositive();
        assertThat(lost).isZero();
    }

    private static ServerChild start(Path data) throws Exception {
        return ServerChild.start(data, "necpgame.voice.api-keys=" + KEY);
    }

    private static void openRoom(GameClient server) {
        server.post(
                        server.operator().token(),
                        "/v1/voice/rooms",
                        "recorded-room",
                        Map.of("id", ROOM, "type", "team", "join", "open", "recording", "on"))
                .ok();
    }

    /** All speakers, each a frame every 20 ms. */
    private static void talk(List<Speaker> speakers, int millis) {
        var due = System.nanoTime();
        for (int seq = 0; seq < millis / 20; seq++, due += FRAME_NANOS) {
            for (var speaker : speakers) {
                speaker.client.send(VoiceClient.frame(0xFFFF, seq, VoiceClient.tone(seq)));
            }
            LockSupport.parkNanos(due + FRAME_NANOS - System.nanoTime());
        }
    }

    /** The recordings of a speaker, once they hold as much as was acknowledged or no more come. */
    private static List<JsonNode> settled(GameClient server, Speaker speaker) {
        var operator = server.operator().token();
        var path = "/v1/voice/recordings?limit=100&author=" + speaker.session.playerId();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> frames(recordings(server, operator, path))
                        >= speaker.acknowledged().size());
        return recordings(server, operator, path);
    }

    private static List<JsonNode> recordings(GameClient server, String operator, String path) {
        var found = new ArrayList<JsonNode>();
        server.get(operator, path).ok().path("items").forEach(found::add);
        found.sort(Comparator.comparingLong(one -> one.path("seqFrom").asLong()));
        return found;
    }

    private static long frames(List<JsonNode> recordings) {
        return recordings.stream()
                .mapToLong(
                        one -> one.path("seqTo").asLong() - one.path("seqFrom").asLong() + 1)
                .sum();
    }

    /** How many acknowledged frames are in no recording; fails where one is in two, or sounds other than it was said. */
    private static long lost(GameClient server, Speaker speaker, List<JsonNode> recordings) {
        var kept = new ArrayList<Long>();
        for (var one : recordings) {
            var from = one.path("seqFrom").asLong();
            var to = one.path("seqTo").asLong();
            var wav = server.bytes(
                    server.operator().token(),
                    "/v1/voice/recordings/" + speaker.session.playerId() + "/"
                            + one.path("timestamp").asText());
            assertThat(one.path("lost").asLong()).as("%s", one).isZero();
            assertThat(wav.length).isEqualTo(WAV_HEADER + (int) (to - from + 1) * VoiceClient.FRAME);
            for (long seq = from; seq <= to; seq++) {
                var at = WAV_HEADER + (int) (seq - from) * VoiceClient.FRAME;
                assertThat(Arrays.copyOfRange(wav, at, at + VoiceClient.FRAME)).isEqualTo(VoiceClient.tone((int) seq));
                kept.add(seq);
            }
        }
        assertThat(kept).as("once").doesNotHaveDuplicates();
        return speaker.acknowledged().stream()
                .filter(seq -> !kept.contains(seq))
                .count();
    }

    private record Speaker(Session session, VoiceClient client) {
        static Speaker join(GameClient server, Session session) {
            var client = VoiceClient.connect(server, KEY, session.token());
            client.ask("hello", Map.of("framing", "binary"), "welcome");
            client.ask("join", Map.of("room", ROOM), "joined");
            client.ask("consent", Map.of("room", ROOM, "on", true), "consented");
            client.ask("acks", Map.of("room", ROOM, "on", true), "acks");
            return new Speaker(session, client);
        }

        List<Long> acknowledged() {
            var seqs = new ArrayList<Long>();
            for (var text : client.texts()) {
                if (text.path("action").asText().equals("recorded")) {
                    var data = text.path("data");
                    for (long seq = data.path("seqFrom").asLong();
                            seq <= data.path("seqTo").asLong();
                            seq++) {
                        seqs.add(seq);
                    }
                }
            }
            return seqs;
        }
    }
}
