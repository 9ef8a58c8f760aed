package com.necpgame.server;

import com.necpgame.platform.runtime.transaction.Idempotency;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What a module's controllers look like, as far as the edge can tell. */
@Controller("/test")
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(property = "test.routes")
class TestRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(TestRoutes.class);

    /** How many calls came as far as the module. */
    final AtomicInteger calls = new AtomicInteger();

    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);

    @Get("/thread")
    Map<String, Object> thread() {
        LOG.info("on a thread of its own");
        return Map.of(
                "virtual",
                Thread.currentThread().isVirtual(),
                "correlation",
                String.valueOf(MDC.get("correlationId")),
                "traceId",
                String.valueOf(MDC.get("traceId")));
    }

    @Post("/orders")
    Order order(@Body @Valid Order order) {
        calls.incrementAndGet();
        return order;
    }

    @Post("/maps")
    Map<String, Object> map(@Body Map<String, Object> any) {
        calls.incrementAndGet();
        return any;
    }

    @Get("/orders/{id}")
    Map<String, Object> find(long id, @QueryValue @Min(1) @Max(100) int limit, @Nullable @QueryValue Colour colour) {
        calls.incrementAndGet();
        return Map.of("id", id, "limit", limit);
    }

    @Get("/header")
    String header(@Header("If-Match") String version) {
        return version;
    }

    @Get("/fault")
    String fault() {
        throw new IllegalStateException("the secret of the database");
    }

    @Get("/slow")
    String slow() throws InterruptedException {
        begun.countDown();
        release.await(20, TimeUnit.SECONDS);
        return "finished";
    }

    @Get("/mine")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    String mine(HttpRequest<?> request) {
        return request.getUserPrincipal().orElseThrow().getName();
    }

    @Post("/once")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    String once(Idempotency once) {
        return "once";
    }

    @Get("/operators")
    @Secured("operator")
    String operators() {
        return "only they";
    }

    @Serdeable
    enum Colour {
        RED,
        GREEN
    }

    @Serdeable
    record Line(
            @Size(min = 1, max = 10) String item, @Positive int count) {}

    @Serdeable
    record Order(
            @Size(min = 1, max = 20) String to,
            @Positive long amount,
            @Nullable Colour colour,
            @Nullable Instant at,
            @Nullable BigDecimal price,
            @Nullable Double weight,
            @Nullable Boolean gift,
            @Nullable List<@Valid Line> lines,
            @Nullable Map<String, String> labels) {
        Order {
            if (to.equals("nobody")) {
                throw new IllegalArgumentException("nobody takes no orders");
            }
        }
    }

    /** As an event or a stored item is read. */
    @Serdeable
    @Introspected
    record Stored(String id) {}
}
