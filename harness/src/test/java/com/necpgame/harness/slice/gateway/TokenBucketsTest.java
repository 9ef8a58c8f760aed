package com.necpgame.harness.slice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.harness.slice.edge.Answer;
import com.necpgame.harness.slice.edge.Answer.Header;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final TokenBuckets buckets = new TokenBuckets(new Rate(2, 5), nanos::get);

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void exhaust(String caller) {
        for (int left = 4; left >= 0; left--) {
            var spent = buckets.spend(caller);
            assertThat(spent.allowed()).isTrue();
            assertThat(spent.remaining()).isEqualTo(left);
        }
    }

    @Test
    void countsDownThenRefusesThenForgives() {
        exhaust("ada");
        var refused = buckets.spend("ada");
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.untilNext()).isEqualTo(Duration.ofMillis(500));
        assertThat(refused.untilFull()).isEqualTo(Duration.ofMillis(2500));

        pass(499);
        assertThat(buckets.spend("ada").allowed()).isFalse();
        pass(1);
        assertThat(buckets.spend("ada").allowed()).isTrue();
        assertThat(buckets.spend("ada").allowed()).isFalse();
    }

    @Test
    void savesNoMoreThanTheBurst() {
        exhaust("ada");
        pass(3_600_000);
        exhaust("ada");
        assertThat(buckets.spend("ada").allowed()).isFalse();
    }

    @Test
    void countsEachCallerAlone() {
        exhaust("ada");
        exhaust("bob");
    }

    @Test
    void forgetsTheLongestQuiet() {
        exhaust("ada");
        exhaust("bob");
        for (int i = 0; i < TokenBuckets.CALLERS_MAX - 1; i++) {
            buckets.spend("other " + i);
            if (i == 0) {
                assertThat(buckets.spend("bob").allowed()).isFalse();
            }
        }
        assertThat(buckets.spend("bob").allowed()).isFalse();
        exhaust("ada");
    }

    @Test
    void saysWhatIsLeft() {
        var spent = buckets.spend("ada");
        assertThat(spent.tell(Answer.empty(200)).headers())
                .containsExactly(
                        new Header("RateLimit-Limit", "5"),
                        new Header("RateLimit-Remaining", "4"),
                        new Header("RateLimit-Reset", "1"));
    }
}
