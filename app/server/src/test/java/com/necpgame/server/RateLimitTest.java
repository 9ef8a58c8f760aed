package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final int BURST = 5;

    private final Time time = new Time();
    private final TestServer server = TestServer.start(
            List.of(time),
            "necpgame.server.rate-limit.requests-per-second",
            2,
            "necpgame.server.rate-limit.burst",
            BURST,
            "necpgame.server.rate-limit.classes.sign-in.paths",
            List.of("/test/thread"),
            "necpgame.server.rate-limit.classes.sign-in.requests-per-second",
            1,
            "necpgame.server.rate-limit.classes.sign-in.burst",
            1,
            "micronaut.server.client-address-header",
            "X-Test-Address");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void countsDownThenRefusesThenForgives() {
        for (int left = BURST - 1; left >= 0; left--) {
            var answer = ask("ada");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("RateLimit-Limit")).isEqualTo("5");
            assertThat(answer.header("RateLimit-Remaining")).isEqualTo("" + left);
        }
        var refused = ask("ada");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.type()).startsWith("application/problem+json");
        assertThat(refused.json().path("code").asText()).isEqualTo("platform/rate-limited");
        assertThat(refused.json().path("retryable").asBoolean()).isTrue();
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
        assertThat(refused.header("RateLimit-Reset")).isEqualTo("3");

        time.pass(500);
        assertThat(ask("ada").status()).isEqualTo(200);
        assertThat(ask("ada").status()).isEqualTo(429);
    }

    @Test
    void countsEachCallerAlone() {
        exhaust("ada");
        assertThat(ask("bob").status()).isEqualTo(200);
        assertThat(server.get("/", "X-Test-Address", "192.0.2.1").status()).isEqualTo(200);
    }

    @Test
    void countsTheAddressOfThoseWithoutAToken() {
        for (int i = 0; i < BURST; i++) {
            assertThat(server.get("/", "X-Test-Address", "192.0.2.1").status()).isEqualTo(200);
        }
        assertThat(server.get("/", "X-Test-Address", "192.0.2.1").status()).isEqualTo(429);
        assertThat(server.get("/", "X-Test-Address", "192.0.2.2").status()).isEqualTo(200);
    }

    /** One household of IPv6 has more addresses than there are buckets. */
    @Test
    void countsAnIpv6Network() {
        for (int i = 0; i < BURST; i++) {
            assertThat(server.get("/", "X-Test-Address", "2001:db8:0:1::" + i).status())
                    .isEqualTo(200);
        }
        assertThat(server.get("/", "X-Test-Address", "2001:db8:0:1:ffff::1").status())
                .isEqualTo(429);
        assertThat(server.get("/", "X-Test-Address", "2001:db8:0:2::1").status())
                .isEqualTo(200);
    }

    /** Otherwise anyone could guess tokens as fast as the wire allows, or spend another's requests. */
    @Test
    void countsBadTokensForTheirAddress() {
        for (int i = 0; i < BURST; i++) {
            var answer = server.get("/test/mine", "Authorization", "Bearer x.y.z" + i, "X-Test-Address", "192.0.2.1");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("RateLimit-Remaining")).isEqualTo("" + (BURST - 1 - i));
        }
        var refused = server.get("/test/mine", "Authorization", "Bearer x.y.z", "X-Test-Address", "192.0.2.1");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(ask("ada").status()).isEqualTo(200);
    }

    @Test
    void countsWhatIsNotThere() {
        for (int i = 0; i < BURST; i++) {
            assertThat(server.get("/nowhere", "X-Test-Address", "192.0.2.1").status())
                    .isEqualTo(404);
        }
        assertThat(server.get("/nowhere", "X-Test-Address", "192.0.2.1").status())
                .isEqualTo(429);
    }

    @Test
    void keepsAClassOfRoutesApart() {
        assertThat(server.get("/test/thread").status()).isEqualTo(200);
        var refused = server.get("/test/thread");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("RateLimit-Limit")).isEqualTo("1");
        assertThat(server.get("/").status()).isEqualTo(200);
    }

    @Test
    void neverRefusesProbes() {
        for (int i = 0; i < 3 * BURST; i++) {
            for (var probe : List.of("/health", "/health/liveness", "/health/readiness", "/prometheus")) {
                var answer = server.get(probe);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("RateLimit-Limit")).isEmpty();
            }
        }
    }

    @Test
    void aBadSettingStopsTheStart() {
        assertThatThrownBy(() ->
                        TestServer.start("necpgame.server.rate-limit.burst", 0).close())
                .hasStackTraceContaining("necpgame.server.rate-limit.burst must be above zero, but is 0");
    }

    @Test
    void canBeSwitchedOff() {
        try (var unlimited = TestServer.start("necpgame.server.rate-limit.enabled", false)) {
            assertThat(unlimited.get("/").header("RateLimit-Limit")).isEmpty();
        }
    }

    private TestServer.Answer ask(String player) {
        return server.get(
                "/test/mine", "Authorization", "Bearer " + server.token(player), "X-Test-Address", "198.51.100.7");
    }

    private void exhaust(String player) {
        for (int i = 0; i < BURST; i++) {
            assertThat(ask(player).status()).isEqualTo(200);
        }
        assertThat(ask(player).status()).isEqualTo(429);
    }

    /** Stands still until told otherwise. */
    static final class Time implements TimeMeter {
        private final AtomicLong nanos = new AtomicLong();

        void pass(long millis) {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
        }

        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
