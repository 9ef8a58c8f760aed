package com.necpgame.harness.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    @ParameterizedTest
    @CsvSource({
        "sessions=7, 7",
        "sessions=3.5, 14",
        "available=30, 7",
        "available=50, 10",
        "buffer=20, 8",
        "fixed=25, 25"
    })
    void aPolicyWantsServers(String words, int wanted) {
        // 49 sessions on 5 warm servers of 10 slots, 2 more on a server that is not warm, 3 who wait.
        var reading = new Reading(10, 5, 49, 51, 3);

        assertThat(Policy.parse(words).wanted(reading)).isEqualTo(wanted);
        assertThat(Policy.parse(words)).hasToString(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sessions",
                "sessions=",
                "sessions=0",
                "sessions=-1",
                "sessions=NaN",
                "available=0",
                "available=100",
                "buffer=-1",
                "buffer=1.5",
                "buffer=99999999999",
                "fixed=0",
                "dance=3"
            })
    void anythingElseIsRefused(String words) {
        assertThatIllegalArgumentException().isThrownBy(() -> Policy.parse(words));
    }

    @Test
    void aModelWithoutSenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> model(0, 1, 1, Duration.ofSeconds(1), Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> model(1001, 1, 1, Duration.ofSeconds(1), Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> model(10, 0, 1, Duration.ofSeconds(1), Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> model(10, 3, 2, Duration.ofSeconds(1), Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model(10, 2, 3, Duration.ofSeconds(1), Duration.ZERO))
                .withMessageContaining("servers at first: 2 to 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model(10, 1, 10_001, Duration.ofSeconds(1), Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> model(10, 1, 1, Duration.ZERO, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model(10, 1, 1, Duration.ofSeconds(1), Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model(10, 1, 1, Duration.ofSeconds(1), Duration.ofDays(2)));
    }

    private static FleetModel model(int capacity, int least, int most, Duration look, Duration other) {
        return new FleetModel(capacity, other, other, look, other, other, 1, least, most, other, true);
    }
}
