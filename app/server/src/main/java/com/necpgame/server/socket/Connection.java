package com.necpgame.server.socket;

import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.socket.SocketRequest;
import com.necpgame.platform.runtime.socket.SocketRoute;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A client at a route, from the moment that the route judges it. What the route is asked that may block goes through one
 * serial executor, and so keeps the order that the route is promised.
 */
final class Connection {
    /** A close frame carries 125 bytes, two of them the code. */
    private static final int REASON_BYTES_MAX = 123;

    private final String id;
    private final SocketRoute route;
    private final Channel channel;
    private final LoopWriter writer;
    private final OutboundQueue outbound;
    private final SerialExecutor calls;
    private final Sockets sockets;
    private final AtomicBoolean left = new AtomicBoolean();
    /** Confined to {@link #calls}. */
    private boolean accepted;
    /** Confined to the event loop. */
    private boolean ending;

    Connection(String id, SocketRoute route, Channel channel, Executor threads, Sockets sockets) {
        this.id = id;
        this.route = route;
        this.channel = channel;
        this.sockets = sockets;
        writer = sockets.writer(channel.eventLoop());
        outbound = new OutboundQueue(channel, route.limits().queueBytesMax(), writer, sockets.meters());
        calls = new SerialExecutor(threads);
    }

    String id() {
        return id;
    }

    SocketRoute route() {
        return route;
    }

    LoopWriter writer() {
        return writer;
    }

    /** Asks the route. @param verdict is told null, or why not */
    void judge(
            SocketRequest request, java.util.function.Consumer<@org.jspecify.annotations.Nullable Throwable> verdict) {
        calls.execute(() -> {
            if (left.get()) {
                // Its end has been here already, and found nothing to close.
                verdict.accept(PlatformProblem.UNAVAILABLE.refuse("the client has gone"));
                return;
            }
            try {
                route.open(request);
                accepted = true;
                verdict.accept(null);
            } catch (Throwable e) {
                sockets.forget(this);
                verdict.accept(e);
            }
        });
    }

    /** The handshake is over; what was sent meanwhile goes out. */
    void opened(ChannelHandlerContext belowTheEncoder) {
        outbound.open(belowTheEncoder);
    }

    /** The channel has closed, or the upgrade has come to nothing. */
    void left() {
        if (left.compareAndSet(false, true)) {
            outbound.discard();
            sockets.forget(this);
            calls.execute(() -> {
                if (accepted) {
                    sockets.guard(this, () -> route.closed(id));
                }
                sockets.gone(this);
            });
        }
    }

    void text(String message) {
        var waitingMax = route.limits().textsPending();
        if (!calls.tryExecute(() -> sockets.guard(this, () -> route.text(id, message)), waitingMax)) {
            end(CloseCode.FLOOD, "more than " + waitingMax + " messages wait");
        }
    }

    void binary(byte[] message) {
        sockets.guard(this, () -> route.binary(id, message));
    }

    /** On the event loop. */
    void push(Frame frame) {
        if (!outbound.push(frame)) {
            end(CloseCode.STALLED, "takes nothing");
        }
    }

    boolean isIdle() {
        return outbound.isIdle();
    }

    boolean isStalled(long now) {
        return outbound.isStalled(now, route.limits().stalledMax().toNanos());
    }

    boolean isEnding() {
        return ending;
    }

    /** On the event loop: says why and closes; at the latest when the client has had its time to answer. */
    void end(int code, String reason) {
        if (ending) {
            return;
        }
        ending = true;
        sockets.forget(this);
        sockets.meters().ended(code);
        var close = Frame.reliable(Frame.CLOSE, closing(code, reason));
        outbound.finish(close);
        close.release();
        channel.eventLoop()
                .schedule(() -> channel.close(), sockets.config().closeWithin().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static byte[] closing(int code, String reason) {
        var text = reason.getBytes(StandardCharsets.UTF_8);
        var told = text.length <= REASON_BYTES_MAX ? text : new byte[0];
        return ByteBuffer.allocate(Short.BYTES + told.length)
                .putShort((short) code)
                .put(told)
                .array();
    }
}
