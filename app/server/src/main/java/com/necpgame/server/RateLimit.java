package com.necpgame.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.necpgame.platform.runtime.edge.Probes;
import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.problem.Problems;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket per caller: the token's subject, or the address of a caller without a valid token. Every answer says
 * what is left; beyond it the answer is 429.
 *
 * <p>Buckets live in this process. Behind a balancer each instance counts for itself.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(property = RateLimitConfig.PREFIX + ".enabled", notEquals = "false")
final class RateLimit {
    /** Right after the token was checked, so that nobody can spend another's requests. */
    private static final int AFTER_TOKEN = 39_100;
    /** Outside of the token check, to see those that it refused. */
    private static final int BEFORE_TOKEN = 38_900;

    private static final String SPENT = RateLimit.class.getName();
    private static final int IPV6_NETWORK_BYTES = 8;

    static {
        assert AFTER_TOKEN > ServerFilterPhase.SECURITY.order();
        assert BEFORE_TOKEN < ServerFilterPhase.SECURITY.order();
    }

    private final RateLimitConfig config;
    private final List<RouteClass> classes;
    private final HttpClientAddressResolver addresses;
    private final Problems problems;
    private final TimeMeter time;
    private final Cache<Key, Bucket> buckets;

    RateLimit(
            RateLimitConfig config,
            Collection<RouteClass> classes,
            HttpClientAddressResolver addresses,
            Problems problems,
            @Nullable TimeMeter time) {
        this.config = config;
        this.classes =
                classes.stream().sorted(Comparator.comparing(RouteClass::name)).toList();
        this.addresses = addresses;
        this.problems = problems;
        this.time = time == null ? TimeMeter.SYSTEM_NANOTIME : time;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(config.callersMax())
                .expireAfterAccess(config.quiet())
                .build();
    }

    @RequestFilter
    @Order(AFTER_TOKEN)
    void spend(HttpRequest<?> request) {
        if (Probes.contains(request.getPath())) {
            return;
        }
        var spent = spend(request, caller(request));
        if (!spent.probe().isConsumed()) {
            throw PlatformProblem.RATE_LIMITED.refuse().retryAfter(spent.untilNext());
        }
    }

    /** What never came as far as {@link #spend(HttpRequest)}, a bad token above all, costs its address. */
    @ResponseFilter
    @Order(BEFORE_TOKEN)
    MutableHttpResponse<?> tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (Probes.contains(request.getPath())) {
            return response;
        }
        var known = request.getAttribute(SPENT, Spent.class).orElse(null);
        var spent = known == null ? spend(request, address(request)) : known;
        var answer = known == null && !spent.probe().isConsumed()
                ? problems.answer(request, PlatformProblem.RATE_LIMITED.refuse().retryAfter(spent.untilNext()))
                : response;
        return answer.header("RateLimit-Limit", Long.toString(spent.limit()))
                .header("RateLimit-Remaining", Long.toString(spent.probe().getRemainingTokens()))
                .header("RateLimit-Reset", Long.toString(spent.secondsUntilFull()));
    }

    private Spent spend(HttpRequest<?> request, String caller) {
        var path = request.getPath();
        var routes = classes.stream().filter(c -> c.contains(path)).findFirst().orElse(null);
        var limit = routes == null ? config.burst() : routes.burst();
        var rate = routes == null ? config.requestsPerSecond() : routes.requestsPerSecond();
        var key = new Key(routes == null ? "" : routes.name(), caller);
        var probe = buckets.get(key, ignored -> bucket(limit, rate)).tryConsumeAndReturnRemaining(1);
        var spent = new Spent(limit, probe);
        request.setAttribute(SPENT, spent);
        return spent;
    }

    private Bucket bucket(int burst, int requestsPerSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(requestsPerSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    private String caller(HttpRequest<?> request) {
        return request.getUserPrincipal()
                .map(principal -> "sub " + principal.getName())
                .orElseGet(() -> address(request));
    }

    /** An IPv6 customer owns a whole /64, so the network is the caller. */
    private String address(HttpRequest<?> request) {
        var text = String.valueOf(addresses.resolve(request));
        var literal = text.indexOf(':') >= 0 ? literal(text) : null;
        return literal instanceof Inet6Address
                ? "net " + HexFormat.of().formatHex(Arrays.copyOf(literal.getAddress(), IPV6_NETWORK_BYTES))
                : "ip " + text;
    }

    private static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private record Key(String routes, String caller) {}

    private record Spent(long limit, ConsumptionProbe probe) {
        Duration untilNext() {
            return Duration.ofNanos(probe.getNanosToWaitForRefill());
        }

        long secondsUntilFull() {
            return Duration.ofNanos(probe.getNanosToWaitForReset())
                    .plusMillis(999)
                    .toSeconds();
        }
    }
}
