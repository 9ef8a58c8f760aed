package com.necpgame.platform.identity;

import static com.necpgame.platform.identity.IdentityProblem.INVALID_GRANT;

import com.necpgame.platform.runtime.caller.AccessClaims;
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
    private final AccessClaims rule;

    RefreshTokens(OwnSignature signature, IdentityConfig config, Clock clock) {
        this.signature = signature;
        this.rule = new AccessClaims(config.issuer(), clock);
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
        return claims.getSubject() != null && rule.are(AccessClaims.REFRESH, claims::getClaim);
    }
}
