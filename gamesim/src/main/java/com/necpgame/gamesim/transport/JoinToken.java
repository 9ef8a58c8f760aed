package com.necpgame.gamesim.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * A join token as its client holds it: what it sends to the server, and the keys of the connection. The format is in
 * docs/gamesim.md. Good for one connection: a second one with the same keys would repeat nonces.
 */
public final class JoinToken {
    static final int BYTES = 680;
    /** What goes over the wire: the public head and the sealed private part, without the keys. */
    static final int SENT_BYTES = 608;

    static final int HEAD_BYTES = 24;
    static final int NONCE_BYTES = 24;
    static final int PRIVATE_BYTES = 544;
    static final int KEY_BYTES = 32;
    static final long MAGIC = ByteBuffer.wrap("NECPJT01".getBytes(US_ASCII)).getLong();

    private final byte[] token;

    private JoinToken(byte[] token) {
        this.token = token;
    }

    /**
     * Reads what the registry gave.
     *
     * @throws IllegalArgumentException for what is not base64url of a token's length and beginning
     */
    public static JoinToken parse(String base64url) {
        var token = Base64.getUrlDecoder().decode(base64url);
        if (token.length != BYTES) {
            throw new IllegalArgumentException("a join token has " + BYTES + " bytes, not " + token.length);
        }
        if (ByteBuffer.wrap(token).getLong() != MAGIC) {
            throw new IllegalArgumentException("a join token begins with NECPJT01");
        }
        return new JoinToken(token);
    }

    public long protocolId() {
        return ByteBuffer.wrap(token).getLong(8);
    }

    /** When it is too late to connect, in milliseconds since 1970. */
    public long expiresAtMillis() {
        return ByteBuffer.wrap(token).getLong(16);
    }

    ByteBuffer sent() {
        return ByteBuffer.wrap(token, 0, SENT_BYTES).slice();
    }

    byte[] clientToServerKey() {
        return Arrays.copyOfRange(token, SENT_BYTES, SENT_BYTES + KEY_BYTES);
    }

    byte[] serverToClientKey() {
        return Arrays.copyOfRange(token, SENT_BYTES + KEY_BYTES, SENT_BYTES + 2 * KEY_BYTES);
    }
}
