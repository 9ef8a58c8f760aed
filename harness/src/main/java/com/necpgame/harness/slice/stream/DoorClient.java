package com.necpgame.harness.slice.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Speaks DynamoDB's JSON protocol to the door of an embedded store, which wants the shape of a signature and checks none. */
public final class DoorClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String SIGNATURE = "AWS4-HMAC-SHA256 Credential=harnessharness16/20260101/local/dynamodb/"
            + "aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=" + "0".repeat(64);

    private final URI endpoint;
    private final HttpClient client;

    /** @param trust whom HTTPS trusts; null for HTTP */
    public DoorClient(URI endpoint, @Nullable SSLContext trust) {
        this.endpoint = endpoint;
        var builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT);
        if (trust != null) {
            builder.sslContext(trust);
        }
        client = builder.build();
    }

    /**
     * Calls an operation.
     *
     * @throws Refused if it is refused
     * @throws UncheckedIOException if there is no answer
     */
    public JsonNode call(String operation, JsonNode input) {
        try {
            var answer = client.send(request(operation, input), HttpResponse.BodyHandlers.ofString());
            JsonNode output = Json.parse(answer.body().isBlank() ? "{}" : answer.body());
            if (answer.statusCode() != 200) {
                throw new Refused(answer.statusCode(), output.path("__type").asText() + " " + output.path("message"));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(operation + " at " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private HttpRequest request(String operation, JsonNode input) {
        return HttpRequest.newBuilder(endpoint)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("X-Amz-Date", "20260101T000000Z")
                .header("Authorization", SIGNATURE)
                .POST(HttpRequest.BodyPublishers.ofString(input.toString()))
                .build();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** The store said no. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(int status, String message) {
            super(status + " " + message);
        }
    }
}
