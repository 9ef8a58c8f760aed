package com.necpgame.gamesim.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The TCP port: a page that shows the sessions from above, with what it needs. One thread of its own. */
public final class SpectatorPort implements AutoCloseable {
    static final String WATCH_PATH = "/watch";

    private static final int FRAMES_PER_SECOND = 15;
    private static final int REQUEST_BYTES_MAX = 8 * 1024;
    private static final int SOCKET_FRAME_BYTES_MAX = 1024;
    /** Of silence; a watcher's page says something in between. */
    private static final int SILENCE_SECONDS_MAX = 60;
    /** Bytes that wait for one watcher: about a second of frames. Beyond the upper mark, frames are left out. */
    private static final WriteBufferWaterMark WAITING_BYTES = new WriteBufferWaterMark(16 * 1024, 32 * 1024);

    private final NioEventLoopGroup group = new NioEventLoopGroup(1);
    private final Channel listener;

    /** @throws IllegalStateException where the port is taken */
    public SpectatorPort(InetSocketAddress address, Supplier<GameServer.Status> status) {
        var watchers = new Watchers(status);
        var bootstrap = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING_BYTES)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new ReadTimeoutHandler(SILENCE_SECONDS_MAX))
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(REQUEST_BYTES_MAX))
                                .addLast(new PageHandler(status))
                                .addLast(new WebSocketServerProtocolHandler(sockets()))
                                .addLast(new WatchHandler(watchers));
                    }
                });
        var bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            group.shutdownGracefully();
            throw new IllegalStateException("cannot listen at " + address, bound.cause());
        }
        listener = bound.channel();
        group.next().scheduleAtFixedRate(watchers::send, 0, 1_000_000 / FRAMES_PER_SECOND, TimeUnit.MICROSECONDS);
    }

    private static WebSocketServerProtocolConfig sockets() {
        return WebSocketServerProtocolConfig.newBuilder()
                .websocketPath(WATCH_PATH)
                .checkStartsWith(true)
                .maxFramePayloadLength(SOCKET_FRAME_BYTES_MAX)
                .build();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** A socket that watches. What it says means nothing, but that it is there. */
    private static final class WatchHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
        private final Watchers watchers;

        WatchHandler(Watchers watchers) {
            this.watchers = watchers;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
            if (event instanceof HandshakeComplete handshake) {
                var asked = new QueryStringDecoder(handshake.requestUri())
                        .parameters()
                        .getOrDefault("session", List.of(""));
                if (!watchers.add(context.channel(), asked.getFirst())) {
                    var why = new CloseWebSocketFrame(
                            WebSocketCloseStatus.TRY_AGAIN_LATER, "no such session, or no room");
                    context.writeAndFlush(why).addListener(sent -> context.close());
                }
            }
            super.userEventTriggered(context, event);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {}

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
            context.close();
        }
    }
}
