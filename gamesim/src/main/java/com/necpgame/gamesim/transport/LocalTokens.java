package com.necpgame.gamesim.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Issues join tokens in place of the registry, for a server that runs without one, and for tests. */
public final class LocalTokens {
    private final TokenSeal seal;
    private final long protocolId;
    private final RandomGenerator random;

    /**
     * @param tokenKey the server's, 32 bytes
     * @param random strong where the tokens guard anything
     */
    public LocalTokens(byte[] tokenKey, long protocolId, RandomGenerator random) {
        this.seal = new TokenSeal(tokenKey);
        this.protocolId = protocolId;
        this.random = random;
    }

    /**
     * A token in base64url, as the registry answers.
     *
     * @param expiresAtMillis milliseconds since 1970
     */
    public String issue(JoinClaims claims, long expiresAtMillis) {
        var head = ByteBuffer.allocate(JoinToken.HEAD_BYTES)
                .putLong(JoinToken.MAGIC)
                .putLong(protocolId)
                .putLong(expiresAtMillis)
                .array();
        var nonce = random(JoinToken.NONCE_BYTES);
        var keys = random(2 * JoinToken.KEY_BYTES);
        try {
            var sealed = seal.seal(head, nonce, privatePart(claims, keys));
            var token = ByteBuffer.allocate(JoinToken.BYTES)
                    .put(head)
                    .put(nonce)
                    .put(sealed)
                    .put(keys);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing needs no more than a key", e);
        }
    }

    private byte[] privatePart(JoinClaims claims, byte[] keys) {
        var part = ByteBuffer.allocate(JoinToken.PRIVATE_BYTES)
                .put((byte) 1)
                .put((byte) claims.role().ordinal())
                .put((byte) claims.slot())
                .put((byte) claims.playersMax())
                .putLong(claims.sessionSeed())
                .put(random(16))
                .put(keys);
        text(part, claims.gameSimId());
        text(part, claims.playerId());
        text(part, claims.name());
        text(part, claims.map());
        text(part, claims.build());
        return part.array();
    }

    private static void text(ByteBuffer out, String text) {
        var bytes = text.getBytes(UTF_8);
        out.putShort((short) bytes.length).put(bytes);
    }

    private byte[] random(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
