package com.necpgame.gamesim.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.gamesim.transport.JoinToken;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** A guest at the backend: signs in, and asks the registry for seats. */
public final class PlayerDoor implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    /** Longer than the registry lets one wait for room. */
    private static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(40);

    private final URI base;
    private final RandomGenerator random;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String playerId;
    private final String token;

    /**
     * Signs in.
     *
     * @param random for the guest's device id and the keys of requests: a secure one
     * @throws IOException without an answer, or with a refusal
     */
    public PlayerDoor(URI base, RandomGenerator random) throws IOException, InterruptedException {
        this.base = base;
        this.random = random;
        var guest = send("/v1/auth/guest", "", JSON.createObjectNode().put("deviceId", "bot-" + key()));
        this.playerId = guest.path("playerId").asText();
        this.token = guest.path("accessToken").asText();
    }

    public String playerId() {
        return playerId;
    }

    /**
     * Asks for a new session.
     *
     * @param wish what the registry takes, such as {@code timeoutSeconds}
     */
    public SeatAtServer create(ObjectNode wish) throws IOException, InterruptedException {
        return seat(send("/v1/game-sessions", token, wish));
    }

    /** A seat in a session; who has one gets it again, with a fresh token. */
    public SeatAtServer join(String gameSimId) throws IOException, InterruptedException {
        return seat(send("/v1/game-sessions/" + gameSimId + "/players", token, JSON.createObjectNode()));
    }

    private static SeatAtServer seat(JsonNode answer) {
        var server = new InetSocketAddress(
                answer.path("address").asText(), answer.path("port").asInt());
        var joinToken = JoinToken.parse(answer.path("joinToken").asText());
        return new SeatAtServer(answer.path("gameSimId").asText(), server, joinToken);
    }

    private JsonNode send(String path, String bearer, JsonNode body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER_TIME_MAX)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key())
                .POST(BodyPublishers.ofString(body.toString()));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private String key() {
        return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
