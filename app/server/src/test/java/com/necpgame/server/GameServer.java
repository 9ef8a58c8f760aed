package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The whole game on a free port over a given store, so that one process can die and another go on. */
final class GameServer implements AutoCloseable {
    static final String OPERATOR_SECRET = "only-for-tests-0001";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final EmbeddedServer server;
    private final URI uri;

    private GameServer(EmbeddedServer server) {
        this.server = server;
        this.uri = URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** @param settings name, value, name, value ... */
    static GameServer over(DynamoDbClient store, Object... settings) {
        return start(ApplicationContext.builder().singletons(store), settings);
    }

    /** The server with the store that it has by itself. */
    static GameServer in(Path folder, Object... settings) {
        var all = new Object[settings.length + 2];
        System.arraycopy(settings, 0, all, 2, settings.length);
        all[0] = "necpgame.store.path";
        all[1] = folder.toString();
        return start(ApplicationContext.builder(), all);
    }

    private static GameServer start(ApplicationContextBuilder builder, Object... settings) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "micronaut.server.port", -1,
                "micronaut.server.host", "127.0.0.1",
                "necpgame.log.format", "text",
                "necpgame.content.path", "../../content",
                "necpgame.identity.operator-secret", OPERATOR_SECRET,
                "necpgame.server.rate-limit.enabled", false,
                "necpgame.server.stop.notice", "0s",
                "necpgame.events.poll-interval", "100ms",
                "logger.levels.necpgame.access", "OFF"));
        for (int i = 0; i < settings.length; i += 2) {
            properties.put((String) settings[i], settings[i + 1]);
        }
        var context = builder.properties(properties).start();
        try {
            return new GameServer(context.getBean(EmbeddedServer.class).start());
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    <T> Collection<T> beans(Class<T> type) {
        return server.getApplicationContext().getBeansOfType(type);
    }

    /** Where it listens, or did while it lived. */
    URI uri() {
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
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the process without a grace. */
    @Override
    public void close() {
        server.getApplicationContext().close();
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
