package com.necpgame.platform.runtime.event;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventConfigTest {
    @ParameterizedTest
    @CsvSource({
        "shards, 0, shards must be 1 to 64",
        "shards, 65, shards must be 1 to 64",
        "page-size, 0, page-size must be 1 to 100",
        "page-size, 101, page-size must be 1 to 100",
        "gather-time, -1ms, gather-time must be 0 to poll-interval",
        "gather-time, 1001ms, gather-time must be 0 to poll-interval",
        "poll-interval, 0s, gather-time must be 0 to poll-interval",
        "lease-time, 2999ms, lease-time must be three poll-intervals or more",
        "tries-max, 0, tries-max must be 1 to 20",
        "tries-max, 21, tries-max must be 1 to 20",
        "backoff-base, 0s, backoff-max must not be below backoff-base",
        "backoff-max, 49ms, backoff-max must not be below backoff-base",
        "seen-kept, 23h, seen-kept must be a day or more"
    })
    void whatNoRelayCouldWorkByIsRefusedAtTheStart(String name, String value, String refusal) {
        assertThatThrownBy(() -> ApplicationContext.run(Map.of("necpgame.events." + name, value))
                        .close())
                .hasStackTraceContaining("necpgame.events." + refusal);
    }
}
