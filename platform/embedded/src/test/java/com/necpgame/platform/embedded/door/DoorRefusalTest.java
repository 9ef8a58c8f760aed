package com.necpgame.platform.embedded.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.necpgame.platform.embedded.door.RawHttp.Reply;
import com.necpgame.platform.embedded.door.Stores.Store;
import com.necpgame.platform.testkit.DynamoInterceptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What does not get in, and what it is told. */
class DoorRefusalTest {
    private static Store store;
    private static Door door;
    private static RawHttp http;

    @BeforeAll
    static void open() {
        store = Stores.empty();
        store.client().createTable(Calls::table);
        door = Door.open(store.client(), DoorOptions.onLoopback(0));
        http = new RawHttp(door.address());
    }

    @AfterAll
    static void close() {
        door.close();
        store.close();
    }

    @Test
    void answersAsDynamoDbDoes() throws IOException {
        var reply = http.post("ListTables", "{}");

        var crc = new CRC32();
        crc.update(reply.body());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"TableNames\":[\"things\"]}");
        assertThat(reply.header("Content-Type")).isEqualTo("application/x-amz-json-1.0");
        assertThat(reply.header("x-amz-crc32")).isEqualTo(Long.toString(crc.getValue()));
        assertThat(reply.header("x-amzn-RequestId")).isNotEmpty();
    }

    @Test
    void namesAnErrorAsDynamoDbDoes() throws IOException {
        var reply = http.post("DescribeTable", "{\"TableName\": \"nothing\"}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text())
                .startsWith(
                        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\",\"message\":\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # header        | value                                | status | type
            X-Amz-Target    |                                      | 400    | UnknownOperationException
            X-Amz-Target    | DynamoDB_20120810.Nonsense           | 400    | UnknownOperationException
            X-Amz-Target    | DynamoDB_20120810.listTables         | 400    | UnknownOperationException
            X-Amz-Target    | DynamoDBStreams_20120810.ListStreams | 400    | UnknownOperationException
            Authorization   |                                      | 400    | MissingAuthenticationTokenException
            Authorization   | Bearer abc                           | 400    | IncompleteSignatureException
            Authorization   | AWS4-HMAC-SHA256 Credential=x        | 400    | IncompleteSignatureException
            Origin          | http://localhost:3000                | 403    | AccessDeniedException
            Origin          | null                                 | 403    | AccessDeniedException
            Host            | evil.example                         | 403    | AccessDeniedException
            Host            | localhost.evil.example               | 403    | AccessDeniedException
            Host            | 127.0.0.1.evil.example:8000          | 403    | AccessDeniedException
            Host            |                                      | 403    | AccessDeniedException
            Content-Encoding| gzip                                 | 415    | SerializationException
            """)
    void refusesHeaders(String header, String value, int status, String type) throws IOException {
        refused(http.post("ListTables", "{}", header, value), status, type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8000", "127.0.0.1", "127.1.2.3:1", "[::1]", "[::1]:8000"})
    void knowsTheNamesOfLoopback(String host) throws IOException {
        assertThat(http.post("ListTables", "{}", "Host", host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"GET, /", "PUT, /", "OPTIONS, /", "POST, /x", "POST, /%2e"})
    void refusesOtherResources(String method, String path) throws IOException {
        refused(http.send(method, path, http.headers("ListTables"), new byte[0]), 404, "UnknownOperationException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "1",
                "{",
                "{}}",
                "{} x",
                "{\"Limit\": 1, \"Limit\": 2}",
                "{\"Limit\": \"1\"}",
                "{\"Limit\": 1.5}",
                "{\"Limit\": 99999999999}",
                "{\"Limit\": 99999999999999999999999}",
                "{\"Limit\": true}",
                "{\"ExclusiveStartTableName\": 5}",
                "{\"ExclusiveStartTableName\": {}}",
                "{\"ExclusiveStartTableName\": \"\\ud800\"}",
                "{'Limit': 1}",
                "{\"Limit\": NaN}",
                "\uFEFF\uFEFF{}",
            })
    void refusesWhatIsNoSuchRequest(String json) throws IOException {
        refused(http.post("ListTables", json), 400, "SerializationException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"TableName\": \"things\", \"Key\": {\"pk\": {\"N\": 5}}}",
                "{\"TableName\": \"things\", \"Key\": {\"pk\": {\"B\": \"=\"}}}",
                "{\"TableName\": \"things\", \"Key\": {\"pk\": {\"BOOL\": \"true\"}}}",
                "{\"TableName\": \"things\", \"Key\": {\"pk\": null}}",
                "{\"TableName\": \"things\", \"Key\": {\"pk\": \"x\"}}",
                "{\"TableName\": \"things\", \"Key\": []}",
                "{\"TableName\": \"things\", \"AttributesToGet\": [null]}",
                "{\"TableName\": \"things\", \"AttributesToGet\": {\"a\": 1}}",
            })
    void takesTypesStrictly(String json) throws IOException {
        refused(http.post("GetItem", json), 400, "SerializationException");
    }

    @Test
    void skipsWhatItDoesNotKnow() throws IOException {
        var reply = http.post("ListTables", "{\"New\": {\"a\": [1, {}]}, \"Limit\": null}");

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        var json = "{\"ExclusiveStartTableName\": \"???\"}".getBytes(StandardCharsets.ISO_8859_1);
        json[28] = (byte) 0xc0;
        json[29] = (byte) 0x20;

        refused(http.post("ListTables", json), 400, "SerializationException");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [                 | ]
            {"a":             | }
            {"L":[            | ]}
            {"M":{"a":        | }}
            """)
    void refusesTenThousandLevels(String open, String close) throws IOException {
        var levels = open.repeat(10_000) + "{\"N\":\"1\"}" + close.repeat(10_000);

        refused(http.post("ListTables", "{\"x\":" + levels + "}"), 400, "SerializationException");
        refused(
                http.post("GetItem", "{\"TableName\":\"things\",\"Key\":{\"a\":" + levels + "}}"),
                400,
                "SerializationException");
    }

    /** Thirty-two of them are DynamoDB's own limit, and the store is the one to say so. */
    @ParameterizedTest
    @CsvSource({"31, 200", "32, 400", "33, 400"})
    void leavesTheLimitOfLevelsToTheStore(int levels, int status) throws IOException {
        var value = "{\"M\":{\"a\":".repeat(levels) + "{\"S\":\"x\"}" + "}}".repeat(levels);
        var reply = http.post(
                "TransactWriteItems",
                "{\"TransactItems\":[{\"Put\":{\"TableName\":\"things\",\"Item\":{\"pk\":{\"S\":\"p\"},\"sk\":{\"S\":\"s\"},\"v\":"
                        + value + "}}}]}");

        assertThat(reply.text()).doesNotContain("SerializationException");
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    @Test
    void refusesMoreThanSixteenMegabytes() throws IOException {
        var json = new byte[DoorHandler.BODY_BYTES_MAX + 1];
        Arrays.fill(json, (byte) ' ');
        json[0] = '{';
        json[json.length - 1] = '}';

        refused(http.post("ListTables", json), 413, "RequestEntityTooLargeException");
        assertThat(http.post("ListTables", Arrays.copyOfRange(json, 1, json.length))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void letsInNobodyElseWhenItHasAnAccessKeyId() throws IOException {
        try (var locked = Door.open(store.client(), DoorOptions.onLoopback(0).onlyFor("KEY_OF_SIXTEEN_CHARS"))) {
            var knocking = new RawHttp(locked.address());
            var known = RawHttp.SIGNED.replace(Stores.KEY, "KEY_OF_SIXTEEN_CHARS");

            refused(knocking.post("ListTables", "{}"), 400, "UnrecognizedClientException");
            assertThat(knocking.post("ListTables", "{}", "Authorization", known).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void goesBeyondLoopbackOnlyWithAnAccessKeyId() throws IOException {
        var everywhere = new InetSocketAddress("0.0.0.0", 0);

        assertThatThrownBy(() -> DoorOptions.onLoopback(0).at(everywhere))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only with an access key id");
        assertThatThrownBy(() -> DoorOptions.onLoopback(0).onlyFor("x".repeat(15)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 to 128");
        assertThatThrownBy(() -> DoorOptions.onLoopback(0).onlyFor("x y z".repeat(5)))
                .isInstanceOf(IllegalArgumentException.class);
        var options = DoorOptions.onLoopback(0).onlyFor(Stores.KEY).at(everywhere);
        assertThat(options.toString()).doesNotContain(Stores.KEY);
        try (var open = Door.open(store.client(), options)) {
            var loopback = new RawHttp(
                    new InetSocketAddress("127.0.0.1", open.address().getPort()));
            assertThat(loopback.post("ListTables", "{}", "Host", "game.example").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void keepsWhatTheStoreThrewInItsLog() throws IOException {
        var broken = DynamoInterceptor.around(store.client(), call -> {
            throw new IllegalStateException("the innermost secret");
        });
        var lines = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger(DoorHandler.class);
        log.addAppender(lines);
        log.setAdditive(false);
        lines.start();
        try (var open = Door.open(broken, DoorOptions.onLoopback(0))) {
            var reply = new RawHttp(open.address()).post("ListTables", "{}");

            refused(reply, 500, "InternalServerError");
            assertThat(reply.text()).doesNotContain("secret").contains(reply.header("x-amzn-RequestId"));
            assertThat(lines.list).singleElement().satisfies(line -> {
                assertThat(line.getFormattedMessage()).contains(reply.header("x-amzn-RequestId"));
                assertThat(line.getThrowableProxy().getMessage()).isEqualTo("the innermost secret");
            });
        } finally {
            log.detachAppender(lines);
            log.setAdditive(true);
        }
    }

    static void refused(Reply reply, int status, String type) {
        assertThat(reply.text()).contains("\"__type\":\"com.amazon").contains("#" + type + "\"");
        assertThat(reply.text()).doesNotContain("Exception:").doesNotContain("\tat ");
        assertThat(reply.status()).isEqualTo(status);
    }
}
