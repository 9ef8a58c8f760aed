package com.necpgame.harness.slice.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.wire.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The RSA keys that the identity process publishes (RFC 7517), fetched when one is asked for that is not known yet. */
final class IdentityKeys {
    /** A stranger can name any key id; so often can strangers make us ask. */
    private static final Duration ASK_PAUSE = Duration.ofSeconds(1);

    private static final Duration OLD = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client;
    private final URI address;
    private volatile Map<String, PublicKey> known = Map.of();
    private volatile long askedAt = System.nanoTime() - OLD.toNanos();

    IdentityKeys(HttpClient client, URI address) {
        this.client = client;
        this.address = address;
    }

    /** @throws Unavailable if the identity process does not answer, and the key is not known */
    @Nullable
    PublicKey find(String id) {
        var key = since().compareTo(OLD) < 0 ? known.get(id) : null;
        return key == null ? lookAgain().get(id) : key;
    }

    private Duration since() {
        return Duration.ofNanos(System.nanoTime() - askedAt);
    }

    private synchronized Map<String, PublicKey> lookAgain() {
        if (since().compareTo(ASK_PAUSE) >= 0) {
            known = ask();
            askedAt = System.nanoTime();
        }
        return known;
    }

    private Map<String, PublicKey> ask() {
        try {
            var answer = client.send(
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Unavailable("the keys of the identity process: " + answer.statusCode());
            }
            var keys = new HashMap<String, PublicKey>();
            for (var key : Json.parse(answer.body()).path("keys")) {
                if (key.path("kty").asText().equals("RSA")) {
                    keys.put(key.path("kid").asText(), read(key));
                }
            }
            return keys;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new Unavailable("the keys of the identity process: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted");
        }
    }

    private static PublicKey read(JsonNode key) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(key.path("n")), number(key.path("e"))));
    }

    private static BigInteger number(JsonNode text) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text.asText()));
    }

    /** Whoever asks may ask again. */
    static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message) {
            super(message);
        }
    }
}
