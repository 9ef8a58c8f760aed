package com.necpgame.harness.slice.socket;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One connection's place in its channel: frames of the client to messages, and why it ended. */
final class SocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    /** How long a client may take to close after it was told to. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final SocketConnection connection;
    private final SocketLimits limits;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private boolean ending;
    private int code = CloseCode.LOST;
    private String reason = "";

    SocketHandler(SocketConnection connection, SocketLimits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        var channel = context.channel();
        var end = channel.eventLoop()
                .schedule(
                        () -> end(channel, CloseCode.GOING_AWAY, "Going away"),
                        limits.lifeMax().toMillis(),
                        TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(_ -> {
            end.cancel(false);
            connection.left(code, reason);
        });
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        var channel = context.channel();
        switch (frame) {
            case CloseWebSocketFrame close -> closed(channel, close);
            case PingWebSocketFrame ping -> {
                if (!ending) {
                    channel.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
                }
            }
            case PongWebSocketFrame _ -> {}
            case BinaryWebSocketFrame _ -> end(channel, CloseCode.UNSUPPORTED, "binary frames are not supported");
            default -> {
                if (!ending) {
                    add(channel, frame);
                }
            }
        }
    }

    private void closed(Channel channel, CloseWebSocketFrame close) {
        if (ending) {
            channel.close();
            return;
        }
        int given = close.statusCode();
        end(channel, given < 0 ? CloseCode.NORMAL : given, "");
        code = given < 0 ? CloseCode.NONE : given;
        reason = close.reasonText();
    }

    private void add(Channel channel, WebSocketFrame frame) {
        var bytes = ByteBufUtil.getBytes(frame.content());
        if (message.size() + bytes.length > limits.messageBytesMax()) {
            end(channel, CloseCode.TOO_BIG, "the message is larger than " + limits.messageBytesMax() + " bytes");
            return;
        }
        message.writeBytes(bytes);
        if (frame.isFinalFragment()) {
            take(channel);
        }
    }

    private void take(Channel channel) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message.toByteArray()));
            message.reset();
            connection.message(text.toString(), () -> read(channel));
            if (connection.messagesWaiting() >= limits.messagesMax()) {
                channel.config().setAutoRead(false);
                // The function may have been done before that.
                read(channel);
            }
        } catch (CharacterCodingException e) {
            end(channel, CloseCode.INVALID_TEXT, "a text must be UTF-8");
        }
    }

    private void read(Channel channel) {
        if (connection.messagesWaiting() < limits.messagesMax()) {
            channel.config().setAutoRead(true);
        }
    }

    /** Tells the client to close; a moment later nobody waits for it. On the event loop. */
    void end(Channel channel, int why, String words) {
        if (ending) {
            return;
        }
        ending = true;
        connection.stop();
        code = why;
        reason = words;
        channel.config().setAutoRead(true);
        channel.writeAndFlush(new CloseWebSocketFrame(why, words)).addListener(_ -> {
            // To close with something unread would reset the connection, and take the code from the client's hands.
            if (channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            }
        });
        channel.eventLoop().schedule(() -> channel.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            end(context.channel(), CloseCode.GOING_AWAY, "Idle");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
        if (cause(fault) instanceof CorruptedWebSocketFrameException corrupt) {
            end(
                    context.channel(),
                    corrupt.closeStatus().code(),
                    corrupt.closeStatus().reasonText());
        } else {
            context.close();
        }
    }

    private static Throwable cause(Throwable fault) {
        return fault.getCause() instanceof CorruptedWebSocketFrameException corrupt ? corrupt : fault;
    }
}
