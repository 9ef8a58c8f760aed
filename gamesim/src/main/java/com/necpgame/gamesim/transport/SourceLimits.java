package com.necpgame.gamesim.transport;

import java.net.InetAddress;

/**
 * How many handshakes a source may try. Sources share a fixed number of places, drawn by a salted hash, so that a million
 * spoofed ones take no memory, and nobody can aim at the place of another. An IPv6 /64 is one source.
 */
final class SourceLimits {
    private static final int PLACES = 1 << 14;
    private static final int IPV6_NETWORK_BYTES = 8;
    /** What comes at once may be the allowance of a second. */
    private static final long BURST_NANOS = 1_000_000_000;

    /** When each place would be empty again, in nanoseconds since the origin. */
    private final long[] emptyAt = new long[PLACES];

    private final long costNanos;
    private final long salt;
    private final long originNanos;

    SourceLimits(int perSecond, long salt, long originNanos) {
        this.costNanos = BURST_NANOS / perSecond;
        this.salt = salt;
        this.originNanos = originNanos;
    }

    boolean allows(InetAddress source, long nowNanos) {
        long now = nowNanos - originNanos;
        int place = place(source);
        long empty = Math.max(now, emptyAt[place]) + costNanos;
        if (empty - now > BURST_NANOS) {
            return false;
        }
        emptyAt[place] = empty;
        return true;
    }

    private int place(InetAddress source) {
        var bytes = source.getAddress();
        long hash = salt;
        for (int i = 0; i < Math.min(bytes.length, IPV6_NETWORK_BYTES); i++) {
            hash = mixed(hash ^ bytes[i]);
        }
        return (int) (hash & (PLACES - 1));
    }

    /** The finaliser of SplitMix64. */
    private static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
