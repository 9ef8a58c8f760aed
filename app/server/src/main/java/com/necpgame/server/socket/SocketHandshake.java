package com.necpgame.server.socket;

import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.socket.SocketRequest;
import com.necpgame.platform.runtime.socket.SocketRoute;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import io.netty.channel.Channel;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lets a route judge a handshake before Micronaut upgrades it, so that a refusal is an HTTP answer like any other. The
 * innermost filter: the token is verified and the caller's rate is counted by then.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SocketHandshake {
    private static final int INNERMOST = 100_000;
    private static final String VERSION = "13";

    private final SocketPaths paths;
    private final Sockets sockets;

    SocketHandshake(SocketPaths paths, Sockets sockets) {
        this.paths = paths;
        this.sockets = sockets;
    }

    /** @return the request, once the route has accepted it; at once where it is not for one */
    @RequestFilter
    @Order(INNERMOST)
    CompletableFuture<HttpRequest<?>> judge(HttpRequest<?> request) {
        var match = RouteAttributes.getRouteMatch(request).orElse(null);
        if (!(match instanceof MethodBasedRouteMatch<?, ?> method)
                || method.getDeclaringType() != SocketEndpoint.class) {
            return CompletableFuture.completedFuture(request);
        }
        if (!(request instanceof NettyHttpRequest<?> upgrade) || !isUpgrade(request)) {
            throw PlatformProblem.MALFORMED.refuse("this address takes WebSocket handshakes alone");
        }
        var route = paths.at(request.getPath());
        if (route == null) {
            throw PlatformProblem.ROUTE_NOT_FOUND.refuse();
        }
        return judge(upgrade, route);
    }

    private static boolean isUpgrade(HttpRequest<?> request) {
        return "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeaders.UPGRADE));
    }

    private CompletableFuture<HttpRequest<?>> judge(NettyHttpRequest<?> request, SocketRoute route) {
        requireHandshake(request);
        var caller =
                request.getUserPrincipal(Authentication.class).map(Caller::of).orElse(null);
        if (caller == null && request.getHeaders().contains(HttpHeaders.AUTHORIZATION)) {
            throw PlatformProblem.UNAUTHENTICATED.refuse();
        }
        var channel = request.getChannelHandlerContext().channel();
        var connection = sockets.connect(route, channel);
        var handler = new SocketHandler(connection, sockets.config());
        var answer = new CompletableFuture<HttpRequest<?>>();
        // Micronaut takes the pipeline apart on the thread that completes the answer: that must be the event loop.
        onLoop(channel, () -> {
            handler.install(channel);
            var context = PropagatedContext.getOrEmpty();
            connection.judge(
                    socketRequest(connection.id(), request, caller),
                    fault -> onLoop(channel, context.wrap(() -> {
                        if (fault == null) {
                            answer.complete(request);
                        } else {
                            handler.uninstall(channel);
                            answer.completeExceptionally(fault);
                        }
                    })));
        });
        return answer;
    }

    private static void onLoop(Channel channel, Runnable task) {
        var context = PropagatedContext.getOrEmpty();
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(context.wrap(task));
        }
    }

    private static void requireHandshake(HttpRequest<?> request) {
        var headers = request.getHeaders();
        if (!headers.contains("Sec-WebSocket-Key")) {
            throw PlatformProblem.MALFORMED.refuse("a handshake needs Sec-WebSocket-Key");
        }
        if (!VERSION.equals(headers.get("Sec-WebSocket-Version"))) {
            throw PlatformProblem.MALFORMED.refuse("the Sec-WebSocket-Version must be " + VERSION);
        }
    }

    private SocketRequest socketRequest(String id, HttpRequest<?> request, @Nullable Caller caller) {
        var headers = new HashMap<String, String>();
        request.getHeaders().forEachValue((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        Map<String, String> query = new HashMap<>();
        request.getParameters().forEachValue(query::putIfAbsent);
        return new SocketRequest(
                id,
                domain(headers.getOrDefault("host", "")),
                sockets.config().stage(),
                caller,
                headers,
                query,
                String.join(",", request.getHeaders().getAll("Sec-WebSocket-Protocol")));
    }

    /** Without the port. */
    private static String domain(String host) {
        var port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }
}
