package com.necpgame.harness.slice.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.slice.edge.Received;
import com.necpgame.harness.slice.edge.Visitor;
import com.necpgame.harness.wire.Json;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Checks bearer tokens as Cognito's authorizer does: RS256, the identity process's keys, its issuer, in time, an access
 * token. Claims become texts; a list becomes its values with commas between.
 */
final class Authorizer {
    private static final String SCHEME = "Bearer ";
    private static final int TOKEN_CHARS_MAX = 8192;

    private final IdentityKeys keys;
    private final String issuer;

    Authorizer(IdentityKeys keys, String issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    /** @throws IdentityKeys.Unavailable if the token's key is not known and cannot be fetched */
    Visitor visitor(Received request) {
        var header = request.header(HttpHeaderNames.AUTHORIZATION);
        if (header == null) {
            return Visitor.ANONYMOUS;
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || header.length() > TOKEN_CHARS_MAX) {
            return Visitor.REFUSED;
        }
        try {
            return check(header.substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Visitor.REFUSED;
        }
    }

    private Visitor check(String token) throws GeneralSecurityException {
        var parts = token.split("\\.", -1);
        if (parts.length != 3 || !isSigned(parts)) {
            return Visitor.REFUSED;
        }
        var claims = json(parts[1]);
        return isGood(claims) ? new Visitor(texts(claims), false) : Visitor.REFUSED;
    }

    private boolean isSigned(String[] parts) throws GeneralSecurityException {
        var header = json(parts[0]);
        var signature = Base64.getUrlDecoder().decode(parts[2]);
        // Decoding overlooks the last bits; yet a token must have one spelling only.
        var plain = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(signature)
                .equals(parts[2]);
        var key = plain
                        && header.path("alg").asText().equals("RS256")
                        && header.path("kid").isTextual()
                ? keys.find(header.path("kid").asText())
                : null;
        if (key == null) {
            return false;
        }
        var verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(key);
        verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return verifier.verify(signature);
    }

    private static JsonNode json(String part) {
        var json = Json.parse(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        if (!json.isObject()) {
            throw new IllegalArgumentException("a part of a token is an object");
        }
        return json;
    }

    private boolean isGood(JsonNode claims) {
        return issuer.equals(claims.path("iss").asText())
                && "access".equals(claims.path("token_use").asText())
                && claims.path("sub").isTextual()
                && claims.path("exp").isNumber()
                && Instant.now()
                        .isBefore(Instant.ofEpochSecond(claims.path("exp").longValue()));
    }

    private static Map<String, String> texts(JsonNode claims) {
        var texts = new HashMap<String, String>();
        claims.properties().forEach(claim -> texts.put(claim.getKey(), text(claim.getValue())));
        return texts;
    }

    private static String text(JsonNode claim) {
        return switch (claim.getNodeType()) {
            case ARRAY -> claim.valueStream().map(Authorizer::text).collect(Collectors.joining(","));
            case OBJECT -> claim.toString();
            default -> claim.asText();
        };
    }
}
