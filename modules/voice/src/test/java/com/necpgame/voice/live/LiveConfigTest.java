package com.necpgame.voice.live;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.voice.live.Cast.Earshot;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveConfigTest {
    @ParameterizedTest
    @CsvSource({
        "0, 6, PT0.4S, PT0.4S, PT0.2S, PT10S, PT5S, speakers-max",
        "65, 6, PT0.4S, PT0.4S, PT0.2S, PT10S, PT5S, speakers-max",
        "8, 0, PT0.4S, PT0.4S, PT0.2S, PT10S, PT5S, nearby-max",
        "8, 6, PT0.09S, PT0.4S, PT0.2S, PT10S, PT5S, slot-hold",
        "8, 6, PT0.4S, PT6S, PT0.2S, PT10S, PT5S, late-max",
        "8, 6, PT0.4S, PT0.4S, PT0S, PT10S, PT5S, queued-max",
        "8, 6, PT0.4S, PT0.4S, PT0.2S, PT-1S, PT5S, rate-mute",
        "8, 6, PT0.4S, PT0.4S, PT0.2S, PT10S, PT2M, positions-max"
    })
    void refusesNonsense(
            int speakers,
            int nearby,
            Duration hold,
            Duration late,
            Duration queued,
            Duration mute,
            Duration positions,
            String named) {
        assertThatThrownBy(() -> new LiveConfig(speakers, nearby, hold, late, queued, mute, positions))
                .hasMessageContaining("necpgame.voice.live." + named);
    }

    @Test
    void refusesAnEarshotThatIsNone() {
        assertThatThrownBy(() -> new Earshot(0, 0.1)).hasMessageContaining("audibleWithin");
        assertThatThrownBy(() -> new Earshot(Double.NaN, 0.1)).hasMessageContaining("audibleWithin");
        assertThatThrownBy(() -> new Earshot(30, -0.1)).hasMessageContaining("hysteresis");
        assertThatThrownBy(() -> new Earshot(30, 1.1)).hasMessageContaining("hysteresis");
    }
}
