package com.necpgame.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.screen.Progress;
import com.necpgame.harness.server.Target;
import com.necpgame.harness.toy.ToyServer;
import com.necpgame.harness.wire.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class BenchTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    private static BenchOptions options(Scenario... scenarios) {
        return new BenchOptions(
                List.of(scenarios), List.of(1, 3), 10, Duration.ofMillis(20), Duration.ofMillis(20), 0, 1);
    }

    private static BenchResult bench(Map<String, Target> targets, Scenario... scenarios) {
        return Bench.run(options(scenarios), targets, Map.of(), Progress.SILENT, CLOCK);
    }

    @Test
    void measuresEveryCellInTurnsAndDrawsThem(@TempDir Path folder) throws Exception {
        try (ToyServer one = ToyServer.start(null);
                ToyServer other = ToyServer.start(null)) {
            BenchResult result = bench(Map.of("app", one.target(), "ceiling", other.target()), Scenario.values());

            assertThat(result.cells()).hasSize(2 * 3 * 2);
            assertThat(result.hasErrors()).isFalse();
            for (CellResult cell : result.cells()) {
                assertThat(cell.rounds()).hasSize(10);
                assertThat(cell.max(Round::perSecond)).isPositive();
                assertThat(cell.median(Round::perSecond))
                        .isBetween(cell.min(Round::perSecond), cell.max(Round::perSecond));
            }
            assertThat(BenchFiles.text(result)).contains("app purchase x3", "ceiling wallet-read x1", "10 rounds");
            assertFiles(BenchFiles.write(result, folder), result);
        }
    }

    private static void assertFiles(Path page, BenchResult result) throws Exception {
        String html = Files.readString(page);
        assertThat(html).contains("ceiling transfer x3").doesNotContain("http://", "https://", "<script");
        Matcher drawings = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(html);
        int count = 0;
        while (drawings.find()) {
            assertWellFormed(drawings.group());
            count++;
        }
        assertThat(count).isEqualTo(9);
        JsonNode json = Json.parse(Files.readString(page.resolveSibling("result.json")));
        assertThat(json.path("at").asText()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(json.path("cells")).hasSameSizeAs(result.cells());
        assertThat(json.at("/cells/0/rounds/9/micros/p99").asLong()).isPositive();
    }

    private static void assertWellFormed(String svg) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    /** Players of one server are nobody on another. */
    @Test
    void saysWhenFiguresAreNotToBeTrusted(@TempDir Path folder) throws IOException {
        try (ToyServer home = ToyServer.start(null);
                ToyServer abroad = ToyServer.start(null)) {
            var contender = new Contender("app", abroad.target(), Pool.of(home.target(), 4, "lost"));
            var cell = new Cell("app", Scenario.WALLET_READ, 2);

            Round round = new Load(contender, cell, "k", new SplittableRandom(1)).run(Duration.ofMillis(20));

            assertThat(round.answers()).isZero();
            assertThat(round.errors()).containsOnlyKeys("401 platform/unauthenticated");
            var result = new BenchResult(
                    options(Scenario.WALLET_READ),
                    CLOCK.instant(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    List.of(new CellResult(cell, List.of(round))));
            assertThat(BenchFiles.text(result)).contains("NOT TO BE TRUSTED", "{401 platform/unauthenticated=");
            assertThat(BenchFiles.write(result, folder)).content().contains("not to be trusted");
        }
    }

    @Test
    void fewerThanTenRoundsAreRefused() {
        assertThatThrownBy(() -> new BenchOptions(
                        List.of(Scenario.TRANSFER), List.of(1), 9, Duration.ofSeconds(1), Duration.ZERO, 0, 1))
                .hasMessageContaining("10 or more");
    }
}
