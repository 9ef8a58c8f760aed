package com.necpgame.server.socket;

import com.necpgame.platform.runtime.socket.SocketRoute;
import io.micronaut.context.BeanContext;
import io.micronaut.context.ExecutionHandleLocator;
import io.micronaut.web.router.DefaultRouteBuilder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells Micronaut's router of the routes' paths. */
@Singleton
final class SocketPaths extends DefaultRouteBuilder {
    private final Map<String, SocketRoute> routes;

    SocketPaths(ExecutionHandleLocator locator, BeanContext beans, Collection<SocketRoute> routes) {
        super(locator);
        this.routes = byPath(routes);
        var endpoint = beans.getBeanDefinition(SocketEndpoint.class);
        var method = endpoint.getRequiredMethod("message", WebSocketFrame.class);
        this.routes.keySet().forEach(path -> GET(path, endpoint, method));
    }

    private static Map<String, SocketRoute> byPath(Collection<SocketRoute> routes) {
        var byPath = new HashMap<String, SocketRoute>();
        for (var route : routes) {
            if (byPath.put(route.path(), route) != null) {
                throw new IllegalStateException("Two socket routes want the path " + route.path());
            }
        }
        return Map.copyOf(byPath);
    }

    /** @param path may end in a slash, as for Micronaut's router */
    @Nullable
    SocketRoute at(String path) {
        return routes.get(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }
}
