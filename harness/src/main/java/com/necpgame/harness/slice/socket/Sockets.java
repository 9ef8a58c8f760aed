package com.necpgame.harness.slice.socket;

import com.necpgame.harness.slice.edge.Answer;
import com.necpgame.harness.slice.edge.EdgeProblem;
import com.necpgame.harness.slice.edge.Received;
import com.necpgame.harness.slice.edge.Reply;
import com.necpgame.harness.slice.edge.Slice;
import com.necpgame.harness.slice.edge.Upgrade;
import com.necpgame.harness.slice.edge.Visitor;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.timeout.IdleStateHandler;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The WebSockets of all slices: judges handshakes by asking the function, and holds the connections. */
public final class Sockets {
    private static final String VERSION = "13";
    private static final int ID_BYTES = 11;

    private final Map<String, Slice> byPath = new HashMap<>();
    private final Map<String, SocketConnection> connections = new ConcurrentHashMap<>();
    private final LongAdder opened = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder gone = new LongAdder();
    private final SecureRandom random = new SecureRandom();
    private final String stage;
    private final SocketLimits limits;
    private final Executor work;

    /**
     * @param stage as functions see it
     * @param work whose threads may block
     */
    public Sockets(Collection<Slice> slices, String stage, SocketLimits limits, Executor work) {
        this.stage = stage;
        this.limits = limits;
        this.work = work;
        slices.forEach(slice -> slice.description().sockets().forEach(path -> byPath.put(path, slice)));
    }

    /** Whether WebSockets are opened at this path. */
    public boolean takes(String path) {
        return byPath.containsKey(path);
    }

    /** Judges a handshake, as its function does. */
    public Reply open(Received request, Visitor visitor) {
        var fault = fault(request);
        if (!fault.isEmpty()) {
            return EdgeProblem.MALFORMED.answer(request, fault);
        }
        var slice = byPath.get(request.path());
        if (slice == null) {
            return EdgeProblem.ROUTE_NOT_FOUND.answer(request);
        }
        return visitor.refused() ? EdgeProblem.UNAUTHENTICATED.answer(request) : connect(request, visitor, slice);
    }

    private static String fault(Received request) {
        var upgrade = request.header(HttpHeaderNames.UPGRADE);
        if (!HttpHeaderValues.WEBSOCKET.toString().equalsIgnoreCase(upgrade)
                || !request.method().equals(HttpMethod.GET.name())) {
            return "this address takes WebSocket handshakes alone";
        }
        if (request.header(HttpHeaderNames.SEC_WEBSOCKET_KEY) == null) {
            return "a handshake needs Sec-WebSocket-Key";
        }
        return VERSION.equals(request.header(HttpHeaderNames.SEC_WEBSOCKET_VERSION))
                ? ""
                : "the Sec-WebSocket-Version must be " + VERSION;
    }

    private Reply connect(Received request, Visitor visitor, Slice slice) {
        var id = id();
        var now = Instant.now();
        var events = new SocketEvents(
                id, request, visitor, stage, slice.description().module(), now);
        var answer = slice.ask(request, events.connect());
        if (answer.status() / 100 != 2) {
            return answer;
        }
        var connection = new SocketConnection(id, slice, events, request, now, limits.queueBytesMax(), work);
        // From here on functions may send to it, though the client has not heard yet.
        connections.put(id, connection);
        opened.increment();
        connection.ended().thenRun(() -> connections.remove(id));
        return (Upgrade) channel -> upgrade(connection, request, protocol(answer), channel);
    }

    /** Looks like API Gateway's own, down to the character that an address must escape. */
    private String id() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static HttpHeaders protocol(Answer answer) {
        var headers = new DefaultHttpHeaders();
        answer.headers().stream()
                .filter(header -> HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL.contentEqualsIgnoreCase(header.name()))
                .forEach(header -> headers.add(header.name(), header.value()));
        return headers;
    }

    private void upgrade(SocketConnection connection, Received request, HttpHeaders protocol, Channel channel) {
        if (!channel.isActive()) {
            connection.left(CloseCode.LOST, "");
            return;
        }
        var handshake = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.GET,
                request.uri(),
                Unpooled.EMPTY_BUFFER,
                request.headers(),
                EmptyHttpHeaders.INSTANCE);
        new WebSocketServerHandshaker13(request.uri(), null, decoder())
                .handshake(channel, handshake, protocol, channel.newPromise());
        var handler = new SocketHandler(connection, limits);
        channel.pipeline()
                .addLast(new IdleStateHandler(0, 0, limits.idleMax().toMillis(), TimeUnit.MILLISECONDS), handler);
        if (!connection.open(channel)) {
            handler.end(channel, CloseCode.GOING_AWAY, "Going away");
        }
    }

    private WebSocketDecoderConfig decoder() {
        return WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(limits.frameBytesMax())
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build();
    }

    /** The connection of this id, while it lasts; null after that, or if there never was one. */
    @Nullable
    SocketConnection find(String id) {
        var connection = connections.get(id);
        return connection == null || connection.isOver() ? null : connection;
    }

    /** Sends a text. @return whether there is such a connection */
    boolean send(SocketConnection connection, String text) {
        var isThere = connection.send(text);
        (isThere ? sent : gone).increment();
        return isThere;
    }

    /** There is no such connection: {@link #find} has said so. */
    void missed() {
        gone.increment();
    }

    public SocketCounts counts() {
        int open =
                (int) connections.values().stream().filter(one -> !one.isOver()).count();
        return new SocketCounts(open, opened.sum(), sent.sum(), gone.sum());
    }

    static void end(SocketConnection connection) {
        connection.stop();
        var channel = connection.channel();
        if (channel != null) {
            channel.eventLoop().execute(() -> {
                var handler = channel.pipeline().get(SocketHandler.class);
                if (handler != null) {
                    handler.end(channel, CloseCode.GOING_AWAY, "Going away");
                }
            });
        }
    }

    /** Ends every connection, and waits until functions have heard of it. */
    public void close(Duration max) {
        var open = connections.values().stream().toList();
        open.forEach(Sockets::end);
        CompletableFuture.allOf(open.stream().map(SocketConnection::ended).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, max.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
