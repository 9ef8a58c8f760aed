package com.necpgame.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection whose request does not arrive in time as a whole. An idle timeout alone does not help: a client
 * that sends one byte every few seconds is never idle, and holds its connection for ever.
 *
 * <p>Two handlers of one connection: this one after the HTTP codec sees where requests begin and end; {@link Bytes}
 * before it sees that something has begun to arrive.
 */
final class RequestDeadline extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDeadline.class);

    private final SlowClientConfig config;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean betweenRequests = true;

    private RequestDeadline(SlowClientConfig config) {
        this.config = config;
    }

    static void install(ChannelPipeline pipeline, SlowClientConfig config) {
        var codec = pipeline.context(HttpServerCodec.class);
        if (codec == null) {
            // HTTP/2 has windows and pings of its own.
            return;
        }
        var deadline = new RequestDeadline(config);
        pipeline.addBefore(codec.name(), "request-bytes", deadline.new Bytes());
        pipeline.addAfter(codec.name(), "request-deadline", deadline);
        deadline.headersDue(pipeline.context(deadline));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            betweenRequests = false;
            due(context, config.body(), "body");
        }
        if (message instanceof LastHttpContent) {
            betweenRequests = true;
            cancel();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }

    private void bytesArrived(ChannelHandlerContext context) {
        if (!betweenRequests || deadline != null) {
            return;
        }
        if (context.pipeline().get(HttpServerCodec.class) == null) {
            // The connection has become a WebSocket, whose messages are no requests.
            context.pipeline().remove(this);
            return;
        }
        headersDue(context);
    }

    private void headersDue(ChannelHandlerContext context) {
        due(context, config.headers(), "headers");
    }

    private void due(ChannelHandlerContext context, Duration wait, String part) {
        cancel();
        deadline = context.executor()
                .schedule(
                        () -> {
                            LOG.debug("Closed {}: its {} took longer than {}", context.channel(), part, wait);
                            context.close();
                        },
                        wait.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    /** Before the codec: raw bytes. */
    private final class Bytes extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var edge = context.pipeline().context(RequestDeadline.this);
            if (edge != null) {
                bytesArrived(edge);
            }
            context.fireChannelRead(message);
        }
    }
}
