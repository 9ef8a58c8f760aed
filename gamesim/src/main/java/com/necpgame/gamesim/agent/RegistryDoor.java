package com.necpgame.gamesim.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** HTTP to the registry, signed in with client credentials. Never tries twice, but for a token that has run out. */
final class RegistryDoor implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    private static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(10);

    private final AgentSettings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_TIME_MAX)
            .build();
    private final ReentrantLock signingIn = new ReentrantLock();
    private @Nullable String token;

    RegistryDoor(AgentSettings settings) {
        this.settings = settings;
    }

    /**
     * Asks once.
     *
     * @param idempotencyKey null for none
     * @throws IOException without an answer
     */
    Answer post(String path, JsonNode body, @Nullable String idempotencyKey) throws IOException, InterruptedException {
        var signedIn = token();
        var answer = post(path, body, idempotencyKey, signedIn);
        if (answer.status() != 401) {
            return answer;
        }
        forget(signedIn);
        return post(path, body, idempotencyKey, token());
    }

    private Answer post(String path, JsonNode body, @Nullable String key, String bearer)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path))
                .timeout(ANSWER_TIME_MAX)
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return answer(http.send(request.build(), BodyHandlers.ofString()));
    }

    private String token() throws IOException, InterruptedException {
        signingIn.lock();
        try {
            if (token == null) {
                token = signIn();
            }
            return token;
        } finally {
            signingIn.unlock();
        }
    }

    private void forget(String old) {
        signingIn.lock();
        try {
            token = old.equals(token) ? null : token;
        } finally {
            signingIn.unlock();
        }
    }

    private String signIn() throws IOException, InterruptedException {
        var form = "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(encoded(settings.clientId()), encoded(settings.clientSecret()));
        var request = HttpRequest.newBuilder(uri("/oauth/token"))
                .timeout(ANSWER_TIME_MAX)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        var answer = answer(http.send(request, BodyHandlers.ofString()));
        if (!answer.isGood() || !answer.body().hasNonNull("access_token")) {
            throw new IOException("the registry gives no token: " + answer);
        }
        return answer.body().get("access_token").asText();
    }

    private static Answer answer(HttpResponse<String> response) throws IOException {
        var text = response.body();
        var isJson = text.startsWith("{");
        return new Answer(response.statusCode(), isJson ? JSON.readTree(text) : MissingNode.getInstance());
    }

    private URI uri(String path) {
        var base = settings.registry().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
