package com.necpgame.lambda.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity provider's public keys, RFC 7517, fetched at first need and again when a token names one that is not
 * among them.
 */
@Singleton
final class ProviderKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderKeys.class);

    /** A stranger can name any key id; so often can strangers make us ask the provider. */
    static final Duration LOOK_PAUSE = Duration.ofMinutes(1);

    /** A provider that is back must not be waited for. */
    private static final Duration FAILURE_PAUSE = Duration.ofSeconds(1);

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int ANSWER_BYTES_MAX = 256 * 1024;

    private final TokenConfig config;
    private final Clock clock;
    private volatile JWKSet known = new JWKSet();
    private Instant looksNext = Instant.EPOCH;

    ProviderKeys(TokenConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Nullable
    RSAKey find(String id) {
        var key = key(known, id);
        return key == null ? key(lookAgain(), id) : key;
    }

    private static @Nullable RSAKey key(JWKSet set, String id) {
        return set.getKeyByKeyId(id) instanceof RSAKey key ? key : null;
    }

    private synchronized JWKSet lookAgain() {
        var now = clock.instant();
        if (config.jwksUrl() != null && !now.isBefore(looksNext)) {
            try {
                known = fetch(URI.create(config.jwksUrl()));
                looksNext = now.plus(LOOK_PAUSE);
            } catch (IOException | ParseException e) {
                looksNext = now.plus(FAILURE_PAUSE);
                LOG.warn("No keys from {}", config.jwksUrl(), e);
            }
        }
        return known;
    }

    private static JWKSet fetch(URI url) throws IOException, ParseException {
        var connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout((int) TIMEOUT.toMillis());
        connection.setReadTimeout((int) TIMEOUT.toMillis());
        connection.setInstanceFollowRedirects(false);
        try (var in = connection.getInputStream()) {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("status " + connection.getResponseCode());
            }
            return JWKSet.parse(new String(in.readNBytes(ANSWER_BYTES_MAX), StandardCharsets.UTF_8));
        } finally {
            connection.disconnect();
        }
    }
}
