package com.necpgame.server.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket frame as it goes over the wire, encoded once for all who get it. Counts its references: who keeps it
 * retains it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, 5.2</a>
 */
final class Frame {
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int FINAL = 0x80;
    private static final int HEADER_BYTES_MAX = 10;
    private static final int LENGTH_16_BITS = 126;
    private static final int LENGTH_64_BITS = 127;
    private static final int NEVER_LATE = 0;

    private final ByteBuf wire;
    private final int bytes;
    private final long publishedAt;
    private final long maxAgeNanos;

    private Frame(ByteBuf wire, long publishedAt, long maxAgeNanos) {
        this.wire = wire;
        this.bytes = wire.readableBytes();
        this.publishedAt = publishedAt;
        this.maxAgeNanos = maxAgeNanos;
    }

    /** One that may be dropped once it is older than that. */
    static Frame droppable(int opcode, byte[] payload, Duration maxAge) {
        // At least a nanosecond: what may not wait at all is still no frame that waits for ever.
        return new Frame(encode(opcode, payload), System.nanoTime(), Math.max(1, TimeUnit.NANOSECONDS.convert(maxAge)));
    }

    /** One that must not be dropped. */
    static Frame reliable(int opcode, byte[] payload) {
        return new Frame(encode(opcode, payload), System.nanoTime(), NEVER_LATE);
    }

    private static ByteBuf encode(int opcode, byte[] payload) {
        var wire = ByteBufAllocator.DEFAULT.directBuffer(HEADER_BYTES_MAX + payload.length);
        wire.writeByte(FINAL | opcode);
        if (payload.length < LENGTH_16_BITS) {
            wire.writeByte(payload.length);
        } else if (payload.length <= 0xFFFF) {
            wire.writeByte(LENGTH_16_BITS).writeShort(payload.length);
        } else {
            wire.writeByte(LENGTH_64_BITS).writeLong(payload.length);
        }
        return wire.writeBytes(payload);
    }

    int bytes() {
        return bytes;
    }

    boolean isDroppable() {
        return maxAgeNanos != NEVER_LATE;
    }

    boolean isLate(long now) {
        return isDroppable() && now - publishedAt > maxAgeNanos;
    }

    long publishedAt() {
        return publishedAt;
    }

    long maxAgeNanos() {
        return maxAgeNanos;
    }

    /** The bytes for one channel, which releases them. */
    ByteBuf share() {
        return wire.retainedDuplicate();
    }

    Frame retain() {
        wire.retain();
        return this;
    }

    void release() {
        wire.release();
    }
}
