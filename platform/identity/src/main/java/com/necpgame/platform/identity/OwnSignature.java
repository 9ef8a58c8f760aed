package com.necpgame.platform.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Requires;
import io.micronaut.security.token.jwt.signature.SignatureConfiguration;
import jakarta.inject.Singleton;

/** Verifies our own tokens with our own keys, without asking ourselves over HTTP. RS256 and nothing else. */
@Singleton
@Requires(missingProperty = "necpgame.identity.jwks-url")
final class OwnSignature implements SignatureConfiguration {
    private final SigningKeys keys;

    OwnSignature(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public String supportedAlgorithmsMessage() {
        return "Only RS256 is supported";
    }

    @Override
    public boolean supports(JWSAlgorithm algorithm) {
        return algorithm.equals(SigningKeys.ALGORITHM);
    }

    @Override
    public boolean verify(SignedJWT token) throws JOSEException {
        var header = token.getHeader();
        if (!supports(header.getAlgorithm()) || header.getKeyID() == null || !isPlain(token.getSignature())) {
            return false;
        }
        var key = keys.find(header.getKeyID());
        return key != null && token.verify(new RSASSAVerifier(key));
    }

    /** Decoding overlooks strange characters and the last bits; yet a token must have one spelling only. */
    private static boolean isPlain(Base64URL signature) {
        return Base64URL.encode(signature.decode()).equals(signature);
    }
}
