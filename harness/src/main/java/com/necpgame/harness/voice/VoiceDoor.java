package com.necpgame.harness.voice;

import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.HttpConnection;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Request;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The game's own door, by docs/voice.md: a guest with the API key, that asks for binary frames and joins a room. */
public final class VoiceDoor implements Door {
    private final URI base;
    private final String apiKey;
    /** By number; a client of a higher number, and all where there are none, stay in the lobby. */
    private final List<String> rooms;

    private int guests;

    public VoiceDoor(URI base, String apiKey, List<String> rooms) {
        this.base = base;
        this.apiKey = apiKey;
        this.rooms = List.copyOf(rooms);
    }

    @Override
    public Entry entry(int room, boolean speaks) throws IOException {
        var steps = new ArrayList<Step>();
        steps.add(new Step(
                "{\"action\":\"hello\",\"data\":{\"framing\":\"binary\",\"codecs\":[\"pcm16\",\"opus\"]}}", "welcome"));
        if (room < rooms.size()) {
            var join = Json.object().put("action", "join");
            join.putObject("data").put("room", rooms.get(room)).put("listenOnly", !speaks);
            steps.add(new Step(join.toString(), "joined"));
        }
        return new Entry(Request.get("/voice").with("x-api-key", apiKey), token(), steps);
    }

    private String token() throws IOException {
        try (var connection = new HttpConnection(base)) {
            var device = "voice-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + "-" + guests++;
            Answer answer =
                    connection.send(Request.post("/v1/auth/guest", Json.object().put("deviceId", device)), null);
            var token = answer.json().path("accessToken").asText();
            if (token.isEmpty()) {
                throw new IOException("no guest may sign in: " + answer.status() + " " + answer.body());
            }
            return token;
        }
    }
}
