package com.necpgame.server.socket;

import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's place in its channel's pipeline, before Micronaut's own handlers: sees the answer of the handshake go
 * out, and from then on takes every frame.
 */
final class SocketHandler extends ChannelDuplexHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SocketHandler.class);

    /** Low, as Netty does not give back what it has: it must wait where it can be dropped. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(2 * 1024, 8 * 1024);

    private static final Duration CHECK_EVERY_MAX = Duration.ofSeconds(1);

    private final Connection connection;
    private final SocketConfig config;
    private final MessageAssembler messages;
    private @Nullable Future<?> checks;
    private boolean open;
    private long heardAt;
    private long pingedAt;

    SocketHandler(Connection connection, SocketConfig config) {
        this.connection = connection;
        this.config = config;
        this.messages = new MessageAssembler(connection.route().limits().messageBytesMax());
    }

    /** On the event loop. */
    void install(Channel channel) {
        var pipeline = channel.pipeline();
        if (pipeline.get(WebSocketServerExtensionHandler.class) != null) {
            // Compression: voice is compressed already, and a small message may unpack to a large one.
            pipeline.remove(WebSocketServerExtensionHandler.class);
        }
        pipeline.addBefore(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, "socket", this);
        // Also where the client has gone before this handler came.
        channel.closeFuture().addListener(_ -> leave());
    }

    /** On the event loop: the route has refused. */
    void uninstall(Channel channel) {
        if (channel.pipeline().context(this) != null) {
            channel.pipeline().remove(this);
        }
    }

    private void leave() {
        if (checks != null) {
            checks.cancel(false);
        }
        connection.left();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (open || !(message instanceof HttpResponse answer)) {
            super.write(context, message, promise);
        } else if (answer.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            super.write(context, message, promise.unvoid().addListener(done -> {
                if (done.isSuccess()) {
                    opened(context);
                }
            }));
        } else {
            // Something else has refused what the route accepted.
            context.pipeline().remove(this);
            connection.left();
            context.write(message, promise);
        }
    }

    private void opened(ChannelHandlerContext context) {
        open = true;
        heardAt = System.nanoTime();
        pingedAt = heardAt;
        var pipeline = context.pipeline();
        if (pipeline.get(ChannelPipelineCustomizer.HANDLER_IDLE_STATE) != null) {
            // A quiet listener is not idle: it answers pings.
            pipeline.remove(ChannelPipelineCustomizer.HANDLER_IDLE_STATE);
        }
        var options = context.channel().config();
        options.setOption(ChannelOption.TCP_NODELAY, true);
        options.setOption(ChannelOption.SO_SNDBUF, config.sendBufferBytes());
        options.setWriteBufferWaterMark(WATER_MARK);
        checks = schedule(context);
        connection.opened(pipeline.context(WebSocketFrameEncoder.class));
    }

    private Future<?> schedule(ChannelHandlerContext context) {
        var every = min(
                        CHECK_EVERY_MAX,
                        min(config.ping(), connection.route().limits().stalledMax())
                                .dividedBy(4))
                .toNanos();
        return context.executor().scheduleAtFixedRate(() -> check(context), every, every, TimeUnit.NANOSECONDS);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void check(ChannelHandlerContext context) {
        var now = System.nanoTime();
        if (now - heardAt > config.deadAfter().toNanos()) {
            LOG.debug("{} is dead: not a byte for {}", connection.id(), config.deadAfter());
            context.close();
        } else if (connection.isStalled(now)) {
            connection.end(CloseCode.STALLED, "takes nothing");
        } else if (now - pingedAt > config.ping().toNanos() && connection.isIdle()) {
            pingedAt = now;
            push(Frame.PING, new byte[0]);
        }
    }

    private void push(int opcode, byte[] payload) {
        var frame = Frame.reliable(opcode, payload);
        connection.push(frame);
        frame.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        heardAt = System.nanoTime();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof WebSocketFrame frame) {
            try {
                take(context, frame);
            } finally {
                frame.release();
            }
        } else {
            context.fireChannelRead(message);
        }
    }

    private void take(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case CloseWebSocketFrame close -> answerClose(context, close);
            case PingWebSocketFrame ping -> {
                // A client that does not take its pongs has no use for more of them.
                if (connection.isIdle()) {
                    push(Frame.PONG, ByteBufUtil.getBytes(ping.content()));
                }
            }
            case PongWebSocketFrame _ -> {}
            case WebSocketFrame data -> {
                if (!connection.isEnding()) {
                    data(data);
                }
            }
        }
    }

    private void answerClose(ChannelHandlerContext context, CloseWebSocketFrame close) {
        if (connection.isEnding()) {
            context.close();
        } else {
            connection.end(close.statusCode() < 0 ? CloseCode.NORMAL : close.statusCode(), "");
            context.writeAndFlush(io.netty.buffer.Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void data(WebSocketFrame frame) {
        try {
            var message = messages.add(frame);
            if (message != null && message.text()) {
                connection.text(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(message.bytes()))
                        .toString());
            } else if (message != null) {
                connection.binary(message.bytes());
            }
        } catch (MessageAssembler.TooBig e) {
            connection.end(CloseCode.TOO_BIG, String.valueOf(e.getMessage()));
        } catch (CharacterCodingException e) {
            connection.end(CloseCode.INVALID_TEXT, "a text must be UTF-8");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) throws Exception {
        if (!open) {
            super.exceptionCaught(context, fault);
            return;
        }
        if (!(fault instanceof IOException)) {
            LOG.debug("{} is closed: {}", connection.id(), fault.toString());
        }
        context.close();
    }
}
