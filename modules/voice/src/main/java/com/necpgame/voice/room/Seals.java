package com.necpgame.voice.room;

import com.necpgame.platform.runtime.store.Secrets;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Facts that clients carry and cannot change: {@code <base64url of the facts>.<base64url of their HMAC-SHA-256>}. The facts
 * are lines of text, the first of which says what they are for; the key is kept in the module's table.
 */
@Singleton
final class Seals {
    /** Longer ones are refused unread. */
    static final int LENGTH_MAX = 1024;

    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Secrets secrets;

    Seals(Secrets secrets) {
        this.secrets = secrets;
    }

    /** @param facts without line breaks */
    String seal(String purpose, String... facts) {
        var text = (purpose + '\n' + String.join("\n", facts)).getBytes(StandardCharsets.UTF_8);
        return ENCODER.encodeToString(text) + '.' + ENCODER.encodeToString(mac(text));
    }

    /** The facts, or null if they were not sealed here for this purpose. */
    @Nullable
    List<String> open(String purpose, String sealed) {
        var dot = sealed.indexOf('.');
        if (sealed.length() > LENGTH_MAX || dot < 0) {
            return null;
        }
        try {
            var text = Base64.getUrlDecoder().decode(sealed.substring(0, dot));
            var mac = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
            if (!MessageDigest.isEqual(mac, mac(text))) {
                return null;
            }
            var lines = List.of(new String(text, StandardCharsets.UTF_8).split("\n", -1));
            return lines.getFirst().equals(purpose) ? lines.subList(1, lines.size()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private byte[] mac(byte[] text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secrets.of(RoomTable.NAME, "room-seal"), ALGORITHM));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }
}
