package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class RequestTraceTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

    private static TestServer server;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    @BeforeAll
    static void start() {
        // Another test of this JVM may have silenced it.
        server = TestServer.start("logger.levels.necpgame.access", "INFO");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void hush() {
        root.detachAppender(log);
    }

    private List<ILoggingEvent> lines(String logger) {
        return List.copyOf(log.list).stream()
                .filter(line -> line.getLoggerName().equals(logger))
                .toList();
    }

    @Test
    void echoesTheCorrelationIdAndPutsItIntoEveryLine() {
        var answer = server.get("/test/thread", "X-Correlation-Id", "order-42");

        assertThat(answer.header("X-Correlation-Id")).isEqualTo("order-42");
        assertThat(answer.json().path("correlation").asText()).isEqualTo("order-42");
        assertThat(lines(TestRoutes.class.getName()))
                .singleElement()
                .satisfies(line -> assertThat(line.getMDCPropertyMap()).containsEntry("correlationId", "order-42"));
        assertThat(lines("necpgame.access"))
                .singleElement()
                .satisfies(line -> assertThat(line.getMDCPropertyMap())
                        .containsEntry("correlationId", "order-42")
                        .containsKeys("traceId", "spanId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"b", "{jndi}", "ä"})
    void replacesACorrelationIdThatIsNotPlain(String id) {
        var answer = server.send(
                server.request("/test/thread", "X-Correlation-Id", id).GET());
        assertThat(answer.header("X-Correlation-Id")).matches("[0-9a-f]{32}");
    }

    @Test
    void replacesACorrelationIdThatIsTooLong() {
        assertThat(server.get("/test/thread", "X-Correlation-Id", "x".repeat(128))
                        .header("X-Correlation-Id"))
                .hasSize(128);
        assertThat(server.get("/test/thread", "X-Correlation-Id", "x".repeat(129))
                        .header("X-Correlation-Id"))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void continuesTheCallersTrace() {
        var answer = server.get("/test/thread", "traceparent", PARENT);

        assertThat(answer.json().path("traceId").asText()).isEqualTo(TRACE);
        assertThat(answer.header("X-Correlation-Id")).isEqualTo(TRACE);
        assertThat(answer.header("traceparent"))
                .startsWith("00-" + TRACE + "-")
                .endsWith("-01")
                .isNotEqualTo(PARENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-extra",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "nonsense"
            })
    void startsATraceWhereTheHeaderIsNotOne(String header) {
        assertThat(server.get("/test/thread", "traceparent", header).header("traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
                .doesNotContain(TRACE);
    }

    @Test
    void readsLaterVersionsOfTheHeader() {
        assertThat(server.get("/test/thread", "traceparent", "cc-" + TRACE + "-b7ad6b7169203331-00-more")
                        .header("traceparent"))
                .startsWith("00-" + TRACE);
    }

    @Test
    void refusalsCarryThemToo() {
        for (var path : List.of("/nowhere", "/test/mine", "/test/fault", "/test/orders/x?limit=1", "/test/orders")) {
            var answer = server.get(path, "X-Correlation-Id", "order-42", "traceparent", PARENT);
            assertThat(answer.json().path("traceId").asText()).as(path).isEqualTo("order-42");
            assertThat(answer.header("X-Correlation-Id")).as(path).isEqualTo("order-42");
            assertThat(answer.header("traceparent")).as(path).contains(TRACE);
        }
    }

    @Test
    void logsAFaultWithItsStackAndCorrelation() {
        server.get("/test/fault", "X-Correlation-Id", "order-42");
        assertThat(log.list.stream().filter(line -> line.getThrowableProxy() != null))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getMDCPropertyMap()).containsEntry("correlationId", "order-42");
                    assertThat(line.getThrowableProxy().getMessage()).contains("the secret of the database");
                });
    }

    @Test
    void writesOneAccessLinePerRequest() {
        var token = server.token("plr_ada");
        server.get("/test/mine?ticket=hidden", "Authorization", "Bearer " + token);
        server.get("/test/orders/7?limit=5");
        server.get("/nowhere/at-all");
        server.get("/health");

        assertThat(lines("necpgame.access"))
                .extracting(ILoggingEvent::getFormattedMessage)
                .map(line -> line.replaceAll("in \\d+ ms", "in n ms"))
                .containsExactly(
                        "GET /test/mine 200 in n ms by plr_ada",
                        "GET /test/orders/{id} 200 in n ms by -",
                        "GET - 404 in n ms by -");
        assertThat(lines("necpgame.access").getFirst().getKeyValuePairs())
                .extracting(pair -> pair.key)
                .containsExactly("method", "route", "status", "ms", "caller", "address");
        assertThat(log.list)
                .noneMatch(line ->
                        line.toString().contains(token) || line.toString().contains("hidden"));
    }
}
