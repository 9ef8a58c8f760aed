package com.necpgame.harness.slice.gateway;

import com.necpgame.harness.slice.edge.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A token bucket per caller. At most {@value #CALLERS_MAX} callers are remembered; beyond it the longest quiet is
 * forgotten, and begins with a full burst.
 */
final class TokenBuckets {
    static final int CALLERS_MAX = 100_000;

    private final Rate rate;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > CALLERS_MAX;
        }
    };

    /** @param nanos a clock that only goes forward */
    TokenBuckets(Rate rate, LongSupplier nanos) {
        this.rate = rate;
        this.nanos = nanos;
    }

    synchronized Spent spend(String caller) {
        return buckets.computeIfAbsent(caller, _ -> new Bucket()).spend(nanos.getAsLong());
    }

    private final class Bucket {
        private double tokens = rate.burst();
        private long at = nanos.getAsLong();

        Spent spend(long now) {
            var refilled = (double) (now - at) / TimeUnit.SECONDS.toNanos(1) * rate.perSecond();
            tokens = Math.min(rate.burst(), tokens + refilled);
            at = now;
            var allowed = tokens >= 1;
            tokens -= allowed ? 1 : 0;
            return new Spent(allowed, rate.burst(), (int) tokens, time(1 - tokens), time(rate.burst() - tokens));
        }

        private Duration time(double missing) {
            return missing <= 0
                    ? Duration.ZERO
                    : Duration.ofNanos((long) (missing / rate.perSecond() * TimeUnit.SECONDS.toNanos(1)));
        }
    }

    /**
     * @param limit the burst
     * @param remaining requests that are left
     * @param untilNext until there is one again
     * @param untilFull until the burst is whole
     */
    record Spent(boolean allowed, int limit, int remaining, Duration untilNext, Duration untilFull) {
        /** Says so on an answer, by the names of the IETF's draft of 2021, as the one JVM does. */
        Answer tell(Answer answer) {
            return answer.with("RateLimit-Limit", Integer.toString(limit))
                    .with("RateLimit-Remaining", Integer.toString(remaining))
                    .with(
                            "RateLimit-Reset",
                            Long.toString(untilFull.plusMillis(999).toSeconds()));
        }
    }
}
