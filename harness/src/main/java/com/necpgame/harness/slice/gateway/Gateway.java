package com.necpgame.harness.slice.gateway;

import com.necpgame.harness.slice.call.Invoker;
import com.necpgame.harness.slice.call.SliceDescription;
import com.necpgame.harness.slice.edge.Slice;
import com.necpgame.harness.slice.socket.ConnectionsApi;
import com.necpgame.harness.slice.socket.SocketCounts;
import com.necpgame.harness.slice.socket.Sockets;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What stands before local slices, as API Gateway stands before functions: takes HTTP and WebSockets on one port of the
 * loopback address and invokes the slice whose route a request names. It answers in the one JVM's words what AWS would answer in its own,
 * so that a client sees no difference.
 */
public final class Gateway implements AutoCloseable {
    private static final int LOOPS = 2;
    private static final int LINE_CHARS_MAX = 8192;
    private static final int HEADER_BYTES_MAX = 16_384;
    private static final int CHUNK_BYTES_MAX = 65_536;
    private static final Duration IDLE_MAX = Duration.ofSeconds(60);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration STOP_MAX = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_MAX)
            .build();
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(LOOPS, NioIoHandler.newFactory());
    private final GatewayConfig config;
    private final Sockets sockets;
    private final Desk desk;
    private final URI base;

    private Gateway(GatewayConfig config, Map<SliceDescription, Invoker> functions) {
        this.config = config;
        var slices = functions.entrySet().stream()
                .map(function -> new Slice(function.getKey(), function.getValue()))
                .toList();
        this.sockets = new Sockets(slices, config.stage(), config.sockets(), work);
        this.desk = desk(slices);
        var channel = listen();
        base = URI.create("http://127.0.0.1:" + ((InetSocketAddress) channel.localAddress()).getPort());
    }

    /**
     * Starts to listen.
     *
     * @param functions each slice, and what is invoked for it
     */
    public static Gateway start(GatewayConfig config, Map<SliceDescription, Invoker> functions) {
        return new Gateway(config, functions);
    }

    private Desk desk(Collection<Slice> slices) {
        var keys = new IdentityKeys(client, config.identity().resolve("/.well-known/jwks.json"));
        var rate = config.rate();
        return new Desk(
                new Routes(slices),
                new IdentityProxy(client, config.identity(), config.proxied()),
                sockets,
                new ConnectionsApi(sockets, config.stage(), config.sockets()),
                config.authorizer() ? new Authorizer(keys, config.issuer()) : null,
                rate == null ? null : new TokenBuckets(rate, System::nanoTime),
                config.stage());
    }

    private Channel listen() {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection
                                .pipeline()
                                .addLast(
                                        new IdleStateHandler(0, 0, IDLE_MAX.toSeconds(), TimeUnit.SECONDS),
                                        new HttpServerCodec(LINE_CHARS_MAX, HEADER_BYTES_MAX, CHUNK_BYTES_MAX),
                                        new BodyAggregator(config.bodyBytesMax()),
                                        new HttpHandler(desk, work));
                    }
                })
                .bind("127.0.0.1", config.port())
                .syncUninterruptibly()
                .channel();
    }

    /** Where it listens, without a slash at the end. */
    public URI base() {
        return base;
    }

    public SocketCounts sockets() {
        return sockets.counts();
    }

    /** Ends every connection, and tells functions of the WebSockets among them. What they still do, they do for nobody. */
    @Override
    public void close() {
        sockets.close(STOP_MAX);
        loops.shutdownGracefully(0, STOP_MAX.toMillis(), TimeUnit.MILLISECONDS).syncUninterruptibly();
        work.shutdownNow();
        client.shutdownNow();
    }
}
