package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Players and the operator of a server, wherever that runs. */
class GameClient {
    static final String OPERATOR_SECRET = "only-for-tests-0001";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI uri;

    GameClient(URI uri) {
        this.uri = uri;
    }

    /** Where the server listens, or did while it lived. */
    final URI uri() {
        return uri;
    }

    /** Signs a guest in. */
    Session guest(String deviceId) {
        var session =
                post("", "/v1/auth/guest", "", Map.of("deviceId", deviceId)).ok();
        return new Session(
                session.get("playerId").asText(), session.get("accessToken").asText());
    }

    /** Signs the operator in. */
    Session operator() {
        var form = "grant_type=client_credentials&client_id=operator&client_secret=" + OPERATOR_SECRET;
        var answer = send(request("/oauth/token", "", "")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        return new Session("", answer.ok().get("access_token").asText());
    }

    Answer get(String token, String path) {
        return send(request(path, token, "").GET());
    }

    /** @param headers name, value, name, value ... */
    Answer post(String token, String path, String key, Object body, String... headers) {
        try {
            var request = request(path, token, key)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            return send(headers.length == 0 ? request : request.headers(headers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is no JSON. */
    String text(String path) {
        return exchange(request(path, "", "").GET()).body();
    }

    byte[] bytes(String token, String path) {
        return exchange(request(path, token, "").GET(), BodyHandlers.ofByteArray())
                .body();
    }

    private HttpRequest.Builder request(String path, String token, String key) {
        var request = HttpRequest.newBuilder(uri.resolve(path)).timeout(Duration.ofSeconds(20));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return request;
    }

    private static Answer send(HttpRequest.Builder request) {
        var answer = exchange(request);
        try {
            return new Answer(answer, answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> exchange(HttpRequest.Builder request) {
        return exchange(request, BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    record Session(String playerId, String token) {}

    record Answer(HttpResponse<String> http, JsonNode body) {
        int status() {
            return http.statusCode();
        }

        JsonNode ok() {
            assertThat(status()).as(http.body()).isBetween(200, 299);
            return body;
        }
    }
}
