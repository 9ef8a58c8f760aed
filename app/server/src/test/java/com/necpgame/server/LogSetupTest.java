package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogSetupTest {
    private final PrintStream out = System.out;

    @AfterEach
    void restore() {
        System.setOut(out);
        LogSetup.use(LogFormat.TEXT);
    }

    private String logged(LogFormat format) {
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        LogSetup.use(format);
        try (var ignored = MDC.putCloseable("correlationId", "order-42")) {
            LoggerFactory.getLogger("a.b").atInfo().addKeyValue("status", 200).log("two\nlines \"quoted\"");
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void machinesGetOneObjectPerLine() throws IOException {
        var line = logged(LogFormat.JSON);
        assertThat(line.strip()).doesNotContain("\n");
        var json = new ObjectMapper().readTree(line);
        assertThat(json.path("message").asText()).isEqualTo("two\nlines \"quoted\"");
        assertThat(json.path("correlationId").asText()).isEqualTo("order-42");
        assertThat(json.path("status").asInt()).isEqualTo(200);
        assertThat(json.path("level").asText()).isEqualTo("INFO");
        assertThat(json.path("@timestamp").asText()).endsWith("Z");
    }

    @Test
    void peopleGetALine() {
        assertThat(logged(LogFormat.TEXT)).contains("INFO  a.b").endsWith("\"quoted\" [order-42]\n");
    }

    @Test
    void aTestRunIsNoTerminal() {
        assertThat(LogFormat.AUTO.isJson()).isTrue();
        assertThat(LogFormat.TEXT.isJson()).isFalse();
    }

    @Test
    void anUnknownFormatStopsTheStart() {
        assertThatThrownBy(() -> TestServer.start("necpgame.log.format", "xml").close())
                .hasStackTraceContaining("necpgame.log.format must be auto, json or text, but is xml");
    }
}
