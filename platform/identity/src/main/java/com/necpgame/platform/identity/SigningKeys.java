package com.necpgame.platform.identity;

import com.necpgame.platform.runtime.Ids;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The RSA keys that sign tokens: made at first use, kept in the table; the newest signs, all verify. */
@Singleton
final class SigningKeys {
    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.RS256;
    private static final int BITS = 2048;
    /** A stranger can name any key id; so often can strangers make us look into the table. */
    private static final Duration LOOK_PAUSE = Duration.ofSeconds(1);

    private final IdentityTable table;
    private final Ids ids;
    private final Clock clock;
    private volatile List<RSAKey> known = List.of();
    private Instant looked = Instant.EPOCH;

    SigningKeys(IdentityTable table, Ids ids, Clock clock) {
        this.table = table;
        this.ids = ids;
        this.clock = clock;
    }

    RSAKey signing() {
        return all().getFirst();
    }

    /** The key of this id; one that another instance has made since is found too, a second later at worst. */
    @Nullable
    RSAKey find(String id) {
        var key = find(all(), id);
        return key == null ? find(lookAgain(), id) : key;
    }

    private synchronized List<RSAKey> lookAgain() {
        var now = clock.instant();
        if (Duration.between(looked, now).abs().compareTo(LOOK_PAUSE) >= 0) {
            looked = now;
            known = read();
        }
        return known;
    }

    /** RFC 7517, public parts only. */
    Map<String, Object> jwks() {
        return new JWKSet(List.copyOf(all())).toJSONObject(true);
    }

    private List<RSAKey> all() {
        var keys = known;
        return keys.isEmpty() ? readOrMake() : keys;
    }

    private synchronized List<RSAKey> readOrMake() {
        if (known.isEmpty()) {
            var read = read();
            if (read.isEmpty()) {
                table.add(make());
                read = read();
            }
            known = read;
        }
        return known;
    }

    private List<RSAKey> read() {
        return table.keys().stream().map(SigningKeys::parse).toList();
    }

    private KeyRow make() {
        try {
            var id = ids.next("key");
            var key = new RSAKeyGenerator(BITS)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(ALGORITHM)
                    .generate();
            return new KeyRow(id, key.toJSONString(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        } catch (JOSEException e) {
            throw new IllegalStateException("no RSA key can be made on this platform", e);
        }
    }

    private static @Nullable RSAKey find(List<RSAKey> keys, String id) {
        return keys.stream()
                .filter(key -> key.getKeyID().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static RSAKey parse(KeyRow row) {
        try {
            return RSAKey.parse(row.jwk());
        } catch (ParseException e) {
            throw new IllegalStateException("the stored key " + row.id() + " cannot be read", e);
        }
    }
}
