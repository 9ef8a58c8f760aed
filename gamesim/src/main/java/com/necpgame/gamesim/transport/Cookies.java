package com.necpgame.gamesim.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * What a server gives a source to show that it can be reached at its address: the time, and a MAC of it, the address and the
 * token's nonce with a key that lives as long as the process. So the server remembers nothing of whom it has asked.
 */
final class Cookies {
    private static final int NANOS_PER_MILLI = 1_000_000;
    /** Port, an IPv6 address, nonce, time. */
    private static final int SIGNED_BYTES_MAX = 2 + 16 + JoinToken.NONCE_BYTES + 8;

    private final Proof proof = new Proof();
    private final byte[] key;
    private final long ttlMillis;
    private final long originNanos;

    Cookies(byte[] key, long ttlNanos, long originNanos) {
        this.key = key;
        this.ttlMillis = ttlNanos / NANOS_PER_MILLI;
        this.originNanos = originNanos;
    }

    /** @param token a token as sent */
    void put(ByteBuffer out, ByteBuffer token, InetSocketAddress from, long nowNanos) {
        long millis = millis(nowNanos);
        var signed = signed(millis, token, from);
        proof.put(key, signed);
        out.putLong(millis).put(signed.flip().position(signed.limit() - Packet.MAC_BYTES));
    }

    /** Whether the cookie at the position was given to this source for this token, not long ago. */
    boolean isGood(ByteBuffer cookie, ByteBuffer token, InetSocketAddress from, long nowNanos) {
        long millis = cookie.getLong(cookie.position());
        long age = millis(nowNanos) - millis;
        if (age < 0 || age > ttlMillis) {
            return false;
        }
        var signed = signed(millis, token, from);
        int at = signed.position();
        signed.put(cookie.slice(cookie.position() + 8, Packet.MAC_BYTES)).position(at);
        return proof.isGood(key, signed);
    }

    private static ByteBuffer signed(long millis, ByteBuffer token, InetSocketAddress from) {
        return ByteBuffer.allocate(SIGNED_BYTES_MAX + Packet.MAC_BYTES)
                .putLong(millis)
                .putShort((short) from.getPort())
                .put(from.getAddress().getAddress())
                .put(token.slice(token.position() + JoinToken.HEAD_BYTES, JoinToken.NONCE_BYTES));
    }

    private long millis(long nowNanos) {
        return (nowNanos - originNanos) / NANOS_PER_MILLI;
    }
}
