package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ProbesTest {
    @Test
    void saysHowItIs() {
        try (var server = TestServer.start()) {
            for (var probe : new String[] {"/health", "/health/liveness", "/health/readiness"}) {
                var answer = server.get(probe);
                assertThat(answer.status()).as(probe).isEqualTo(200);
                assertThat(answer.json().path("status").asText()).isEqualTo("UP");
            }
            server.context().getBean(Readiness.class).lower();
            assertThat(server.get("/health/readiness").status()).isEqualTo(503);
            assertThat(server.get("/health/liveness").status()).isEqualTo(200);
            assertThat(server.get("/test/thread").status()).isEqualTo(200);
        }
    }

    @Test
    void countsAndTimesEveryRoute() {
        try (var server = TestServer.start()) {
            server.get("/test/orders/7?limit=5");
            server.get("/test/orders/8?limit=5");
            server.get("/test/orders/9?limit=500");
            server.get("/test/fault");
            server.get("/nowhere/1");
            server.get("/nowhere/2");

            var metrics = server.get("/prometheus").text();

            assertThat(metrics).contains("jvm_memory_used_bytes", "process_cpu_usage", "jvm_gc_", "jvm_threads_live");
            assertThat(sample(metrics, "http_server_requests_seconds_count", "/test/orders/{id}", "200"))
                    .isEqualTo("2");
            assertThat(sample(metrics, "http_server_requests_seconds_count", "/test/fault", "500"))
                    .isEqualTo("1");
            assertThat(metrics).contains("http_server_requests_seconds_bucket{").contains("le=\"0.0");
            assertThat(metrics).contains("necpgame_refusals_total{code=\"platform/route-not-found\"} 2");
            assertThat(metrics).contains("necpgame_refusals_total{code=\"platform/invalid\"} 1");
            assertThat(metrics).as("no series per address").doesNotContain("/nowhere/1", "/test/orders/7");
        }
    }

    private static String sample(String metrics, String name, String uri, String status) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{")
                        && line.contains("uri=\"" + uri + "\"")
                        && line.contains("status=\"" + status + "\""))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElse("none of " + uri + " in\n" + metrics);
    }

    @Test
    void nothingElseOfTheFrameworkIsOpen() {
        try (var server = TestServer.start("necpgame.server.rate-limit.enabled", false)) {
            for (var name : "beans caches env info loggers metrics refresh routes stop threaddump".split(" ")) {
                assertThat(server.get("/" + name).status()).as(name).isEqualTo(404);
                assertThat(server.post("/" + name, "{}").status()).as(name).isEqualTo(404);
            }
        }
    }

    @Test
    void canMoveToAPortOfTheirOwn() throws IOException, InterruptedException {
        var port = Tour.freePort();
        try (var server = TestServer.start("endpoints.all.port", port);
                var client = HttpClient.newHttpClient()) {
            assertThat(server.get("/health").status()).isEqualTo(404);
            assertThat(server.get("/prometheus").status()).isEqualTo(404);
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/readiness"));
            assertThat(client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
