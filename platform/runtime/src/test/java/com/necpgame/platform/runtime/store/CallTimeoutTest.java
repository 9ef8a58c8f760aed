package com.necpgame.platform.runtime.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

class CallTimeoutTest {
    /** The client alone would wait for half a minute, and then try again, eight times. */
    @Test
    @Timeout(60)
    void aStoreThatTakesCallsAndNeverAnswersIsGivenUp() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var config = new StoreConfig(
                    StoreConfig.Kind.ENDPOINT,
                    "",
                    "http://127.0.0.1:" + silent.getLocalPort(),
                    "eu-central-1",
                    "",
                    Duration.ofMillis(200),
                    true);
            try (var client = new StoreFactory().client(config, Optional.empty())) {
                assertThatThrownBy(client::listTables).isInstanceOf(ApiCallTimeoutException.class);
            }
        }
    }
}
