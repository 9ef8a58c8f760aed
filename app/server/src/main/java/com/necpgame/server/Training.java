package com.necpgame.server;

import com.necpgame.platform.embedded.storage.Natives;
import com.necpgame.platform.runtime.RecordedServices;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Starts the server in a folder of its own, does what its first visitors do, and ends. The start script records this run
 * with {@code --train} and starts from the recording afterwards.
 */
public final class Training {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int STARTS = 2;
    private static final int ROUNDS = 20;

    private final JsonMapper json;
    private final URI server;

    private Training(URI server, JsonMapper json) {
        this.server = server;
        this.json = json;
    }

    /** @param arguments settings beside those of the training itself. Where the recording goes, system properties say. */
    public static void main(String[] arguments) throws IOException {
        Natives.unpack(Path.of(System.getProperty(Natives.FOLDER)));
        var services = RecordedServices.note();
        play(arguments);
        services.write(Path.of(System.getProperty(RecordedServices.PROPERTY)));
        System.exit(0);
    }

    private static void play(String[] arguments) throws IOException {
        var folder = Files.createTempDirectory("necpgame-training");
        var secret = HexFormat.of().formatHex(new SecureRandom().generateSeed(16));
        var settings = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, settings, 0, arguments.length);
        settings[arguments.length] = "-necpgame.store.path=" + folder;
        settings[arguments.length + 1] = "-micronaut.server.host=127.0.0.1";
        settings[arguments.length + 2] = "-micronaut.server.port=-1";
        settings[arguments.length + 3] = "-necpgame.identity.operator-secret=" + secret;
        try {
            // The second start finds tables and content there, as most starts do.
            for (int start = 1; start <= STARTS; start++) {
                var running = Necpgame.prepareAndStart(settings);
                new Training(running.getURI(), running.getApplicationContext().getBean(JsonMapper.class)).visit(secret);
                running.getApplicationContext().close();
            }
        } finally {
            delete(folder);
        }
    }

    private void visit(String secret) throws IOException {
        for (var path : new String[] {"/health", "/health/readiness", "/openapi", "/prometheus", "/docs"}) {
            get("", path);
        }
        var client = "grant_type=client_credentials&client_id=operator&client_secret="
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        var asked = request("", "/oauth/token");
        asked.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        var operator = text(send(asked, client), "access_token");
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

    private void get(String token, String path) throws IOException {
        answer(request(token, path));
    }

    private JsonNode post(String token, String key, String path, String body) throws IOException {
        var request = request(token, path);
        request.setRequestProperty("Content-Type", "application/json");
        if (!key.isEmpty()) {
            request.setRequestProperty("Idempotency-Key", key);
        }
        return send(request, body);
    }

    /** By the oldest client of the JDK: what this process loads beside the server is loaded by every later start too. */
    private HttpURLConnection request(String token, String path) throws IOException {
        var request = (HttpURLConnection) server.resolve(path).toURL().openConnection();
        request.setConnectTimeout(PATIENCE_MILLIS);
        request.setReadTimeout(PATIENCE_MILLIS);
        if (!token.isEmpty()) {
            request.setRequestProperty("Authorization", "Bearer " + token);
        }
        return request;
    }

    private JsonNode send(HttpURLConnection request, String body) throws IOException {
        request.setDoOutput(true);
        try (var out = request.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return answer(request);
    }

    /** What a module that is switched off would have answered is not missed: the rest is recorded. */
    private JsonNode answer(HttpURLConnection request) throws IOException {
        try (var in = request.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST
                ? request.getInputStream()
                : request.getErrorStream()) {
            var body = in == null ? new byte[0] : in.readAllBytes();
            var type = Objects.requireNonNullElse(request.getContentType(), "");
            return type.contains("json") && body.length > 0
                    ? json.readValue(body, Argument.of(JsonNode.class))
                    : JsonNode.nullNode();
        }
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
