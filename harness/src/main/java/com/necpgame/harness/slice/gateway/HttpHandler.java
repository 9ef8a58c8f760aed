package com.necpgame.harness.slice.gateway;

import com.necpgame.harness.slice.edge.Answer;
import com.necpgame.harness.slice.edge.EdgeProblem;
import com.necpgame.harness.slice.edge.Received;
import com.necpgame.harness.slice.edge.Reply;
import com.necpgame.harness.slice.edge.Upgrade;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection: its requests one after another, in the order in which they came, each answered on a thread that may block. */
final class HttpHandler extends SimpleChannelInboundHandler<Object> {
    /** Requests that a client may have sent ahead; with more, it is not read until some are answered. */
    private static final int AHEAD_MAX = 16;

    /** How long a client may take to close after the last answer. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final System.Logger LOG = System.getLogger("necpgame.gateway");

    private final Desk desk;
    private final Executor work;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean done;

    HttpHandler(Desk desk, Executor work) {
        this.desk = desk;
        this.work = work;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
        switch (message) {
            case TooLarge large -> {
                var request = received(context, large.request(), new byte[0]);
                add(context, new Waiting(request, EdgeProblem.TOO_LARGE.answer(request), !large.last()));
            }
            case FullHttpRequest request -> add(context, waiting(context, request));
            default -> throw new IllegalStateException("not a whole request: " + message.getClass());
        }
    }

    private static Waiting waiting(ChannelHandlerContext context, FullHttpRequest request) {
        var received = received(context, request, ByteBufUtil.getBytes(request.content()));
        if (request.decoderResult().isSuccess()) {
            return new Waiting(received, null, HttpUtil.isKeepAlive(request));
        }
        var problem = request.decoderResult().cause() instanceof TooLongFrameException
                ? EdgeProblem.TOO_LARGE
                : EdgeProblem.MALFORMED;
        return new Waiting(received, problem.answer(received), false);
    }

    private static Received received(ChannelHandlerContext context, HttpRequest request, byte[] body) {
        return new Received(
                request.method().name(),
                request.protocolVersion().text(),
                request.uri(),
                request.headers(),
                body,
                context.channel().remoteAddress() instanceof InetSocketAddress client
                        ? client.getAddress().getHostAddress()
                        : "");
    }

    private void add(ChannelHandlerContext context, Waiting request) {
        if (done) {
            return;
        }
        waiting.add(request);
        if (waiting.size() >= AHEAD_MAX) {
            context.channel().config().setAutoRead(false);
        }
        next(context);
    }

    private void next(ChannelHandlerContext context) {
        var request = busy || done ? null : waiting.poll();
        if (request == null) {
            return;
        }
        busy = true;
        if (waiting.isEmpty()) {
            context.channel().config().setAutoRead(true);
        }
        if (request.ready() != null) {
            finish(context, request, request.ready());
        } else {
            work.execute(() -> {
                var reply = reply(request.request());
                context.executor().execute(() -> finish(context, request, reply));
            });
        }
    }

    private Reply reply(Received request) {
        try {
            return desk.reply(request);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, request.method() + " " + request.path(), e);
            return EdgeProblem.INTERNAL.answer(request);
        }
    }

    private void finish(ChannelHandlerContext context, Waiting request, Reply reply) {
        busy = false;
        switch (reply) {
            case Upgrade upgrade -> {
                done = true;
                waiting.clear();
                leave(context);
                upgrade.take(context.channel());
            }
            case Answer answer -> {
                write(context, request, answer);
                next(context);
            }
        }
    }

    /** Leaves HTTP's codec alone in the pipeline; of a channel that has closed nothing is left. */
    private void leave(ChannelHandlerContext context) {
        var pipeline = context.pipeline();
        for (var handler : List.of(IdleStateHandler.class, BodyAggregator.class, HttpHandler.class)) {
            if (pipeline.get(handler) != null) {
                pipeline.remove(handler);
            }
        }
    }

    private void write(ChannelHandlerContext context, Waiting request, Answer answer) {
        var sent = context.writeAndFlush(response(request, answer));
        if (!request.goesOn()) {
            done = true;
            waiting.clear();
            context.channel().config().setAutoRead(true);
            sent.addListener(_ -> linger(context.channel()));
        }
    }

    /** To close with something unread would reset the connection, and take the answer from the client's hands. */
    private static void linger(Channel channel) {
        if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
        channel.eventLoop().schedule(() -> channel.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static DefaultFullHttpResponse response(Waiting request, Answer answer) {
        var status = HttpResponseStatus.valueOf(answer.status());
        var isHead = request.request().method().equals(HttpMethod.HEAD.name());
        var bare = isHead || status.code() == 204 || status.code() == 304;
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, bare ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body()));
        answer.headers().forEach(header -> response.headers().add(header.name(), header.value()));
        if (status.code() == 204) {
            response.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
        } else if (!bare || answer.body().length > 0 || !response.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            HttpUtil.setContentLength(response, answer.body().length);
        }
        HttpUtil.setKeepAlive(
                response.headers(), HttpVersion.valueOf(request.request().protocol()), request.goesOn());
        return response;
    }

    /** Nothing came for long; somebody who waits for an answer is not idle. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && !busy) {
            context.close();
        }
    }

    /** A client that went without a word. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
        context.close();
    }

    /**
     * @param ready its answer, where there is nothing to decide
     * @param goesOn whether the connection stays for another request
     */
    private record Waiting(Received request, @Nullable Answer ready, boolean goesOn) {}
}
