package com.necpgame.harness.slice.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.wire.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An identity process for tests: publishes its key, signs what it is asked to, and tells what else it was sent. */
public final class Issuer implements AutoCloseable {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int BITS = 2048;
    private static final KeyPair KEY = key();
    private static final KeyPair STRANGE_KEY = key();

    private final AtomicInteger keysAsked = new AtomicInteger();
    private final HttpServer server;

    public Issuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/.well-known/jwks.json", exchange -> {
            keysAsked.incrementAndGet();
            answer(exchange, 200, jwks());
        });
        server.createContext("/v1/auth/", Issuer::echo);
        server.start();
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public int keysAsked() {
        return keysAsked.get();
    }

    /** Claims of an access token that is good for an hour. */
    public static ObjectNode claims(String subject) {
        var now = Instant.now().getEpochSecond();
        return Json.object()
                .put("iss", "necpgame")
                .put("sub", subject)
                .put("token_use", "access")
                .put("client_id", "necpgame")
                .put("iat", now)
                .put("exp", now + 3600);
    }

    public static String token(String subject) {
        return sign(header(), claims(subject), KEY);
    }

    public static String sign(ObjectNode claims) {
        return sign(header(), claims, KEY);
    }

    public static String signStrangely(ObjectNode claims) {
        return sign(header(), claims, STRANGE_KEY);
    }

    public static String sign(ObjectNode header, ObjectNode claims) {
        return sign(header, claims, KEY);
    }

    public static ObjectNode header() {
        return Json.object().put("alg", "RS256").put("kid", "key_1").put("typ", "JWT");
    }

    private static String sign(ObjectNode header, ObjectNode claims, KeyPair key) {
        var text = part(header) + "." + part(claims);
        try {
            var signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(key.getPrivate());
            signer.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + BASE64.encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(ObjectNode json) {
        return BASE64.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static KeyPair key() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String jwks() {
        var key = (RSAPublicKey) KEY.getPublic();
        var keys = Json.object();
        keys.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("kid", "key_1")
                .put("use", "sig")
                .put("n", number(key.getModulus()))
                .put("e", number(key.getPublicExponent()));
        return keys.toString();
    }

    private static String number(BigInteger number) {
        var bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static void echo(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-Twice", "one");
        exchange.getResponseHeaders().add("X-Twice", "two");
        var seen = Json.object()
                .put("method", exchange.getRequestMethod())
                .put("uri", exchange.getRequestURI().toString())
                .put("body", body)
                .put("custom", exchange.getRequestHeaders().getFirst("X-Custom"));
        answer(exchange, 201, seen.toString());
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            var bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
