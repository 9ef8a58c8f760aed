package com.necpgame.voice.clip;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.event.ruler.Ruler;

/** The two rules of the source, as they stand there, and ours, asked by AWS's own matcher. */
class SourceRulesTest {
    private static final int ROUNDS_MAX = 1000;

    private static final String SOURCES_PROCESSING = """
            {
              "source": ["voice-chat"],
              "detail-type": ["SendAudioEvent"],
              "detail": {
                "status": ["PENDING"],
                "websocket_context": {
                  "domain_name": [{ "exists": true }],
                  "stage": [{ "exists": true }],
                  "connection_id": [{ "exists": true }]
                },
                "message": {
                  "data": [{ "exists": true }]
                }
              }
            }
            """;

    private static final String SOURCES_VALIDATION = """
            {
              "source": ["voice-chat"],
              "detail-type": ["SendAudioEvent"],
              "detail": {
                "status": ["PENDING"],
                "websocket_context": {
                  "domain_name": [{ "exists": true }],
                  "stage": [{ "exists": true }],
                  "connection_id": [{ "exists": true }]
                },
                "message": {
                  "data": [{ "exists": true }],
                  "author": [{ "exists": true }]
                },
                "s3_key": [{ "exists": true }]
              }
            }
            """;

    /** process_audio publishes what it got, with the key of the object, and is woken by it again. */
    @Test
    void theSourcesRulesGoRoundForEver() {
        assertThat(timesProcessed(SOURCES_PROCESSING, "PENDING")).isEqualTo(ROUNDS_MAX);
    }

    /** With either status in the second event: the one of the source, and ours. */
    @ParameterizedTest
    @CsvSource({"PENDING", "PROCESSING"})
    void oursComeToAnEnd(String second) {
        assertThat(timesProcessed(ours("process-audio"), second)).isEqualTo(1);
        assertThat(matches(event(second, true, true), ours("validate-audio"))).isTrue();
    }

    @Test
    void ofOneEventAtMostOneRuleOfOursWantsTheClip() {
        for (var status : new String[] {"PENDING", "PROCESSING", "COMPLETED", "FAILED"}) {
            for (var stored : new boolean[] {true, false}) {
                var event = event(status, stored, true);
                var wanted = (matches(event, ours("process-audio")) ? 1 : 0)
                        + (matches(event, ours("validate-audio")) ? 1 : 0);
                assertThat(wanted)
                        .as("%s, stored: %s", status, stored)
                        .isEqualTo((status.equals("PENDING") || (status.equals("PROCESSING") && stored)) ? 1 : 0);
            }
        }
    }

    /** Without an author the source's process_audio stores at audio/None/. */
    @Test
    void aClipWithoutAnAuthorIsNotProcessed() {
        var nameless = event("PENDING", false, false);

        assertThat(matches(nameless, SOURCES_PROCESSING)).isTrue();
        assertThat(matches(nameless, ours("process-audio"))).isFalse();
    }

    @Test
    void everyEventThatTheSourceWouldValidateIsValidated() {
        assertThat(matches(event("PENDING", true, true), SOURCES_VALIDATION)).isTrue();
        assertThat(matches(event("PENDING", true, true), ours("validate-audio")))
                .isTrue();
    }

    private static int timesProcessed(String rule, String second) {
        var event = event("PENDING", false, true);
        int rounds = 0;
        while (rounds < ROUNDS_MAX && matches(event, rule)) {
            rounds++;
            event = event(second, true, true);
        }
        return rounds;
    }

    private static String event(String status, boolean stored, boolean named) {
        return """
                {"source":"voice-chat","detail-type":"SendAudioEvent","detail":{"status":"%s",
                 "message":{"action":"sendaudio","data":"AAE="%s},
                 "websocket_context":{"domain_name":"d","stage":"s","connection_id":"c"},
                 "timestamp":"2026-11-20T10:00:00.000001Z"%s}}
                """.formatted(
                        status, named ? ",\"author\":\"plr_a\"" : "", stored ? ",\"s3_key\":\"audio/a/t.pcm\"" : "");
    }

    private static String ours(String name) {
        try (var in = requireNonNull(SourceRulesTest.class.getResourceAsStream("/event-patterns/" + name + ".json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean matches(String event, String rule) {
        try {
            return Ruler.matchesRule(event, rule);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
