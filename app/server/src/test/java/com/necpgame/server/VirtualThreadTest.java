package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VirtualThreadTest {
    @Test
    void aControllerMayBlock() {
        try (var server = TestServer.start()) {
            assertThat(server.get("/test/thread").json().path("virtual").asBoolean())
                    .isTrue();
        }
    }
}
