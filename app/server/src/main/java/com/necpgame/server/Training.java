package com.necpgame.server;

import com.necpgame.platform.embedded.storage.Natives;
import com.necpgame.platform.runtime.RecordedServices;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * Starts the server in a folder of its own, does what its first visitors do, and ends. The start script records this run
 * with {@code --train} and starts from the recording afterwards.
 */
public final class Training {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ROUNDS = 20;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json;
    private final URI server;

    private Training(URI server, JsonMapper json) {
        this.server = server;
        this.json = json;
    }

    /** @param arguments settings beside those of the training itself. Where the recording goes, system properties say. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Natives.unpack(Path.of(System.getProperty(Natives.FOLDER)));
        var services = RecordedServices.note();
        play(arguments);
        services.write(Path.of(System.getProperty(RecordedServices.PROPERTY)));
        System.exit(0);
    }

    private static void play(String[] arguments) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("necpgame-training");
        var secret = HexFormat.of().formatHex(new SecureRandom().generateSeed(16));
        var settings = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, settings, 0, arguments.length);
        settings[arguments.length] = "-necpgame.store.path=" + folder;
        settings[arguments.length + 1] = "-micronaut.server.host=127.0.0.1";
        settings[arguments.length + 2] = "-micronaut.server.port=-1";
        settings[arguments.length + 3] = "-necpgame.identity.operator-secret=" + secret;
        try {
            var running = Necpgame.start(settings);
            new Training(running.getURI(), running.getApplicationContext().getBean(JsonMapper.class)).visit(secret);
            running.getApplicationContext().close();
        } finally {
            delete(folder);
        }
    }

    private void visit(String secret) throws IOException, InterruptedException {
        for (var path : new String[] {"/health", "/health/readiness", "/openapi", "/prometheus", "/docs"}) {
            get("", path);
        }
        var client = "grant_type=client_credentials&client_id=operator&client_secret="
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        var operator = text(
                send(HttpRequest.newBuilder(server.resolve("/oauth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(client))),
                "access_token");
        for (int round = 0; round < ROUNDS; round++) {
            var guest = post("", "", "/v1/auth/guest", "{\"deviceId\":\"a-device-in-training-" + round + "\"}");
            var player = text(guest, "accessToken");
            post(
                    operator,
                    "grant-" + round,
                    "/v1/grants",
                    "{\"playerId\":\"" + text(guest, "playerId")
                            + "\",\"currency\":\"credits\",\"amount\":500,\"reason\":\"training\"}");
            post(player, "purchase-" + round, "/v1/purchases", "{\"offerId\":\"medkit-pair\",\"quantity\":1}");
            for (var path : new String[] {"/v1/wallet", "/v1/wallet/entries", "/v1/inventory", "/v1/purchases"}) {
                get(player, path);
            }
        }
    }

    private void get(String token, String path) throws IOException, InterruptedException {
        send(authorized(token, path).GET());
    }

    private JsonNode post(String token, String key, String path, String body) throws IOException, InterruptedException {
        var request = authorized(token, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return send(request);
    }

    private HttpRequest.Builder authorized(String token, String path) {
        var request = HttpRequest.newBuilder(server.resolve(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** What a module that is switched off would have answered is not missed: the rest is recorded. */
    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
        var type = answer.headers().firstValue("Content-Type").orElse("");
        return type.contains("json") && answer.body().length > 0
                ? json.readValue(answer.body(), Argument.of(JsonNode.class))
                : JsonNode.nullNode();
    }

    private static String text(JsonNode answer, String member) {
        var value = answer.get(member);
        return value == null ? "" : value.coerceStringValue();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
