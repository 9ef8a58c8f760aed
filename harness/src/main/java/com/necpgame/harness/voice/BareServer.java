package com.necpgame.harness.voice;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a fan-out costs with Netty and nothing else: one shared frame, one task per event loop, a flush per channel, dropped
 * where a channel is not writable. No limits, no ages, no order, no counters: a floor to compare with, not a server.
 *
 * <p>At {@value #BLAST} it sends as fast as a listener takes it, which shows what a load generator can hear.
 */
public final class BareServer {
    static final String BLAST = "/blast";

    private static final int FRAMES_PER_BLAST = 32;
    private static final int HTTP_BYTES_MAX = 65_536;

    private final Set<Channel> toBlast = ConcurrentHashMap.newKeySet();
    private final Map<String, Map<EventLoop, Set<Channel>>> rooms = new ConcurrentHashMap<>();

    /** Starts. @return the port on which it listens */
    public int start(int threads) {
        var loops = new MultiThreadIoEventLoopGroup(threads, NioIoHandler.newFactory());
        var channel = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel client) {
                        client.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(HTTP_BYTES_MAX))
                                .addLast(new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
                                        .websocketPath("/")
                                        .checkStartsWith(true)
                                        .build()))
                                .addLast(new Client());
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    private static String parameter(String address, String name) {
        return new QueryStringDecoder(address)
                .parameters()
                .getOrDefault(name, List.of(""))
                .getFirst();
    }

    private Map<EventLoop, Set<Channel>> join(Channel channel, String address) {
        var loops = rooms.computeIfAbsent(parameter(address, "room"), _ -> new ConcurrentHashMap<>());
        if (parameter(address, "role").equals("listener")) {
            var members = loops.computeIfAbsent(channel.eventLoop(), _ -> ConcurrentHashMap.newKeySet());
            members.add(channel);
            channel.closeFuture().addListener(_ -> members.remove(channel));
        }
        return loops;
    }

    private static void relay(Map<EventLoop, Set<Channel>> loops, ByteBuf payload) {
        var frame = encode(payload);
        loops.forEach((loop, members) -> {
            var mine = frame.retainedDuplicate();
            if (loop.inEventLoop()) {
                send(members, mine);
            } else {
                loop.execute(() -> send(members, mine));
            }
        });
        frame.release();
    }

    private static ByteBuf encode(ByteBuf payload) {
        var frame = payload.alloc().directBuffer(payload.readableBytes() + 4);
        frame.writeByte(0x82).writeByte(126).writeShort(payload.readableBytes());
        return frame.writeBytes(payload);
    }

    private static void send(Set<Channel> members, ByteBuf frame) {
        for (var member : members) {
            if (member.isWritable()) {
                member.pipeline().firstContext().writeAndFlush(frame.retainedDuplicate(), member.voidPromise());
            }
        }
        frame.release();
    }

    /** Begins when the last is there: who came later would not get a word in. */
    private synchronized void blastAll(Channel last, int listeners) {
        toBlast.add(last);
        if (toBlast.size() >= listeners) {
            toBlast.forEach(channel -> channel.eventLoop().execute(() -> blast(channel)));
            toBlast.clear();
        }
    }

    private static void blast(Channel channel) {
        while (channel.isWritable()) {
            for (int i = 0; i < FRAMES_PER_BLAST; i++) {
                var payload = VoiceFrame.of(channel.alloc(), i);
                payload.skipBytes(payload.readableBytes() - VoiceFrame.BYTES);
                channel.pipeline().firstContext().write(encode(payload), channel.voidPromise());
                payload.release();
            }
            channel.flush();
        }
    }

    private final class Client extends SimpleChannelInboundHandler<WebSocketFrame> {
        private Map<EventLoop, Set<Channel>> room = Map.of();
        private boolean blasted;

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete complete) {
                blasted = complete.requestUri().startsWith(BLAST);
                if (blasted) {
                    blastAll(context.channel(), Integer.parseInt(parameter(complete.requestUri(), "listeners")));
                } else {
                    room = join(context.channel(), complete.requestUri());
                }
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (blasted && context.channel().isWritable()) {
                context.executor().execute(() -> blast(context.channel()));
            }
        }

        /** A client that went without a word. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
            context.close();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof BinaryWebSocketFrame && !blasted) {
                relay(room, frame.content());
            }
        }
    }
}
