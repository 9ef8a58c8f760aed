package com.necpgame.server.socket;

import com.necpgame.server.socket.SocketMeters.Cause;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What goes out on one connection: to the socket while that takes it, else into a bounded queue that drops its oldest.
 * Confined to the connection's event loop.
 *
 * <p>Netty cannot take back what is in its own outbound buffer, so little goes there: at most {@value
 * #IN_FLIGHT_FRAMES_MAX} frames, or what fits under the write watermark.
 */
final class OutboundQueue {
    static final int IN_FLIGHT_FRAMES_MAX = 10;

    private final Channel channel;
    private final int bytesMax;
    private final LoopWriter writer;
    private final SocketMeters meters;
    private final ArrayDeque<Frame> waiting = new ArrayDeque<>(0);
    private int waitingBytes;
    /** Below the frame encoder, as our frames are encoded; null until the handshake has ended. */
    private @Nullable ChannelHandlerContext socket;

    /** Something was written and not flushed. */
    private boolean dirty;
    /** The socket does not take what is in Netty's buffer; the queue goes on once it has. */
    private boolean blocked;

    private boolean finished;
    private long pendingAtCheck;
    private long progressAtCheck;
    private long blockedAt;

    OutboundQueue(Channel channel, int bytesMax, LoopWriter writer, SocketMeters meters) {
        this.channel = channel;
        this.bytesMax = bytesMax;
        this.writer = writer;
        this.meters = meters;
    }

    void open(ChannelHandlerContext belowTheEncoder) {
        socket = belowTheEncoder;
        drain();
    }

    /** @return false where a frame that must not be dropped has no room */
    boolean push(Frame frame) {
        if (finished) {
            meters.dropped(Cause.GONE, 1);
            return true;
        }
        if (waiting.isEmpty() && isFree()) {
            write(frame);
            return true;
        }
        if (!makeRoom(frame)) {
            meters.dropped(Cause.FULL, 1);
            return frame.isDroppable();
        }
        waiting.add(frame.retain());
        waitingBytes += frame.bytes();
        meters.held(held());
        awaitSocket();
        return true;
    }

    private boolean isFree() {
        if (socket == null || blocked) {
            return false;
        }
        if (dirty && !channel.isWritable()) {
            flush();
        }
        return channel.isWritable() && inFlight() < IN_FLIGHT_FRAMES_MAX;
    }

    private int inFlight() {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.size();
    }

    /** Bytes that wait for the client in this process, Netty's bookkeeping of them included. */
    private long held() {
        return waitingBytes + pending();
    }

    private long pending() {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** One frame fits into an empty queue, however long it is: its length has its own limit. */
    private boolean makeRoom(Frame frame) {
        while (held() + frame.bytes() > bytesMax && dropOldest()) {
            meters.dropped(Cause.FULL, 1);
        }
        return held() == 0 || held() + frame.bytes() <= bytesMax;
    }

    private boolean dropOldest() {
        for (var frames = waiting.iterator(); frames.hasNext(); ) {
            var oldest = frames.next();
            if (oldest.isDroppable()) {
                frames.remove();
                forget(oldest);
                return true;
            }
        }
        return false;
    }

    private void forget(Frame frame) {
        waitingBytes -= frame.bytes();
        frame.release();
    }

    private void write(Frame frame) {
        if (socket != null) {
            writer.wrote();
            if (writer.isAtOnce()) {
                dirty = false;
                socket.writeAndFlush(frame.share(), channel.voidPromise());
                return;
            }
            socket.write(frame.share(), channel.voidPromise());
            if (!dirty) {
                dirty = true;
                writer.flushLater(this);
            }
        }
    }

    void flush() {
        if (dirty && socket != null) {
            dirty = false;
            socket.flush();
        }
    }

    /** An empty write is done when all before it is. */
    private void awaitSocket() {
        if (!blocked && socket != null) {
            blocked = true;
            blockedAt = System.nanoTime();
            dirty = false;
            socket.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
                blocked = false;
                // On a closed channel each write fails at once, and another try would never end; discard() follows.
                if (written.isSuccess()) {
                    drain();
                }
            });
        }
    }

    private void drain() {
        var now = System.nanoTime();
        while (!waiting.isEmpty() && isFree()) {
            var frame = waiting.remove();
            if (frame.isLate(now)) {
                meters.dropped(Cause.STALE, 1);
            } else {
                meters.waited(now - frame.publishedAt());
                write(frame);
            }
            forget(frame);
        }
        if (!waiting.isEmpty()) {
            awaitSocket();
        }
    }

    /** Whether the client has taken not one byte since a check that long ago, though there were some for it. */
    boolean isStalled(long now, long maxNanos) {
        var buffer = channel.unsafe().outboundBuffer();
        if (!blocked || buffer == null) {
            return false;
        }
        if (buffer.totalPendingWriteBytes() != pendingAtCheck || buffer.currentProgress() != progressAtCheck) {
            pendingAtCheck = buffer.totalPendingWriteBytes();
            progressAtCheck = buffer.currentProgress();
            blockedAt = Math.max(blockedAt, now);
        }
        return now - blockedAt > maxNanos;
    }

    boolean isIdle() {
        return socket != null && waiting.isEmpty() && isFree();
    }

    /** Sends what must not be dropped, then the close frame, and nothing more. */
    void finish(Frame close) {
        if (finished) {
            return;
        }
        finished = true;
        for (var frame : waiting) {
            if (frame.isDroppable()) {
                meters.dropped(Cause.GONE, 1);
            } else {
                write(frame);
            }
            frame.release();
        }
        waiting.clear();
        waitingBytes = 0;
        if (socket == null) {
            channel.close();
        } else {
            dirty = false;
            socket.writeAndFlush(close.share()).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    /** Frees what waits, once the channel is closed. */
    void discard() {
        finished = true;
        meters.dropped(Cause.GONE, waiting.size());
        waiting.forEach(Frame::release);
        waiting.clear();
        waitingBytes = 0;
    }
}
