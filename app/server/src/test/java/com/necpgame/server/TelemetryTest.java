package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    @Test
    void nothingRunsUntilACollectorIsNamed() {
        try (var server = TestServer.start()) {
            assertThat(server.context().containsBean(OpenTelemetry.class)).isFalse();
            assertThat(server.get("/test/thread").header("traceparent")).endsWith("-00");
        }
    }

    @Test
    void sendsSpansToTheCollector() throws IOException {
        List<byte[]> received = new CopyOnWriteArrayList<>();
        List<String> paths = new CopyOnWriteArrayList<>();
        var collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().getPath());
            received.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        var endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
        try (var server = TestServer.start("otel.exporter.otlp.endpoint", endpoint, "otel.bsp.schedule.delay", "100")) {
            var trace = "0af7651916cd43dd8448eb211c80319c";
            var answer = server.get("/test/orders/7?limit=5", "traceparent", "00-" + trace + "-b7ad6b7169203331-01");

            assertThat(answer.header("traceparent"))
                    .startsWith("00-" + trace + "-")
                    .endsWith("-01");
            await().until(() -> !received.isEmpty());
            assertThat(paths).containsOnly("/v1/traces");
            var sent = new String(received.getFirst(), StandardCharsets.ISO_8859_1);
            assertThat(sent)
                    .contains(raw(trace))
                    .contains(raw(answer.header("traceparent").substring(36, 52)))
                    .contains("GET /test/orders/{id}", "necpgame");
        } finally {
            collector.stop(0);
        }
    }

    /** Ids go over the wire as bytes. */
    private static String raw(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }
}
