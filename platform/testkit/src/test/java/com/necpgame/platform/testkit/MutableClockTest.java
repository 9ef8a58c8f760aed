package com.necpgame.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class MutableClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final MutableClock clock = MutableClock.at(START);

    @Test
    void standsStillUntilMoved() {
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(clock.advance(Duration.ofMinutes(11))).isEqualTo("2026-01-01T00:11:00Z");
        assertThat(clock.millis()).isEqualTo(START.plusSeconds(660).toEpochMilli());
    }

    @Test
    void maybeSetBackButNotAdvancedBack() {
        clock.set(START.minusSeconds(1));
        assertThat(clock.instant()).isEqualTo(START.minusSeconds(1));
        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofMillis(-1)));
    }

    @Test
    void otherZonesShowTheSameTime() {
        var tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));
        clock.advance(Duration.ofDays(1));
        assertThat(tokyo.instant()).isEqualTo(clock.instant());
        assertThat(tokyo.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    /** A thousand advances by eight threads: none is lost. */
    @Test
    void losesNoAdvance() {
        Concurrently.on(8, Collections.nCopies(1000, () -> clock.advance(Duration.ofMillis(1))))
                .values();
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(1));
    }
}
