package com.necpgame.gamesim.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Tells builds that cannot talk to each other apart: the first 8 bytes of SHA-256 of {@code necpgame/} and the version. */
public final class ProtocolId {
    private ProtocolId() {}

    /** The id of a {@code protocolVersion}, as registered with the registry. */
    public static long of(String protocolVersion) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(("necpgame/" + protocolVersion).getBytes(UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
