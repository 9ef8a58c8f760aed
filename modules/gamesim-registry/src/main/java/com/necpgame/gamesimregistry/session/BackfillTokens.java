package com.necpgame.gamesimregistry.session;

import static com.necpgame.gamesimregistry.RegistryProblem.BACKFILL_INVALID;

import com.necpgame.platform.runtime.store.Secrets;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Backfill tokens: whoever holds one may reserve slots in a session, until a time. {@code <base64url of the
 * facts>.<base64url of their HMAC-SHA-256>}; the facts are the session, the epoch of its server and the time.
 */
@Singleton
final class BackfillTokens {
    /** Longer ones are refused unread. */
    static final int LENGTH_MAX = 512;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "backfill";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Secrets secrets;
    private final Clock clock;

    BackfillTokens(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** What a token is good for. */
    record Facts(String gameSimId, long epoch) {}

    String make(Facts facts, Instant expiresAt) {
        var text = String.join(
                        "\n", PURPOSE, facts.gameSimId(), Long.toString(facts.epoch()), "" + expiresAt.toEpochMilli())
                .getBytes(StandardCharsets.UTF_8);
        return ENCODER.encodeToString(text) + '.' + ENCODER.encodeToString(mac(text));
    }

    /** Refuses what was not made here, and what is out of date. */
    Facts open(String token) {
        var lines = facts(token);
        if (clock.millis() >= Long.parseLong(lines[3])) {
            throw BACKFILL_INVALID.refuse();
        }
        return new Facts(lines[1], Long.parseLong(lines[2]));
    }

    private String[] facts(String token) {
        var dot = token.indexOf('.');
        if (token.length() > LENGTH_MAX || dot < 0) {
            throw BACKFILL_INVALID.refuse();
        }
        try {
            var text = Base64.getUrlDecoder().decode(token.substring(0, dot));
            var mac = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            if (!MessageDigest.isEqual(mac, mac(text))) {
                throw BACKFILL_INVALID.refuse();
            }
            return new String(text, StandardCharsets.UTF_8).split("\n", -1);
        } catch (IllegalArgumentException e) {
            throw BACKFILL_INVALID.refuse();
        }
    }

    private byte[] mac(byte[] text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secrets.of(SessionTable.NAME, "backfill"), ALGORITHM));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }
}
