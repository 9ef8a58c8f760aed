package com.necpgame.gamesim.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The cipher of a join token's private part; docs/gamesim.md. A key is used once, so its nonce is zero. */
final class TokenSeal {
    private static final byte[] INFO = "necpgame join token 1".getBytes(UTF_8);
    private static final GCMParameterSpec ZERO_NONCE = new GCMParameterSpec(Packet.TAG_BYTES * 8, new byte[12]);

    private final byte[] tokenKey;
    private final KDF hkdf;
    private final Cipher cipher;

    TokenSeal(byte[] tokenKey) {
        if (tokenKey.length != JoinToken.KEY_BYTES) {
            throw new IllegalArgumentException("a token key has " + JoinToken.KEY_BYTES + " bytes");
        }
        this.tokenKey = tokenKey.clone();
        try {
            hkdf = KDF.getInstance("HKDF-SHA256");
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java of ours has HKDF and AES-GCM", e);
        }
    }

    byte[] seal(byte[] head, byte[] nonce, byte[] plain) throws GeneralSecurityException {
        cipher.init(Cipher.ENCRYPT_MODE, key(nonce), ZERO_NONCE);
        cipher.updateAAD(head);
        return cipher.doFinal(plain);
    }

    /**
     * @param sent a token as sent, whose position moves behind it
     * @throws GeneralSecurityException where it was sealed with another key, or changed since
     */
    ByteBuffer open(ByteBuffer sent) throws GeneralSecurityException {
        var token = new byte[JoinToken.SENT_BYTES];
        sent.get(token);
        int sealed = JoinToken.HEAD_BYTES + JoinToken.NONCE_BYTES;
        cipher.init(Cipher.DECRYPT_MODE, key(Arrays.copyOfRange(token, JoinToken.HEAD_BYTES, sealed)), ZERO_NONCE);
        cipher.updateAAD(token, 0, JoinToken.HEAD_BYTES);
        return ByteBuffer.wrap(cipher.doFinal(token, sealed, token.length - sealed));
    }

    private SecretKeySpec key(byte[] nonce) throws GeneralSecurityException {
        var expand =
                HKDFParameterSpec.ofExtract().addIKM(tokenKey).addSalt(nonce).thenExpand(INFO, JoinToken.KEY_BYTES);
        return new SecretKeySpec(hkdf.deriveData(expand), "AES");
    }
}
