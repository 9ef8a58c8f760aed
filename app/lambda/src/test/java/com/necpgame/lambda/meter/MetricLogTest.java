package com.necpgame.lambda.meter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.necpgame.lambda.Call;
import com.necpgame.lambda.TestFunction;
import com.necpgame.platform.testkit.MutableClock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines in CloudWatch's embedded metric format. */
class MetricLogTest {
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-11-21T10:00:00Z"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final MetricLog log = new MetricLog(
            meters,
            new MetricLogConfig(true, "Game", Duration.ofSeconds(10), List.of("necpgame.", "ActiveGameSessions")),
            JsonMapper.createDefault(),
            clock,
            "probe",
            new PrintStream(out, true, StandardCharsets.UTF_8));

    private List<JsonNode> lines() throws IOException {
        log.finish();
        var lines = new ArrayList<JsonNode>();
        for (var line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        out.reset();
        clock.advance(Duration.ofSeconds(10));
        return lines;
    }

    private static JsonNode directive(JsonNode line) {
        return line.path("_aws").path("CloudWatchMetrics").path(0);
    }

    @Test
    void tellsGaugesAndWhatCountersHaveGained() throws IOException {
        Gauge.builder("ActiveGameSessions", () -> 7)
                .tags("region", "eu", "build", "")
                .register(meters);
        meters.counter("necpgame.refusals", "code", "platform/invalid").increment(2);
        meters.counter("jvm.classes").increment();

        var lines = lines();
        assertThat(lines).hasSize(2);
        var gauge = lines.stream()
                .filter(line -> line.has("ActiveGameSessions"))
                .findFirst()
                .orElseThrow();
        assertThat(gauge.path("_aws").path("Timestamp").asLong())
                .isEqualTo(Instant.parse("2026-11-21T10:00:00Z").toEpochMilli());
        assertThat(directive(gauge).path("Namespace").asText()).isEqualTo("Game");
        assertThat(directive(gauge).path("Dimensions").path(0))
                .extracting(JsonNode::asText)
                .containsExactly("module", "build", "region");
        assertThat(directive(gauge).path("Metrics").path(0).path("Name").asText())
                .isEqualTo("ActiveGameSessions");
        assertThat(gauge.path("ActiveGameSessions").asDouble()).isEqualTo(7);
        assertThat(gauge.path("module").asText()).isEqualTo("probe");
        assertThat(gauge.path("build").asText()).isEqualTo("-");

        meters.counter("necpgame.refusals", "code", "platform/invalid").increment(3);
        assertThat(lines().stream().filter(line -> line.has("necpgame_refusals_total")))
                .singleElement()
                .satisfies(
                        line -> assertThat(line.path("necpgame_refusals_total").asDouble())
                                .isEqualTo(3));
        assertThat(lines()).noneMatch(line -> line.has("necpgame_refusals_total"));
    }

    @Test
    void writesOnceAnInterval() throws IOException {
        meters.counter("necpgame.a").increment();
        assertThat(lines()).hasSize(1);
        clock.set(Instant.parse("2026-11-21T10:00:09Z"));
        meters.counter("necpgame.a").increment();
        log.finish();
        assertThat(out.size()).isZero();
    }

    @Test
    void keepsToTheLimitOfADocument() throws IOException {
        for (int i = 0; i <= MetricLog.METRICS_MAX; i++) {
            meters.counter("necpgame.counter" + i).increment();
        }
        assertThat(lines())
                .extracting(line -> directive(line).path("Metrics").size())
                .containsExactlyInAnyOrder(MetricLog.METRICS_MAX, 1);
    }

    @Test
    void keepsToSoManyDocuments() throws IOException {
        for (int i = 0; i <= MetricLog.DOCUMENTS_MAX; i++) {
            meters.counter("necpgame.counter", "tag", "t" + i).increment();
        }
        assertThat(lines()).hasSize(MetricLog.DOCUMENTS_MAX);
    }

    @Test
    void countsInAFunction() {
        try (var function = TestFunction.start(Map.of("necpgame.lambda.metrics.enabled", true))) {
            Call.of("GET", "/nowhere").to(function);
            assertThat(function.bean(SimpleMeterRegistry.class)
                            .get("necpgame.refusals")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }
}
