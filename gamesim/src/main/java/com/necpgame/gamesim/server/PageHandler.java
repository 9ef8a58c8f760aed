package com.necpgame.gamesim.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/** The page and its parts, the list of sessions, and the figures. Hands {@code /watch} on. */
final class PageHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final String POLICY = "default-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";
    private static final Map<String, String> TYPES = Map.of(
            "/", "text/html; charset=utf-8",
            "/spectate.js", "text/javascript; charset=utf-8",
            "/drawing.js", "text/javascript; charset=utf-8",
            "/spectate.css", "text/css; charset=utf-8");
    private static final String JSON = "application/json";

    private final Supplier<GameServer.Status> status;

    PageHandler(Supplier<GameServer.Status> status) {
        super(FullHttpRequest.class, false);
        this.status = status;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) throws IOException {
        var path = new QueryStringDecoder(request.uri()).path();
        if (path.equals(SpectatorPort.WATCH_PATH) && request.decoderResult().isSuccess()) {
            context.fireChannelRead(request);
            return;
        }
        try {
            answer(context, request, path);
        } finally {
            request.release();
        }
    }

    private void answer(ChannelHandlerContext context, FullHttpRequest request, String path) throws IOException {
        if (!request.decoderResult().isSuccess()) {
            send(context, request, HttpResponseStatus.BAD_REQUEST, "text/plain", utf8("no request\n"));
        } else if (!request.method().equals(HttpMethod.GET)) {
            send(context, request, HttpResponseStatus.METHOD_NOT_ALLOWED, "text/plain", utf8("GET only\n"));
        } else if (path.equals("/sessions")) {
            send(context, request, HttpResponseStatus.OK, JSON, utf8(ViewJson.sessions(status.get())));
        } else if (path.equals("/status")) {
            send(context, request, HttpResponseStatus.OK, JSON, utf8(ViewJson.status(status.get())));
        } else if (TYPES.get(path) instanceof String type) {
            send(context, request, HttpResponseStatus.OK, type, file(path.equals("/") ? "/index.html" : path));
        } else {
            send(context, request, HttpResponseStatus.NOT_FOUND, "text/plain", utf8("nothing here\n"));
        }
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in = PageHandler.class.getResourceAsStream("page" + name)) {
            if (in == null) {
                throw new IOException("the jar lacks the page's " + name);
            }
            return in.readAllBytes();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void send(
            ChannelHandlerContext context,
            FullHttpRequest request,
            HttpResponseStatus status,
            String type,
            byte[] body) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY)
                .set("x-content-type-options", "nosniff")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        boolean isKept =
                HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
        HttpUtil.setKeepAlive(response, isKept);
        var sent = context.writeAndFlush(response);
        if (!isKept) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
        context.close();
    }
}
