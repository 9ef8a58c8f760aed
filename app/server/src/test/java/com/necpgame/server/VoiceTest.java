package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.object.Objects;
import com.necpgame.server.GameClient.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Voice as its clients see it: the whole server, real sockets. */
class VoiceTest {
    private static final String KEY = "only-for-tests-0002";

    @TempDir
    private static Path folder;

    private static TemporaryDynamo store;
    private static GameServer server;

    @BeforeAll
    static void start() {
        store = TemporaryDynamo.open();
        server = GameServer.over(
                store.client(),
                "necpgame.voice.api-keys",
                List.of(KEY),
                "necpgame.store.path",
                folder.resolve("data").toString());
    }

    @AfterAll
    static void stop() {
        server.close();
        store.close();
    }

    private static VoiceClient connect(Session player) {
        return VoiceClient.connect(server, KEY, player.token());
    }

    private static VoiceClient binary(Session player, String room) {
        var client = connect(player);
        client.ask("hello", Map.of("framing", "binary", "codecs", List.of("pcm16", "opus")), "welcome");
        client.ask("join", Map.of("room", room), "joined");
        return client;
    }

    /** An open room, made by the operator. */
    private static String room(String id) {
        server.post(
                        server.operator().token(),
                        "/v1/voice/rooms",
                        "make-" + id,
                        Map.of("id", id, "type", "team", "join", "open"))
                .ok();
        return id;
    }

    @Test
    void carriesTheClipOfASourceClientToTheOthersInTheLobby() {
        var anna = server.guest("voice-source-anna");
        var bert = server.guest("voice-source-bert");
        try (var speaker = connect(anna);
                var listener = connect(bert)) {
            var pcm = VoiceClient.tone(1, 3200);
            speaker.clip(pcm);
            var audio = listener.heard("audio").path("data");
            assertThat(Base64.getDecoder().decode(audio.path("audio").asText())).isEqualTo(pcm);
            assertThat(audio.path("author").asText()).isEqualTo(anna.playerId());
            assertThat(audio.path("status").asText()).isEqualTo("VALIDATED");
            assertThat(speaker.texts())
                    .noneMatch(text -> text.path("action").asText().equals("audio"));
            var prefix = "audio/" + anna.playerId() + "/";
            await().until(() ->
                    server.bean(Objects.class).list(prefix, null, 10).size() == 1);
            var stored = server.bean(Objects.class).list(prefix, null, 10).getFirst();
            assertThat(stored.key().value())
                    .isEqualTo(prefix + audio.path("timestamp").asText() + ".pcm");
        }
    }

    @Test
    void letsInWhoHasKeyAndTokenOrATicketOnce() {
        var player = server.guest("voice-door");
        assertThat(VoiceClient.refusal(() -> VoiceClient.connect(server, "wrong-key-0123456789", player.token())))
                .isEqualTo(403);
        assertThat(VoiceClient.refusal(() -> VoiceClient.connect(server, KEY, "forged")))
                .isEqualTo(401);
        assertThat(VoiceClient.refusal(() -> VoiceClient.withTicket(server, "guessed")))
                .isEqualTo(403);
        var ticket = ticket(player);
        VoiceClient.withTicket(server, ticket).close();
        assertThat(VoiceClient.refusal(() -> VoiceClient.withTicket(server, ticket)))
                .isEqualTo(403);
    }

    private static String ticket(Session player) {
        return server.post(player.token(), "/v1/voice/socket-tickets", "", Map.of(), "x-api-key", KEY)
                .ok()
                .get("ticket")
                .asText();
    }

    @Test
    void mixesBinaryFramesAndJson() {
        var room = room("mixed");
        var anna = server.guest("voice-mixed-anna");
        try (var speaker = binary(anna, room);
                var binary = binary(server.guest("voice-mixed-bert"), room);
                var json = connect(server.guest("voice-mixed-cleo"))) {
            var joined = json.ask("join", Map.of("room", room), "joined");
            assertThat(joined.path("members")).hasSize(3);
            for (int i = 0; i < 10; i++) {
                speaker.send(VoiceClient.frame(0xFFFF, i, VoiceClient.tone(i)));
            }
            await().until(() -> binary.frames().size() == 10);
            for (int i = 0; i < 10; i++) {
                var frame = ByteBuffer.wrap(binary.frames().get(i)).order(ByteOrder.LITTLE_ENDIAN);
                assertThat(frame.getShort(2))
                        .isEqualTo((short) joined.path("alias").asInt());
                assertThat(frame.getInt(4)).isEqualTo(ssrc(joined, anna.playerId()));
                assertThat(frame.getInt(8)).isEqualTo(i);
                assertThat(Arrays.copyOfRange(frame.array(), VoiceClient.HEADER, frame.capacity()))
                        .isEqualTo(VoiceClient.tone(i));
            }
            var audio = json.heard("audio").path("data");
            assertThat(audio.path("author").asText()).isEqualTo(anna.playerId());
            var heard = Base64.getDecoder().decode(audio.path("audio").asText());
            assertThat(Arrays.copyOf(heard, VoiceClient.FRAME)).isEqualTo(VoiceClient.tone(0));
            assertThat(json.heard("talking").path("data").path("on").asBoolean())
                    .isTrue();
            assertThat(speaker.frames()).isEmpty();
        }
    }

    private static int ssrc(JsonNode joined, String playerId) {
        for (var member : joined.path("members")) {
            if (member.path("playerId").asText().equals(playerId)) {
                return member.path("ssrc").asInt();
            }
        }
        throw new AssertionError(playerId + " is not in " + joined);
    }

    @Test
    void letsNobodyHearWhomTheyBlock() {
        var room = room("blocks");
        var anna = server.guest("voice-blocks-anna");
        try (var speaker = binary(anna, room);
                var blocking = binary(server.guest("voice-blocks-bert"), room);
                var hearing = binary(server.guest("voice-blocks-cleo"), room)) {
            blocking.ask("block", Map.of("playerId", anna.playerId(), "on", true), "blocked");
            speaker.send(VoiceClient.frame(0xFFFF, 0, VoiceClient.tone(0)));
            await().until(() -> hearing.frames().size() == 1);
            assertThat(blocking.frames()).isEmpty();
            speaker.clip(VoiceClient.tone(2, 3200));
            hearing.heard("audio");
            assertThat(blocking.texts())
                    .noneMatch(text -> text.path("action").asText().equals("audio"));
        }
    }

    @Test
    void refusesWhatIsWrongAndGoesOn() {
        var room = room("sturdy");
        var anna = server.guest("voice-sturdy-anna");
        try (var speaker = binary(anna, room);
                var listener = binary(server.guest("voice-sturdy-bert"), room)) {
            assertThat(code(speaker.refused("dance", Map.of()))).isEqualTo("voice/unknown-action");
            assertThat(code(speaker.refused("join", Map.of("room", "nowhere")))).isEqualTo("voice/room-not-found");
            assertThat(code(speaker.refused("join", Map.of()))).isEqualTo("voice/unreadable");
            speaker.say("[".repeat(50_000));
            speaker.say("no json");
            speaker.heard(text -> code(text.path("data")).equals("voice/unreadable"));
            speaker.send(new byte[] {1, 2, 3});
            speaker.heard(text -> code(text.path("data")).equals("voice/frame-invalid"));
            speaker.send(VoiceClient.frame(0xFFFF, 5, new byte[639]));
            speaker.heard(text -> code(text.path("data")).equals("voice/bad-size"));
            speaker.clip(new byte[31]);
            speaker.heard(text -> text.path("action").asText().equals("audio_status")
                    || code(text.path("data")).equals("voice/bad-size"));
            speaker.send(VoiceClient.frame(0xFFFF, 6, VoiceClient.tone(6)));
            await().until(() -> !listener.frames().isEmpty());
            speaker.say("x".repeat(200_000));
            assertThat(speaker.closeCode()).isIn(1009, 1006);
            assertThat(listener.isOpen()).isTrue();
        }
    }

    private static String code(JsonNode problem) {
        return problem.path("code").asText();
    }

    @Test
    void givesItsRoomsBackToWhoResumes() {
        var room = room("resumed");
        var anna = server.guest("voice-resumed-anna");
        var first = connect(anna);
        var welcome = first.ask("hello", Map.of("framing", "binary"), "welcome");
        first.ask("join", Map.of("room", room), "joined");
        try (var watching = binary(server.guest("voice-resumed-bert"), room)) {
            first.close();
            try (var second = connect(anna)) {
                var again = second.ask(
                        "hello",
                        Map.of(
                                "framing",
                                "binary",
                                "resume",
                                welcome.path("resumeToken").asText()),
                        "welcome");
                assertThat(again.path("resumed").asBoolean()).isTrue();
                assertThat(again.path("ssrc").asInt())
                        .isEqualTo(welcome.path("ssrc").asInt());
                assertThat(again.path("rooms")).hasSize(1);
                second.send(VoiceClient.frame(0xFFFF, 0, VoiceClient.tone(0)));
                await().until(() -> watching.frames().size() == 1);
                assertThat(watching.texts())
                        .noneMatch(
                                text -> text.path("data").path("event").asText().equals("left"));
            }
        }
    }

    @Test
    void tellsWhoTalksAndWhoComesAndGoes() {
        var room = room("presence");
        var bert = server.guest("voice-presence-bert");
        try (var watching = binary(server.guest("voice-presence-anna"), room)) {
            var coming = binary(bert, room);
            watching.heard(text -> presence(text, "joined", bert.playerId()));
            coming.ask("leave", Map.of("room", room), "left");
            watching.heard(text -> presence(text, "left", bert.playerId()));
            coming.close();
        }
    }

    private static boolean presence(JsonNode text, String event, String playerId) {
        var data = text.path("data");
        return text.path("action").asText().equals("presence")
                && data.path("event").asText().equals(event)
                && data.path("member").path("playerId").asText().equals(playerId);
    }

    @Test
    void isHeardByTheSourcesOwnClient() throws Exception {
        var pcm = folder.resolve("clip.pcm");
        Files.write(pcm, VoiceClient.tone(3, 3200));
        var listener = sourceClient(KEY, server.guest("voice-script-anna").token(), "listen");
        var speaker = server.guest("voice-script-bert");
        try (var heard = listener.inputReader()) {
            assertThat(heard.readLine()).isEqualTo("connected");
            var saying = sourceClient(KEY, speaker.token(), "say", pcm.toString());
            var line = heard.readLine();
            assertThat(line)
                    .startsWith("heard {\"action\":\"audio\"")
                    .contains(Base64.getEncoder().encodeToString(VoiceClient.tone(3, 3200)))
                    .contains("\"author\":\"" + speaker.playerId() + "\"", "\"status\":\"VALIDATED\"");
            System.out.println("source client: " + line.substring(0, 60) + "... from " + speaker.playerId());
            saying.destroy();
        } finally {
            listener.destroy();
        }
        var refused = sourceClient("wrong-key-0123456789", speaker.token(), "listen");
        assertThat(refused.inputReader().readLine()).isEqualTo("refused 403");
        assertThat(refused.waitFor(Duration.ofSeconds(10))).isTrue();
    }

    /** The script in docs/examples, as its reader would start it. */
    private static Process sourceClient(String key, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Path.of("../../docs/examples/SourceVoiceClient.java").toString(),
                server.uri().toString().replace("http:", "ws:") + "/voice",
                key));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
