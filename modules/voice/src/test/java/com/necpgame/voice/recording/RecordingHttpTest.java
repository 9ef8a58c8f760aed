package com.necpgame.voice.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.object.ObjectKey;
import com.necpgame.platform.runtime.object.Objects.ObjectInfo;
import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.testkit.server.Running;
import com.necpgame.voice.Action;
import com.necpgame.voice.Message;
import com.necpgame.voice.Visitor;
import com.necpgame.voice.live.Cast;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingHttpTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final long NOW_MICROS = NOW.getEpochSecond() * 1_000_000;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final TemporaryDynamo store = TemporaryDynamo.open();
    private Running server;

    @BeforeEach
    void start() {
        server = Running.over(
                store.client(),
                Map.of(
                        ObjectsInFiles.FOLDER,
                        folder.resolve("objects").toString(),
                        "necpgame.voice.api-keys",
                        "0123456789abcdef",
                        "necpgame.voice.recording.path",
                        folder.resolve("wal").toString(),
                        "necpgame.voice.recording.end-after",
                        "1s",
                        "necpgame.voice.recording.reports-per-hour-max",
                        3));
        for (var player : List.of("ada", "bob", "eve")) {
            server.bean(Attendance.class)
                    .opened(new Visitor("con-" + player, "plr_" + player, "localhost", "test", NOW));
        }
        server.bean(RoomsOfTest.class).enter("room", "con-ada");
        server.bean(RoomsOfTest.class).enter("room", "con-bob");
        policy(Cast.Recording.ON);
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    private void policy(Cast.Recording policy) {
        server.bean(RoomsOfTest.class).policies.put("room", policy);
    }

    private ObjectsInFiles objects() {
        return server.bean(ObjectsInFiles.class);
    }

    /** Frames of 20 ms, the last of them now. */
    private void say(String player, Cast.Recording policy, int frames) {
        new Talk("room", "plr_" + player, policy, true, NOW_MICROS - (long) frames * Talk.FRAME_MICROS)
                .say(server.bean(Tape.class), 1, frames);
        var speaker = new Speaker("room", "plr_" + player);
        await().atMost(SOON).until(() -> !server.bean(Rings.class).last(speaker).isEmpty());
        server.bean(Recorder.class).forget("plr_nobody");
    }

    private List<Recording> stored(String player) {
        return server.bean(RecordingTable.class)
                .recordings("plr_" + player, PageOf.first(100))
                .items();
    }

    private void record(String player, int frames) {
        say(player, Cast.Recording.ON, frames);
        await().atMost(SOON).until(() -> !stored(player).isEmpty() && segments() == 0);
    }

    private long segments() throws IOException {
        if (!Files.isDirectory(folder.resolve("wal"))) {
            return 0;
        }
        try (var files = Files.walk(folder.resolve("wal"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void operatorsListAndHearAndPlayersDoNot() {
        record("ada", 100);
        var list =
                server.asOperator().get("/v1/voice/recordings?author=plr_ada").isOk();

        assertThat(list.string("/items/0/author")).isEqualTo("plr_ada");
        assertThat(list.string("/items/0/timestamp")).isEqualTo("2026-11-20T09:59:58.020000Z");
        assertThat(list.number("/items/0/bytes")).isEqualTo(100 * Talk.PCM_BYTES);
        assertThat(list.json("/nextCursor").isNull()).isTrue();
        var wave = server.asOperator()
                .get("/v1/voice/recordings/plr_ada/2026-11-20T09:59:58.020000Z")
                .isOk();
        assertThat(wave.contentType()).isEqualTo("audio/wav");
        assertThat(wave.text()).startsWith("RIFF").contains("WAVEfmt ");

        server.as("ada").get("/v1/voice/recordings?author=plr_ada").isRefused(403, "platform/not-allowed");
        server.as("ada")
                .get("/v1/voice/recordings/plr_ada/2026-11-20T09:59:58.020000Z")
                .isRefused(403, "platform/not-allowed");
        server.asOperator().get("/v1/voice/recordings").isRefused(400, "platform/invalid");
        server.asOperator().get("/v1/voice/recordings?author=..").is(400);
        server.asOperator()
                .get("/v1/voice/recordings/plr_ada/2026-11-20T00:00:00.000000Z")
                .isRefused(404, "voice/recording-not-found");
    }

    @Test
    void aListHasPages() {
        for (int i = 0; i < 3; i++) {
            new Talk("room" + i, "plr_ada", Cast.Recording.ON, true, NOW_MICROS).say(server.bean(Tape.class), 1, 3);
        }
        await().atMost(SOON).until(() -> stored("ada").size() == 3);

        var first = server.asOperator()
                .get("/v1/voice/recordings?author=plr_ada&limit=2")
                .isOk();
        var rest = server.asOperator()
                .get("/v1/voice/recordings?author=plr_ada&limit=2&cursor=" + first.string("/nextCursor"))
                .isOk();

        assertThat(first.json("/items").size()).isEqualTo(2);
        assertThat(rest.json("/items").size()).isEqualTo(1);
        server.asOperator()
                .get("/v1/voice/recordings?author=plr_bob&cursor=" + first.string("/nextCursor"))
                .isRefused(400, "platform/cursor-invalid");
    }

    @Test
    void playersDeleteTheirOwnAndOperatorsAnybodys() {
        record("ada", 10);
        record("bob", 10);
        var one = "/v1/voice/recordings/plr_ada/" + stored("ada").getFirst().timestamp();

        server.as("bob").delete(one).isRefused(403, "platform/not-allowed");
        server.as("bob").delete("/v1/voice/recordings?author=plr_ada").isRefused(403, "platform/not-allowed");
        server.asOperator().delete("/v1/voice/recordings").isRefused(400, "platform/invalid");
        assertThat(stored("ada")).hasSize(1);

        server.as("ada").delete(one).isNoContent();
        server.as("ada").delete(one).isRefused(404, "voice/recording-not-found");
        assertThat(server.asOperator()
                        .delete("/v1/voice/recordings?author=plr_bob")
                        .isOk()
                        .number("/objects"))
                .isEqualTo(1);
        assertThat(objects().keys()).isEmpty();
        assertThat(stored("bob")).isEmpty();
    }

    /** Memory, a segment that is open, one that waits for the store, objects and rows; clips too, but not others'. */
    @Test
    void nothingIsLeftOfWhoIsErased() throws IOException {
        record("ada", 10);
        objects().put(new ObjectKey("audio/plr_ada/clip.pcm"), new byte[2], new ObjectInfo("audio/pcm", Map.of()));
        objects().put(new ObjectKey("audio/plr_ada2/clip.pcm"), new byte[2], new ObjectInfo("audio/pcm", Map.of()));
        objects().down.set(Integer.MAX_VALUE);
        say("ada", Cast.Recording.ON, 600);
        await().atMost(SOON).until(() -> segments() >= 2);

        server.as("ada").delete("/v1/voice/recordings").isRefused(500, "voice/storage");
        objects().down.set(0);
        var again = server.as("ada").delete("/v1/voice/recordings").isOk();

        assertThat(again.json("/complete").asBoolean()).isTrue();
        assertThat(again.number("/objects")).isGreaterThanOrEqualTo(2);
        assertThat(objects().keys()).extracting(ObjectKey::value).containsExactly("audio/plr_ada2/clip.pcm");
        assertThat(stored("ada")).isEmpty();
        assertThat(segments()).isZero();
        assertThat(server.bean(Rings.class).bytes()).isZero();
    }

    @Test
    void whatIsOlderThanItsRetentionGoes() {
        server.bean(RoomsOfTest.class).retentions.put("room", Duration.ofDays(7));
        record("ada", 10);
        say("bob", Cast.Recording.ON_REPORT, 10);
        report("con-ada", "plr_bob", "shouts");
        var expiry = server.bean(RecordingExpiry.class);

        server.clock().advance(Duration.ofDays(6));
        expiry.run();
        assertThat(stored("ada")).hasSize(1);

        server.clock().advance(Duration.ofDays(2));
        expiry.run();
        assertThat(stored("ada")).isEmpty();
        assertThat(objects().keys()).hasSize(1);

        server.clock().advance(Duration.ofDays(180));
        expiry.run();
        assertThat(objects().keys()).isEmpty();
        assertThat(server.asOperator().get("/v1/voice/reports").json("/items").size())
                .isZero();
    }

    @Test
    void aReportHasWhatWasSaidInTheLastThirtySeconds() {
        policy(Cast.Recording.ON_REPORT);
        say("bob", Cast.Recording.ON_REPORT, 2000);

        report("con-ada", "plr_bob", "shouts");

        assertThat(answers("con-ada", "reported")).hasSize(1);
        var list = server.asOperator().get("/v1/voice/reports").isOk();
        assertThat(list.string("/items/0/playerId")).isEqualTo("plr_bob");
        assertThat(list.string("/items/0/reporter")).isEqualTo("plr_ada");
        assertThat(list.string("/items/0/reason")).isEqualTo("shouts");
        assertThat(list.number("/items/0/audioBytes")).isEqualTo(30 * 32_000);
        var id = list.string("/items/0/id");
        server.asOperator().get("/v1/voice/reports/" + id).isOk();
        var wave = server.asOperator().get("/v1/voice/reports/" + id + "/audio").isOk();
        assertThat(wave.contentType()).isEqualTo("audio/wav");
        assertThat(objects().keys()).extracting(ObjectKey::value).containsExactly("reports/" + id + "/plr_bob.pcm");
        server.as("ada").get("/v1/voice/reports").isRefused(403, "platform/not-allowed");
        server.as("ada").get("/v1/voice/reports/" + id).isRefused(403, "platform/not-allowed");
        server.as("ada").get("/v1/voice/reports/" + id + "/audio").isRefused(403, "platform/not-allowed");
        server.asOperator().get("/v1/voice/reports/rep_none").isRefused(404, "voice/recording-not-found");
    }

    @Test
    void whatIsOlderThanThirtySecondsIsForgotten() {
        say("bob", Cast.Recording.ON_REPORT, 100);
        server.clock().advance(Duration.ofSeconds(31));

        report("con-ada", "plr_bob", "shouts");

        var id = server.asOperator().get("/v1/voice/reports").string("/items/0/id");
        assertThat(server.asOperator().get("/v1/voice/reports/" + id).number("/audioBytes"))
                .isZero();
        server.asOperator().get("/v1/voice/reports/" + id + "/audio").isRefused(404, "voice/recording-not-found");
        assertThat(objects().keys()).isEmpty();
    }

    @Test
    void reportsAreRefused() {
        assertThat(refusal("con-eve", "{\"room\":\"room\",\"playerId\":\"plr_bob\"}"))
                .isEqualTo("voice/not-a-member");
        assertThat(refusal("con-ada", "{\"room\":\"room\",\"playerId\":\"../x\"}"))
                .isEqualTo("voice/unreadable");
        assertThat(refusal("con-ada", "{\"playerId\":\"plr_bob\"}")).isEqualTo("voice/unreadable");
        policy(Cast.Recording.OFF);
        assertThat(refusal("con-ada", "{\"room\":\"room\",\"playerId\":\"plr_bob\"}"))
                .isEqualTo("voice/not-recorded");
        policy(Cast.Recording.ON);
        for (int i = 0; i < 3; i++) {
            report("con-ada", "plr_bob", "again");
        }
        assertThat(refusal("con-ada", "{\"room\":\"room\",\"playerId\":\"plr_bob\"}"))
                .isEqualTo("voice/too-many-messages");
        server.clock().advance(Duration.ofHours(1));
        report("con-ada", "plr_bob", "again");
    }

    @Test
    void aReportThatCannotBeKeptLeavesNothing() {
        say("bob", Cast.Recording.ON_REPORT, 100);
        objects().down.set(1);

        assertThat(refusal("con-ada", "{\"room\":\"room\",\"playerId\":\"plr_bob\"}"))
                .isEqualTo("voice/storage");
        assertThat(server.asOperator().get("/v1/voice/reports").json("/items").size())
                .isZero();
    }

    @Test
    void acknowledgementsAreAskedForInSoManyRooms() {
        for (int i = 0; i < Attendance.ROOMS_MAX; i++) {
            act("acks", "con-ada", "{\"room\":\"r" + i + "\",\"on\":true}");
        }
        assertThat(answers("con-ada", "acks")).hasSize(Attendance.ROOMS_MAX);
        assertThat(refusalOf("acks", "con-ada", "{\"room\":\"more\",\"on\":true}"))
                .isEqualTo("voice/too-many-rooms");
        act("acks", "con-ada", "{\"room\":\"r0\",\"on\":false}");
        act("acks", "con-ada", "{\"room\":\"more\",\"on\":true}");
    }

    private void report(String connection, String player, String reason) {
        act("report", connection, "{\"room\":\"room\",\"playerId\":\"" + player + "\",\"reason\":\"" + reason + "\"}");
    }

    private String refusal(String connection, String data) {
        return refusalOf("report", connection, data);
    }

    private String refusalOf(String action, String connection, String data) {
        try {
            act(action, connection, data);
            return "none";
        } catch (Refusal refusal) {
            return refusal.problem().code();
        }
    }

    /** A message of a client, as the socket hands it on. */
    private void act(String name, String connection, String data) {
        var action = server.bean(ApplicationContext.class).getBeansOfType(Action.class).stream()
                .filter(each -> each.names().contains(name))
                .findFirst()
                .orElseThrow();
        try {
            var body = server.bean(ObjectMapper.class)
                    .readValue("{\"action\":\"" + name + "\",\"cid\":\"7\",\"data\":" + data + "}", JsonNode.class);
            action.on(connection, new Message(name, "7", body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> answers(String connection, String action) {
        return server.bean(Ears.class).of(connection, action);
    }
}
