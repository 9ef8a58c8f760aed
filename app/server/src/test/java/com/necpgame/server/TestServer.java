package com.necpgame.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.necpgame.platform.embedded.TemporaryDynamo;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.security.token.jwt.generator.JwtTokenGenerator;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The server on a free port of this machine, with {@link TestRoutes} and a key of its own for tokens. */
final class TestServer implements AutoCloseable {
    static final String JSON = "application/json";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** One store for the tests of this JVM: the edge does not care what is in it. */
    private static final TemporaryDynamo STORE = TemporaryDynamo.open();

    final EmbeddedServer server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private TestServer(EmbeddedServer server) {
        this.server = server;
    }

    /** @param settings name, value, name, value ... */
    static TestServer start(Object... settings) {
        return start(List.of(), settings);
    }

    static TestServer start(List<Object> beans, Object... settings) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "micronaut.server.port",
                -1,
                "micronaut.server.host",
                "127.0.0.1",
                "necpgame.log.format",
                "text",
                "necpgame.content.seed-at-start",
                false,
                "test.routes",
                true,
                "micronaut.security.token.jwt.signatures.secret.generator.secret",
                "only-for-tests-".repeat(4)));
        for (int i = 0; i < settings.length; i += 2) {
            properties.put((String) settings[i], settings[i + 1]);
        }
        var context = ApplicationContext.builder()
                .properties(properties)
                .singletons(STORE.client())
                .singletons(beans.toArray())
                .start();
        return new TestServer(context.getBean(EmbeddedServer.class).start());
    }

    ApplicationContext context() {
        return server.getApplicationContext();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getPort() + path);
    }

    /** A token for this player, signed with the key of the tests. */
    String token(String subject) {
        var claims = Map.<String, Object>of(
                "iss",
                "necpgame",
                "sub",
                subject,
                "token_use",
                "access",
                "exp",
                Date.from(Instant.now().plus(Duration.ofHours(1))));
        return context().getBean(JwtTokenGenerator.class).generateToken(claims).orElseThrow();
    }

    /** @param headers name, value, name, value ... */
    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Answer post(String path, String body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", JSON)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
        return headers.length == 0 ? request : request.headers(headers);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Socket socket() throws IOException {
        var socket = new Socket("127.0.0.1", server.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /** Sends these bytes as they are, and reads until the server closes. */
    String raw(String bytes) throws IOException {
        try (var socket = socket()) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        client.close();
        context().close();
    }

    record Answer(HttpResponse<byte[]> http) {
        int status() {
            return http.statusCode();
        }

        String text() {
            return new String(http.body(), StandardCharsets.UTF_8);
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        String type() {
            return header("Content-Type");
        }

        JsonNode json() {
            try {
                return MAPPER.readTree(http.body());
            } catch (IOException e) {
                throw new AssertionError("Not JSON: " + text(), e);
            }
        }

        /** {@code pointer detail} of each field error. */
        List<String> errors() {
            var errors = new ArrayList<String>();
            json().path("errors")
                    .forEach(e -> errors.add(
                            e.path("pointer").asText() + " " + e.path("detail").asText()));
            return errors;
        }
    }
}
