package com.necpgame.harness.slice.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;

/** Puts requests together, and hands on what became too large as {@link TooLarge}, to be answered in its turn. */
final class BodyAggregator extends HttpObjectAggregator {
    BodyAggregator(int bodyBytesMax) {
        super(bodyBytesMax);
    }

    @Override
    protected @Nullable Object newContinueResponse(HttpMessage start, int bodyBytesMax, ChannelPipeline pipeline) {
        return HttpUtil.getContentLength(start, -1L) > bodyBytesMax
                ? null
                : super.newContinueResponse(start, bodyBytesMax, pipeline);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        var request = (HttpRequest) oversized;
        var head = new DefaultHttpRequest(
                request.protocolVersion(),
                request.method(),
                request.uri(),
                request.headers().copy());
        // A client that waits for 100 sends no body after another answer: what follows would be taken for one.
        var last = HttpUtil.is100ContinueExpected(request) || !HttpUtil.isKeepAlive(request);
        context.fireChannelRead(new TooLarge(head, last));
    }
}
