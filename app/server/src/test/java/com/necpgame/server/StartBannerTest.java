package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.runtime.StartNotice;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartBannerTest {
    @Test
    void saysWhereToGoNext() {
        StartNotice notice = () -> List.of("Operator: client id ops, secret shown once");
        StartNotice silent = List::of;
        try (var server = TestServer.start(List.of(notice, silent))) {
            var bytes = new ByteArrayOutputStream();
            server.context()
                    .getBean(StartBanner.class)
                    .print(server.server, 812, new PrintStream(bytes, true, StandardCharsets.UTF_8));
            var banner = bytes.toString(StandardCharsets.UTF_8);

            var url = "http://localhost:" + server.server.getPort();
            assertThat(banner)
                    .contains("is ready, 812 ms", url + "/docs", url + "/openapi", url + "/health", url + "/prometheus")
                    .contains("curl -s " + url)
                    .contains("    Operator: client id ops, secret shown once");
        }
    }
}
