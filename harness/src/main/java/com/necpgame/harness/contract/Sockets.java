package com.necpgame.harness.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.wire.Json;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Voice on its socket: who is let in, rooms, and clips that are heard. */
final class Sockets {
    private static final String PATH = "/voice";
    private static final String TICKETS = "/v1/voice/socket-tickets";
    private static final String NO_REPORT = "voice/recording-not-found";
    private static final int CONNECTIONS_MAX = 4;
    private static final int CLIP_BYTES = 3_200;

    private final Stage stage;
    private final Cast cast;
    private final HttpClient http;

    Sockets(Stage stage, Cast cast, HttpClient http) {
        this.stage = stage;
        this.cast = cast;
        this.http = http;
    }

    private static Predicate<JsonNode> action(String name) {
        return heard -> heard.path("action").asText().equals(name);
    }

    private static Predicate<JsonNode> of(String name, String member, String value) {
        return action(name)
                .and(heard -> heard.path("data").path(member).asText().equals(value));
    }

    void door() {
        stage.chapter("socket");
        Person bert = cast.bert();
        refused("without anything", PATH, Map.of(), 403);
        refused("without a token", PATH, Map.of("x-api-key", cast.apiKey()), 401);
        refused("with a forged token", PATH, headers("forged"), 401);
        refused("without a key", PATH, Map.of("Authorization", "Bearer " + bert.token()), 403);
        refused(
                "with a wrong key",
                PATH,
                Map.of("x-api-key", "wrong-key-0123456789", "Authorization", "Bearer " + bert.token()),
                403);
        refused("with a guessed ticket", PATH + "?ticket=guessed", Map.of(), 403);
        stage.post("a ticket without a key", bert, TICKETS).refused(403, "voice/api-key-invalid");
        stage.post("a ticket with a wrong key", bert, TICKETS)
                .with("x-api-key", "wrong-key-0123456789")
                .refused(403, "voice/api-key-invalid");
        String ticket = stage.post("a ticket", bert, TICKETS)
                .with("x-api-key", cast.apiKey())
                .expect(201)
                .json()
                .path("ticket")
                .asText();
        Talk.open(stage, http, "with a ticket", bert, PATH + "?ticket=" + ticket, Map.of())
                .close();
        refused("with a used ticket", PATH + "?ticket=" + ticket, Map.of(), 403);
        tooMany();
    }

    private void refused(String title, String path, Map<String, String> headers, int status) {
        Talk.refused(stage, http, title, Person.NOBODY, path, headers, status);
    }

    private Map<String, String> headers(String token) {
        return Map.of("x-api-key", cast.apiKey(), "Authorization", "Bearer " + token);
    }

    private Talk open(Person player) {
        return open(player + " connects", player);
    }

    private Talk open(String title, Person player) {
        return Talk.open(stage, http, title, player, PATH, headers(String.valueOf(player.token())));
    }

    private void tooMany() {
        var talks = new ArrayList<Talk>();
        try {
            for (int i = 1; i <= CONNECTIONS_MAX; i++) {
                talks.add(open("connection " + i, cast.cleo()));
            }
            refused(
                    "one connection too many",
                    PATH,
                    headers(String.valueOf(cast.cleo().token())),
                    429);
        } finally {
            talks.forEach(Talk::close);
        }
    }

    void talk() {
        stage.chapter("talk");
        try (Talk anna = open(cast.anna());
                Talk bert = open(cast.bert())) {
            greetings(anna);
            anna.ask("anna joins the hall", "join", "{'room':'hall'}", "joined");
            anna.ask("anna joins the hall again", "join", "{'room':'hall'}", "joined");
            bert.ask("bert joins the hall", "join", "{'room':'hall'}", "joined");
            anna.heard("anna sees bert come", presence("joined", cast.bert()));
            refusals(anna, bert);
            manners(anna, bert);
            clips(anna, bert);
            reports(anna);
            parting(anna, bert);
        }
        stage.get("the hall when all have gone", cast.operator(), "/v1/voice/rooms/hall")
                .expect(200);
    }

    private static Predicate<JsonNode> presence(String event, Person player) {
        return of("presence", "event", event)
                .and(heard -> heard.path("data")
                        .path("member")
                        .path("playerId")
                        .asText()
                        .equals(player.playerId()));
    }

    private static void greetings(Talk anna) {
        anna.ask("a greeting", "hello", "{'framing':'json','codecs':['pcm16']}", "welcome");
        anna.ask("a ping", "ping", "{'t':17}", "pong");
        anna.refused("a greeting of no framing", "hello", "{'framing':'smoke'}", "voice/unreadable");
    }

    private void refusals(Talk anna, Talk bert) {
        anna.refused("an action that is none", "dance", "{}", "voice/unknown-action");
        anna.refused("into a room that is not there", "join", "{'room':'nowhere'}", "voice/room-not-found");
        anna.refused("into no room", "join", "{}", "voice/unreadable");
        anna.refused("into a closed room", "join", "{'room':'vault'}", "voice/token-needed");
        anna.refused(
                "into a closed room with a forged token",
                "join",
                "{'room':'vault','token':'forged'}",
                "voice/token-invalid");
        anna.refused(
                "a deed of no moderator",
                "moderate",
                "{'room':'hall','playerId':'%s','deed':'kick'}",
                "voice/not-a-moderator",
                cast.bert().playerId());
        String token = stage.post("a token for the vault", cast.operator(), "/v1/voice/rooms/vault/tokens")
                .body("{'playerId':'%s','role':'member'}", cast.bert().playerId())
                .expect(201)
                .json()
                .path("token")
                .asText();
        anna.refused("with another's token", "join", "{'room':'vault','token':'%s'}", "voice/token-invalid", token);
        bert.ask("with one's own token", "join", "{'room':'vault','token':'%s'}", "joined", token);
        bert.ask("bert leaves the vault", "leave", "{'room':'vault'}", "left");
        anna.say("no json");
        anna.heard("what is no JSON", of("error", "code", "voice/unreadable").and(heard -> !heard.has("cid")));
    }

    private void manners(Talk anna, Talk bert) {
        String them = cast.bert().playerId();
        anna.ask("anna mutes herself", "mute", "{'on':true}", "muted");
        anna.ask("anna speaks again", "mute", "{'on':false}", "muted");
        anna.ask("anna mutes bert", "mute", "{'on':true,'playerId':'%s'}", "muted", them);
        anna.ask("anna hears bert again", "mute", "{'on':false,'playerId':'%s'}", "muted", them);
        anna.ask("anna hears nobody", "deafen", "{'on':true}", "deafened");
        anna.ask("anna hears again", "deafen", "{'on':false}", "deafened");
        anna.ask("push to talk", "ptt", "{'enabled':true,'pressed':false}", "ptt");
        anna.ask("push to talk no more", "ptt", "{'enabled':false,'pressed':false}", "ptt");
        anna.ask("anna blocks bert", "block", "{'playerId':'%s','on':true}", "blocked", them);
        anna.ask("anna blocks bert no more", "block", "{'playerId':'%s','on':false}", "blocked", them);
        bert.ask("bert consents", "consent", "{'room':'hall','on':true}", "consented");
    }

    private void clips(Talk anna, Talk bert) {
        clip(anna, "first", tone(1), "hall", "");
        bert.heard("bert hears the clip", of("audio", "audioId", "first"));
        clip(anna, "first", tone(2), "hall", "other");
        anna.heard("an audioId for other audio", cid("other"));
        clip(anna, "odd", List.of(1, 2, 3), "hall", "odd");
        anna.heard("a clip of half a sample", cid("odd"));
        anna.say("{\"action\":\"sendaudio\",\"cid\":\"base64\",\"data\":\"?\",\"audioId\":\"b64\"}");
        anna.heard("what is no base64", cid("base64"));
        clip(anna, "elsewhere", tone(3), "vault", "elsewhere");
        anna.heard("a clip into a room that one is not in", cid("elsewhere"));
        if (!anna.heardNothing(of("audio", "audioId", "first"))) {
            stage.fault(stage.title("bert hears the clip"), "its speaker hears it, too");
        }
    }

    private static Predicate<JsonNode> cid(String mark) {
        return heard -> heard.path("cid").asText().equals(mark);
    }

    private static void clip(Talk talk, String audioId, List<Integer> samples, String room, String cid) {
        var bytes = new byte[samples.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = samples.get(i).byteValue();
        }
        var message = Json.object()
                .put("action", "sendaudio")
                .put("data", Base64.getEncoder().encodeToString(bytes))
                .put("author", "me")
                .put("audioId", audioId)
                .put("room", room);
        talk.say((cid.isEmpty() ? message : message.put("cid", cid)).toString());
    }

    /** A tenth of a second of a loud tone, other for each number. */
    private static List<Integer> tone(int number) {
        var bytes = new ArrayList<Integer>();
        for (int i = 0; i < CLIP_BYTES / 2; i++) {
            int sample = (int) (8_000 * Math.sin(2 * Math.PI * (200 + number) * i / 16_000));
            bytes.add(sample & 0xFF);
            bytes.add(sample >> 8 & 0xFF);
        }
        return bytes;
    }

    /** Only what was recorded can be reported; a script cannot wait for a recording. */
    private void reports(Talk anna) {
        String form = "{'room':'hall','playerId':'%s','reason':'contract'}";
        anna.refused(
                "anna reports bert",
                "report",
                form,
                "voice/not-recorded",
                cast.bert().playerId());
        stage.get("reports", cast.operator(), "/v1/voice/reports").expect(200);
        stage.get("no report", cast.operator(), "/v1/voice/reports/rep_none").refused(404, NO_REPORT);
        stage.get("no report's sound", cast.operator(), "/v1/voice/reports/rep_none/audio")
                .refused(404, NO_REPORT);
    }

    private void parting(Talk anna, Talk bert) {
        String moderation = "/v1/voice/rooms/hall/moderation";
        stage.post("the operator kicks bert", cast.operator(), moderation)
                .key("kick-bert")
                .body(
                        "{'playerId':'%s','deed':'kick','reason':'contract'}",
                        cast.bert().playerId())
                .expect(201);
        bert.heard("bert is told", action("kicked"));
        anna.heard("anna sees bert go", presence("left", cast.bert()));
        anna.ask("anna leaves the hall", "leave", "{'room':'hall'}", "left");
        anna.ask("anna leaves the hall again", "leave", "{'room':'hall'}", "left");
        anna.refused(
                "a report from outside",
                "report",
                "{'room':'hall','playerId':'%s'}",
                "voice/not-a-member",
                cast.bert().playerId());
    }
}
