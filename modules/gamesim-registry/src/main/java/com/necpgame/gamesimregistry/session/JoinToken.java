package com.necpgame.gamesimregistry.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * What lets one player into one session of one server, once: {@value #BYTES} bytes, of which only that server can read
 * the private part.
 *
 * <p>The layout is that of docs/gamesim.md, after netcode's connect token. The key of the private part is derived for
 * each token from its nonce, and so used once: which is why the cipher's own nonce may be zero.
 *
 * @see <a href="https://github.com/mas-bandwidth/netcode/blob/main/STANDARD.md">netcode 1.02</a>
 */
final class JoinToken {
    static final int BYTES = 680;

    private static final byte[] MAGIC = "NECPJT01".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INFO = "necpgame join token 1".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int CLEAR_BYTES = 544;
    private static final int HEAD_BYTES = 24;
    private static final int PROTOCOL_BYTES = 8;
    private static final int TAG_BITS = 128;
    private static final int CIPHER_NONCE_BYTES = 12;

    private JoinToken() {}

    /**
     * What the server learns of who comes.
     *
     * @param slot of a spectator: 0, and of no meaning
     * @param sessionSeed the chance of the session; the same for all its players
     */
    record Claims(
            SeatRole role,
            int slot,
            int playersMax,
            long sessionSeed,
            String gameSimId,
            String playerId,
            String name,
            String map,
            String build) {
        static final int PLAYER_BYTES_MAX = 132;
        static final int NAME_BYTES_MAX = 32;
        static final int TEXT_BYTES_MAX = 64;

        Claims {
            require(gameSimId, TEXT_BYTES_MAX, "gameSimId");
            require(playerId, PLAYER_BYTES_MAX, "playerId");
            require(name, NAME_BYTES_MAX, "name");
            require(map, TEXT_BYTES_MAX, "map");
            require(build, TEXT_BYTES_MAX, "build");
        }

        private static void require(String text, int bytesMax, String what) {
            if (utf8(text).length > bytesMax) {
                throw new IllegalArgumentException(what + " is longer than " + bytesMax + " bytes: " + text);
            }
        }
    }

    /** The chance of one token: drawn for it, and for no other. */
    record Material(byte[] nonce, byte[] tokenId, byte[] clientToServer, byte[] serverToClient) {
        static final int NONCE_BYTES = 24;
        static final int TOKEN_ID_BYTES = 16;
        static final int KEY_BYTES = 32;

        /** @param random unguessable */
        static Material draw(RandomGenerator random) {
            return new Material(
                    bytes(random, NONCE_BYTES),
                    bytes(random, TOKEN_ID_BYTES),
                    bytes(random, KEY_BYTES),
                    bytes(random, KEY_BYTES));
        }

        private static byte[] bytes(RandomGenerator random, int count) {
            var bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        }
    }

    /**
     * @param protocolVersion of the server, as it registered it
     * @param tokenKey of the server and its epoch
     * @return base64url without padding
     */
    static String seal(Claims claims, int protocolVersion, Instant expiry, byte[] tokenKey, Material material) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(bytes(claims, protocolVersion, expiry, tokenKey, material));
    }

    static byte[] bytes(Claims claims, int protocolVersion, Instant expiry, byte[] tokenKey, Material material) {
        var token = ByteBuffer.allocate(BYTES);
        token.put(MAGIC).put(protocolId(protocolVersion)).putLong(expiry.toEpochMilli());
        var head = Arrays.copyOf(token.array(), HEAD_BYTES);
        token.put(material.nonce()).put(sealed(clear(claims, material), head, tokenKey, material.nonce()));
        token.put(material.clientToServer()).put(material.serverToClient());
        return token.array();
    }

    private static byte[] clear(Claims claims, Material material) {
        var clear = ByteBuffer.allocate(CLEAR_BYTES);
        clear.put((byte) VERSION).put((byte) claims.role().ordinal());
        clear.put((byte) claims.slot()).put((byte) claims.playersMax());
        clear.putLong(claims.sessionSeed()).put(material.tokenId());
        clear.put(material.clientToServer()).put(material.serverToClient());
        put(clear, claims.gameSimId());
        put(clear, claims.playerId());
        put(clear, claims.name());
        put(clear, claims.map());
        put(clear, claims.build());
        return clear.array();
    }

    private static void put(ByteBuffer clear, String text) {
        var bytes = utf8(text);
        clear.putShort((short) bytes.length).put(bytes);
    }

    private static byte[] sealed(byte[] clear, byte[] head, byte[] tokenKey, byte[] nonce) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    key(tokenKey, nonce),
                    new GCMParameterSpec(TAG_BITS, new byte[CIPHER_NONCE_BYTES]));
            cipher.updateAAD(head);
            return cipher.doFinal(clear);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("this Java platform has AES-GCM and HKDF-SHA256", e);
        }
    }

    private static SecretKey key(byte[] tokenKey, byte[] nonce) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(tokenKey)
                                .addSalt(nonce)
                                .thenExpand(INFO, Material.KEY_BYTES));
    }

    private static byte[] protocolId(int protocolVersion) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(utf8("necpgame/" + protocolVersion));
            return Arrays.copyOf(hash, PROTOCOL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
