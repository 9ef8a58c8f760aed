package com.necpgame.platform.identity;

import static com.necpgame.platform.identity.IdentityProblem.INVALID_GRANT;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;

/** Reads refresh tokens, which come to one place only. */
@Singleton
final class RefreshTokens {
    private final OwnSignature signature;
    private final IdentityConfig config;
    private final Clock clock;

    RefreshTokens(OwnSignature signature, IdentityConfig config, Clock clock) {
        this.signature = signature;
        this.config = config;
        this.clock = clock;
    }

    /** The subject that a good refresh token speaks for. */
    String subject(String token) {
        try {
            var signed = SignedJWT.parse(token);
            if (signature.verify(signed) && isGood(signed.getJWTClaimsSet())) {
                return signed.getJWTClaimsSet().getSubject();
            }
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw INVALID_GRANT.refuse();
        }
        throw INVALID_GRANT.refuse();
    }

    private boolean isGood(JWTClaimsSet claims) {
        return TokenIssuer.REFRESH.equals(claims.getClaim(TokenIssuer.TOKEN_USE))
                && config.issuer().equals(claims.getIssuer())
                && claims.getSubject() != null
                && claims.getExpirationTime() != null
                && clock.instant().isBefore(claims.getExpirationTime().toInstant());
    }
}
