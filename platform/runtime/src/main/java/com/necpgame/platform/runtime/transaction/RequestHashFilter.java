package com.necpgame.platform.runtime.transaction;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** Hashes the bytes of a request that carries an idempotency key, before anything reads them. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestHashFilter {
    static final String KEY_HEADER = "Idempotency-Key";
    private static final String HASH = RequestHashFilter.class.getName();

    @RequestFilter
    CompletableFuture<HttpRequest<?>> hash(HttpRequest<?> request) {
        if (request.getMethod() != HttpMethod.POST
                || !request.getHeaders().contains(KEY_HEADER)
                || !(request instanceof ServerHttpRequest<?> server)) {
            return CompletableFuture.completedFuture(request);
        }
        return server.byteBody().split(SplitBackpressureMode.FASTEST).buffer().thenApply(body -> {
            try (body) {
                request.setAttribute(HASH, hash(request, body.toByteArray()));
            }
            return request;
        });
    }

    static String of(HttpRequest<?> request) {
        return request.getAttribute(HASH, String.class).orElseThrow();
    }

    private static String hash(HttpRequest<?> request, byte[] body) {
        var digest = sha256();
        digest.update((request.getMethodName() + " " + request.getPath() + "\n").getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest(body));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
