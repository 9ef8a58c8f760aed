package com.necpgame.gamesimregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.testkit.server.Running;
import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryConfigTest {
    private static void start(String name, Object value) {
        try (var context = ApplicationContext.builder()
                .properties(Map.of("necpgame.gamesim-registry." + name, value))
                .build()) {
            context.start();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            heartbeat-default    | 0s
            heartbeat-default    | 1500ms
            heartbeat-default    | 10m
            heartbeat-max        | 20s
            heartbeat-grace      | 0s
            missed-max           | 0
            sweep-every          | 0s
            drain-max            | -1s
            sessions-max         | 0
            sessions-max         | 1001
            players-max          | 0
            players-max          | 256
            servers-max          | 0
            labels-max           | -1
            labels-max           | 65
            ended-kept           | 0s
            view-kept            | -1s
            measure-every        | 0s
            token-ttl            | 0s
            claim-ttl            | 0s
            reservation-ttl      | 0s
            wait-max             | -1s
            sessions-per-player-max | 0
            session-kept         | 0s
            public-endpoint      | example.org
            public-endpoint      | example.org:0
            public-endpoint      | two words:7777
            plans-max            | 0
            backoff-base         | 0s
            backoff-max          | 1ms
            """)
    void nonsenseStopsTheStart(String name, String value) {
        assertThatThrownBy(() -> start(name, value)).rootCause().hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({"example.org:7777", "203.0.113.7:1", "'[2001:db8::7]:7777'"})
    void aPublicEndpointIsHostAndPort(String endpoint) {
        try (var store = TemporaryDynamo.open();
                var server = Running.over(
                        store.client(),
                        Map.of("test.fleet", true, "necpgame.gamesim-registry.public-endpoint", endpoint))) {
            assertThat(server.bean(RegistryConfig.class).publicEndpoint()).isEqualTo(endpoint);
        }
    }

    @Test
    void theDefaultsAreTheSources() {
        try (var store = TemporaryDynamo.open();
                var server = Running.over(store.client(), Map.of("test.fleet", true))) {
            var config = server.bean(RegistryConfig.class);

            assertThat(config.heartbeatDefault()).hasSeconds(30);
            assertThat(config.missedMax()).isEqualTo(3);
            assertThat(config.tokenTtl()).hasSeconds(45);
            assertThat(config.waitMax()).hasSeconds(25);
            assertThat(config.publicEndpoint()).isNull();
        }
    }
}
