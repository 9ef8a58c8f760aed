package com.necpgame.platform.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client of the game's HTTP API for tests. Once it knows the API's document it holds every answer against it, so
 * that each test also proves that the document tells the truth. Does not follow redirects. May be used from many
 * threads.
 */
public final class ApiClient implements AutoCloseable {
    /** How long an answer may take. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** Java's client sets these itself and refuses them from us. */
    private static final Set<String> SET_BY_JAVA = Set.of("content-length", "host", "connection", "expect", "upgrade");

    private final HttpClient http;
    private final URI base;
    private final @Nullable String token;
    private final @Nullable OpenApiDocument document;

    private ApiClient(HttpClient http, URI base, @Nullable String token, @Nullable OpenApiDocument document) {
        this.http = http;
        this.base = base;
        this.token = token;
        this.document = document;
    }

    /**
     * A client of a server, anonymous, that knows no document yet.
     *
     * @param base scheme, host and port
     */
    public static ApiClient to(URI base) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
        return new ApiClient(http, base, null, null);
    }

    /** Holds every answer against this document. Shares its connections with the client that it came from. */
    public ApiClient describedBy(OpenApiDocument api) {
        return new ApiClient(http, base, token, api);
    }

    /** Holds every answer against the document that the server itself gives under this path. */
    public ApiClient describedAt(String path) {
        var answer = sendUndescribed(ApiRequest.of("GET", path).header("Accept", ApiRequest.JSON));
        return describedBy(OpenApiDocument.parse(answer.isOk().text()));
    }

    /** The same client with a bearer token. */
    public ApiClient as(String bearerToken) {
        return new ApiClient(http, base, bearerToken, document);
    }

    /** The same client without a token. */
    public ApiClient anonymous() {
        return new ApiClient(http, base, null, document);
    }

    /**
     * The document that answers are held against.
     *
     * @throws IllegalStateException if there is none
     */
    public OpenApiDocument document() {
        if (document == null) {
            throw new IllegalStateException("this client knows no document: describedBy or describedAt gives it one");
        }
        return document;
    }

    /** Reads. */
    public ApiAnswer get(String path) {
        return send(ApiRequest.of("GET", path));
    }

    /** Posts JSON, made from maps, lists and plain values. */
    public ApiAnswer post(String path, Object body) {
        return send(ApiRequest.of("POST", path).json(body));
    }

    /** Posts JSON under an {@code Idempotency-Key}. */
    public ApiAnswer post(String path, Object body, String idempotencyKey) {
        return send(ApiRequest.of("POST", path).json(body).key(idempotencyKey));
    }

    /** Puts JSON. */
    public ApiAnswer put(String path, Object body) {
        return send(ApiRequest.of("PUT", path).json(body));
    }

    /** Deletes. */
    public ApiAnswer delete(String path) {
        return send(ApiRequest.of("DELETE", path));
    }

    /**
     * Sends a request and holds its answer against the document, if there is one.
     *
     * @throws AssertionError if the document does not declare this answer
     */
    public ApiAnswer send(ApiRequest request) {
        var answer = sendUndescribed(request);
        if (document != null) {
            document.check(answer);
        }
        return answer;
    }

    /** Sends a request to what is no part of the API, such as a path that must not be there. */
    public ApiAnswer sendUndescribed(ApiRequest request) {
        var signed = token == null || request.headers().containsKey("Authorization") ? request : request.bearer(token);
        try {
            var answer = http.send(java(signed), BodyHandlers.ofByteArray());
            return ApiAnswer.of(request, answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("no answer to " + request + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + request, e);
        }
    }

    /** Ends the connections, also those of clients that came from this one. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest java(ApiRequest request) {
        var body = request.body();
        var java = HttpRequest.newBuilder(URI.create(withoutSlash(base.toString()) + request.path()))
                .timeout(TIMEOUT)
                .method(
                        request.method(),
                        body.length == 0 && !request.headers().containsKey(ApiRequest.CONTENT_TYPE)
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(body));
        request.headers().forEach((name, value) -> {
            if (!SET_BY_JAVA.contains(name.toLowerCase(Locale.ROOT))) {
                java.header(name, value);
            }
        });
        return java.build();
    }

    private static String withoutSlash(String base) {
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
