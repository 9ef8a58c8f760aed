package com.necpgame.platform.identity;

import com.necpgame.platform.runtime.Ids;
import com.necpgame.platform.runtime.caller.AccessClaims;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;

/**
 * Makes tokens in Cognito's shape.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html">The
 *     access token</a>
 */
@Singleton
final class TokenIssuer {
    /** The app that guests sign in with. */
    static final String GUEST_CLIENT = "necpgame";

    private final SigningKeys keys;
    private final IdentityConfig config;
    private final Ids ids;
    private final Clock clock;

    TokenIssuer(SigningKeys keys, IdentityConfig config, Ids ids, Clock clock) {
        this.keys = keys;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    long accessSeconds() {
        return config.accessTokenTime().toSeconds();
    }

    String access(String subject) {
        return sign(
                claims(subject, AccessClaims.ACCESS, config.accessTokenTime()).claim("client_id", GUEST_CLIENT));
    }

    String refresh(String subject) {
        return sign(
                claims(subject, AccessClaims.REFRESH, config.refreshTokenTime()).claim("client_id", GUEST_CLIENT));
    }

    /** A machine's token: its subject is the client itself. */
    String access(ClientRow client, List<String> scopes) {
        var claims = claims(client.id(), AccessClaims.ACCESS, config.accessTokenTime())
                .claim("client_id", client.id());
        if (!scopes.isEmpty()) {
            claims.claim("scope", String.join(" ", scopes));
        }
        if (!client.groups().isEmpty()) {
            claims.claim("cognito:groups", client.groups());
        }
        return sign(claims);
    }

    private JWTClaimsSet.Builder claims(String subject, String use, Duration time) {
        var now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(config.issuer())
                .subject(subject)
                .claim(AccessClaims.TOKEN_USE, use)
                .jwtID(ids.next())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(time)));
    }

    private String sign(JWTClaimsSet.Builder claims) {
        var key = keys.signing();
        var header = new JWSHeader.Builder(SigningKeys.ALGORITHM)
                .keyID(key.getKeyID())
                .type(JOSEObjectType.JWT)
                .build();
        var token = new SignedJWT(header, claims.build());
        try {
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the key " + key.getKeyID() + " cannot sign", e);
        }
    }
}
