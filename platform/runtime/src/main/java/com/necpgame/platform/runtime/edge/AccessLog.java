package com.necpgame.platform.runtime.edge;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import java.security.Principal;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line per request: method, route, status, duration, caller. The route is the template, so that no id and no query
 * gets into the log.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("necpgame.access");
    private static final String STARTED = AccessLog.class.getName();
    private static final int ORDER = RequestTrace.ORDER + 1;

    private final HttpClientAddressResolver addresses;

    AccessLog(HttpClientAddressResolver addresses) {
        this.addresses = addresses;
    }

    @RequestFilter
    @Order(ORDER)
    void start(HttpRequest<?> request) {
        request.setAttribute(STARTED, System.nanoTime());
    }

    @ResponseFilter
    @Order(ORDER)
    void write(HttpRequest<?> request, HttpResponse<?> response) {
        var level = level(request, response);
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        var method = request.getMethodName();
        var route = BasicHttpAttributes.getUriTemplate(request).orElse("-");
        var millis = TimeUnit.NANOSECONDS.toMillis(
                System.nanoTime() - request.getAttribute(STARTED, Long.class).orElseGet(System::nanoTime));
        var caller = request.getUserPrincipal().map(Principal::getName).orElse("-");
        LOG.atLevel(level)
                .addKeyValue("method", method)
                .addKeyValue("route", route)
                .addKeyValue("status", response.code())
                .addKeyValue("ms", millis)
                .addKeyValue("caller", caller)
                .addKeyValue("address", addresses.resolve(request))
                .log("{} {} {} in {} ms by {}", method, route, response.code(), millis, caller);
    }

    /** Probes come every second and say nothing while all is well. */
    private static Level level(HttpRequest<?> request, HttpResponse<?> response) {
        return Probes.contains(request.getPath()) && response.code() < 400 ? Level.DEBUG : Level.INFO;
    }
}
