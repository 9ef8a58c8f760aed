package com.necpgame.platform.runtime.caller;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a token in Cognito's shape must say: our issuer, in time, and what it is for. Refresh and id tokens are signed with
 * the same keys as access tokens; only those are let in.
 */
public final class AccessClaims {
    public static final String TOKEN_USE = "token_use";
    public static final String ACCESS = "access";
    public static final String REFRESH = "refresh";

    private static final String ISSUER = "iss";
    private static final String EXPIRES = "exp";

    private final String issuer;
    private final Clock clock;

    public AccessClaims(String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Whether the claims of a signed token let its bearer in. */
    public boolean open(Function<String, @Nullable Object> claims) {
        return are(ACCESS, claims);
    }

    /** Whether the claims of a signed token are good for one use. */
    public boolean are(String use, Function<String, @Nullable Object> claims) {
        var expires = instant(claims.apply(EXPIRES));
        return issuer.equals(claims.apply(ISSUER))
                && use.equals(claims.apply(TOKEN_USE))
                && expires != null
                && clock.instant().isBefore(expires);
    }

    private static @Nullable Instant instant(@Nullable Object claim) {
        return switch (claim) {
            case Date date -> date.toInstant();
            case Number seconds -> Instant.ofEpochSecond(seconds.longValue());
            case null -> null;
            default -> null;
        };
    }
}
