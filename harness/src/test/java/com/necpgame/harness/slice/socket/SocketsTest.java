package com.necpgame.harness.slice.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.slice.call.Invoked;
import com.necpgame.harness.slice.call.SliceDescription.Route;
import com.necpgame.harness.slice.edge.Fake;
import com.necpgame.harness.slice.edge.Issuer;
import com.necpgame.harness.slice.gateway.Gateway;
import com.necpgame.harness.slice.gateway.GatewayConfig;
import com.necpgame.harness.slice.gateway.Rate;
import com.necpgame.harness.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketsTest {
    private static final String SIGNATURE =
            "AWS4-HMAC-SHA256 Credential=x/20261121/eu-central-1/execute-api/aws4_request, SignedHeaders=host, Signature=0a";

    private final Issuer issuer = new Issuer();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Fake voice = new Fake();
    private Gateway gateway = start(config());

    private GatewayConfig config() {
        return GatewayConfig.of(issuer.base()).withRate(null);
    }

    private Gateway start(GatewayConfig config) {
        return Gateway.start(
                config,
                Map.of(Fake.slice("voice", List.of("/voice"), new Route("GET", "/v1/voice/rooms", true)), voice));
    }

    private void restart(SocketLimits limits) {
        gateway.close();
        gateway = start(config().withSockets(limits));
    }

    private static SocketLimits limits(Duration idle, Duration life, int queueBytes) {
        var aws = SocketLimits.AWS;
        return new SocketLimits(aws.frameBytesMax(), aws.messageBytesMax(), idle, life, queueBytes, aws.messagesMax());
    }

    @AfterEach
    void stop() {
        gateway.close();
        issuer.close();
        client.close();
    }

    private RawSocket connect() {
        return connect("/voice", "");
    }

    private RawSocket connect(String uri, String headers) {
        return new RawSocket(gateway.base(), uri, headers);
    }

    /** The id of the connection that was just made. */
    private String connected() {
        var event = voice.event();
        assertThat(type(event)).isEqualTo("CONNECT");
        return id(event);
    }

    private static String type(JsonNode event) {
        return event.path("requestContext").path("eventType").asText();
    }

    private static String id(JsonNode event) {
        return event.path("requestContext").path("connectionId").asText();
    }

    private HttpResponse<String> manage(String method, String id, String body) {
        return manage("/local", method, id, body, SIGNATURE);
    }

    private HttpResponse<String> manage(String stage, String method, String id, String body, String signature) {
        var uri = gateway.base() + stage + "/@connections/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(uri)).method(method, BodyPublishers.ofString(body));
        if (!signature.isEmpty()) {
            request.header("Authorization", signature);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private JsonNode assertDisconnect(int code) {
        var event = voice.event();
        assertThat(type(event)).isEqualTo("DISCONNECT");
        var context = event.path("requestContext");
        assertThat(context.path("routeKey").asText()).isEqualTo("$disconnect");
        assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(code);
        return context;
    }

    private static void assertGone(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("GoneException");
        assertThat(Json.parse(answer.body()).path("message").asText()).isEqualTo("Gone");
    }

    @Test
    void tellsTheFunctionOfAConnectionsWholeLife() {
        try (var socket = connect("/voice?ticket=a%20b&room=1&room=2", "X-Many: one\r\nX-Many: two\r\n")) {
            assertThat(socket.status()).isEqualTo(101);
            // RFC 6455, 1.3
            assertThat(socket.answer().toLowerCase(Locale.ROOT))
                    .contains("sec-websocket-accept: " + "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=".toLowerCase(Locale.ROOT));
            var connect = voice.event();
            assertThat(connect.path("headers").path("X-Many").asText()).isEqualTo("two");
            assertThat(connect.path("multiValueHeaders").path("X-Many")).isEqualTo(Json.parse("[\"one\",\"two\"]"));
            assertThat(connect.path("queryStringParameters"))
                    .isEqualTo(Json.parse("{\"ticket\":\"a b\",\"room\":\"2\"}"));
            assertThat(connect.path("multiValueQueryStringParameters").path("room"))
                    .isEqualTo(Json.parse("[\"1\",\"2\"]"));
            assertThat(connect.path("isBase64Encoded").asBoolean(true)).isFalse();
            var context = connect.path("requestContext");
            assertThat(context.path("eventType").asText()).isEqualTo("CONNECT");
            assertThat(context.path("routeKey").asText()).isEqualTo("$connect");
            assertThat(context.path("domainName").asText()).isEqualTo("127.0.0.1");
            assertThat(context.path("stage").asText()).isEqualTo("local");
            assertThat(context.path("apiId").asText()).isEqualTo("voice");
            assertThat(context.path("messageDirection").asText()).isEqualTo("IN");
            assertThat(context.path("identity").path("sourceIp").asText()).isEqualTo("127.0.0.1");
            assertThat(context.path("connectedAt").isNumber()).isTrue();
            assertThat(context.has("authorizer")).isFalse();
            assertThat(context.path("connectionId").asText()).matches("[A-Za-z0-9_-]{15}=");

            socket.text("{\"action\":\"join\",\"data\":\"ä\"}");
            var message = voice.event();
            assertThat(type(message)).isEqualTo("MESSAGE");
            assertThat(id(message)).isEqualTo(id(connect));
            assertThat(message.path("requestContext").path("routeKey").asText()).isEqualTo("join");
            assertThat(message.path("requestContext").path("messageId").asText())
                    .isNotEmpty();
            assertThat(message.path("body").asText()).isEqualTo("{\"action\":\"join\",\"data\":\"ä\"}");

            socket.frame(RawSocket.FIN | RawSocket.CLOSE, new byte[] {0x0f, (byte) 0xa0, 'b', 'y', 'e'});
            assertThat(socket.readClose()).isEqualTo(4000);
            assertThat(socket.isAtEnd()).isTrue();
            var left = assertDisconnect(4000);
            assertThat(left.path("connectionId").asText()).isEqualTo(id(connect));
            assertThat(left.path("disconnectReason").asText()).isEqualTo("bye");
            assertGone(manage("POST", id(connect), "too late"));
        }
    }

    @Test
    void namesTheRouteByAction() {
        try (var socket = connect()) {
            connected();
            for (var text : List.of("no JSON", "[]", "{}", "{\"action\":7}", "{\"action\":\" \"}", "")) {
                socket.text(text);
                var event = voice.event();
                assertThat(event.path("requestContext").path("routeKey").asText())
                        .isEqualTo("$default");
                assertThat(event.path("body").asText()).isEqualTo(text);
            }
        }
    }

    @Test
    void tellsWhoAsks() {
        try (var socket = connect("/voice", "Authorization: Bearer " + Issuer.token("ada") + "\r\n")) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(subject(voice.event())).isEqualTo("ada");
            socket.text("hello");
            assertThat(subject(voice.event())).isEqualTo("ada");
        }
        assertThat(subject(voice.event())).isEqualTo("ada");
    }

    private static String subject(JsonNode event) {
        return event.path("requestContext")
                .path("authorizer")
                .path("claims")
                .path("sub")
                .asText();
    }

    @Test
    void refusesABadToken() {
        try (var socket = connect("/voice", "Authorization: Bearer bad\r\n")) {
            assertThat(socket.status()).isEqualTo(401);
            assertThat(socket.answer()).containsIgnoringCase("www-authenticate: Bearer");
            assertThat(Json.parse(socket.body()).path("code").asText()).isEqualTo("platform/unauthenticated");
        }
        assertThat(voice.eventSoFar()).isNull();
    }

    @Test
    void refusesAsTheFunctionDoes() {
        voice.answersRaw("{\"statusCode\":403,\"headers\":{\"Content-Type\":\"text/plain\"},\"body\":\"not you\"}");
        try (var socket = connect()) {
            assertThat(socket.status()).isEqualTo(403);
            assertThat(socket.answer()).containsIgnoringCase("content-type: text/plain");
            assertThat(socket.body()).isEqualTo("not you");
        }
        assertGone(manage("POST", connected(), "hello"));
        assertThat(voice.eventSoFar()).isNull();
    }

    @Test
    void refusesWhereTheFunctionFails() {
        voice.answers(_ -> Fake.failed());
        try (var socket = connect()) {
            assertThat(socket.status()).isEqualTo(502);
            assertThat(Json.parse(socket.body()).path("code").asText()).isEqualTo("gateway/function-failed");
        }
    }

    @Test
    void refusesBeyondTheRate() {
        gateway.close();
        gateway = start(config().withRate(new Rate(0.001, 1)));
        try (var first = connect();
                var second = connect()) {
            assertThat(first.status()).isEqualTo(101);
            assertThat(second.status()).isEqualTo(429);
            assertThat(second.answer()).containsIgnoringCase("ratelimit-remaining: 0");
        }
    }

    @Test
    void takesHandshakesAlone() {
        var plain = manage("", "GET", "", "", "");
        assertThat(plain.statusCode()).isEqualTo(404);
        var request = HttpRequest.newBuilder(gateway.base().resolve("/voice")).build();
        var answer = client.sendAsync(request, BodyHandlers.ofString()).join();
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.parse(answer.body()).path("code").asText()).isEqualTo("platform/malformed");
        try (var elsewhere = connect("/nowhere", "")) {
            assertThat(elsewhere.status()).isEqualTo(404);
        }
    }

    @Test
    void choosesTheProtocolThatTheFunctionChose() {
        voice.answersRaw("{\"statusCode\":200,\"headers\":{\"Sec-WebSocket-Protocol\":\"b\",\"X-Else\":\"no\"}}");
        try (var socket = connect("/voice", "Sec-WebSocket-Protocol: a, b\r\n")) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.answer())
                    .containsIgnoringCase("sec-websocket-protocol: b")
                    .doesNotContain("X-Else");
        }
    }

    @Test
    void carriesWhatFunctionsSend() {
        try (var socket = connect()) {
            var id = connected();
            assertThat(manage("POST", id, "{\"n\":\"ä\"}").statusCode()).isEqualTo(200);
            assertThat(socket.readText()).isEqualTo("{\"n\":\"ä\"}");
            assertThat(manage("", "POST", id, "without a stage", SIGNATURE).statusCode())
                    .isEqualTo(200);
            assertThat(socket.readText()).isEqualTo("without a stage");
            var longest = "x".repeat(SocketLimits.AWS.messageBytesMax());
            assertThat(manage("POST", id, longest).statusCode()).isEqualTo(200);
            assertThat(socket.readText()).isEqualTo(longest);
        }
    }

    @Test
    void carriesWhatIsSentBeforeTheClientHasHeard() {
        // The function's answer and the 101 cannot be told apart from outside; what is sent at once must not be lost.
        for (int i = 0; i < 20; i++) {
            try (var socket = connect()) {
                var id = connected();
                assertThat(manage("POST", id, "first").statusCode()).isEqualTo(200);
                assertThat(manage("POST", id, "second").statusCode()).isEqualTo(200);
                assertThat(socket.readText()).isEqualTo("first");
                assertThat(socket.readText()).isEqualTo("second");
            }
            assertDisconnect(CloseCode.LOST);
        }
    }

    @Test
    void refusesToSendBeforeTheFunctionHasAccepted() {
        var answers = new CompletableFuture<Integer>();
        voice.answers(event -> {
            if (type(event).equals("CONNECT")) {
                answers.complete(manage("POST", id(event), "too early").statusCode());
            }
            return Fake.ok(Json.object().put("statusCode", 200));
        });
        try (var socket = connect()) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(answers.join()).isEqualTo(410);
        }
    }

    @Test
    void refusesWhatFunctionsMayNotSend() {
        try (var socket = connect()) {
            var id = connected();
            var long1 = manage("POST", id, "x".repeat(SocketLimits.AWS.messageBytesMax() + 1));
            assertThat(long1.statusCode()).isEqualTo(413);
            assertThat(long1.headers().firstValue("x-amzn-ErrorType")).contains("PayloadTooLargeException");
            for (var signature : List.of("", "Bearer x", "AWS4-HMAC-SHA256 Credential=x")) {
                var unsigned = manage("/local", "POST", id, "x", signature);
                assertThat(unsigned.statusCode()).isEqualTo(403);
                assertThat(unsigned.headers().firstValue("x-amzn-ErrorType"))
                        .contains("MissingAuthenticationTokenException");
            }
            assertThat(manage("/prod", "POST", id, "x", SIGNATURE).statusCode()).isEqualTo(403);
            assertThat(manage("PUT", id, "x").statusCode()).isEqualTo(403);
            assertGone(manage("POST", "nobody", "x"));
            assertGone(manage("GET", "nobody", ""));
            assertGone(manage("DELETE", "nobody", ""));
            assertThat(manage("POST", id, "good").statusCode()).isEqualTo(200);
            assertThat(socket.readText()).isEqualTo("good");
        }
    }

    @Test
    void counts() {
        var first = connect();
        var firstId = connected();
        try (var second = connect()) {
            assertThat(second.status()).isEqualTo(101);
            var secondId = connected();
            manage("POST", firstId, "x");
            manage("POST", secondId, "y");
            assertThat(gateway.sockets()).isEqualTo(new SocketCounts(2, 2, 2, 0));
            first.close();
            assertDisconnect(CloseCode.LOST);
            manage("POST", firstId, "z");
            manage("DELETE", firstId, "");
            assertThat(gateway.sockets()).isEqualTo(new SocketCounts(1, 2, 2, 2));
        }
    }

    @Test
    void describesAConnection() {
        try (var socket = connect("/voice", "User-Agent: tester\r\n")) {
            assertThat(socket.status()).isEqualTo(101);
            var answer = manage("GET", connected(), "");
            assertThat(answer.statusCode()).isEqualTo(200);
            var json = Json.parse(answer.body());
            assertThat(json.path("identity"))
                    .isEqualTo(Json.parse("{\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"tester\"}"));
            assertThat(json.path("connectedAt").asText())
                    .isLessThanOrEqualTo(json.path("lastActiveAt").asText());
        }
    }

    @Test
    void endsAConnectionWhereAFunctionAsksForIt() {
        try (var socket = connect()) {
            var id = connected();
            assertThat(manage("DELETE", id, "").statusCode()).isEqualTo(204);
            assertGone(manage("POST", id, "too late"));
            assertThat(socket.readClose()).isEqualTo(CloseCode.GOING_AWAY);
            assertThat(socket.isAtEnd()).isTrue();
        }
        assertDisconnect(CloseCode.GOING_AWAY);
    }

    @Test
    void tellsOfAClientThatVanishes() {
        var socket = connect();
        var id = connected();
        socket.close();
        assertDisconnect(CloseCode.LOST);
        assertGone(manage("POST", id, "hello"));
    }

    @Test
    void tellsOfACloseWithoutACode() {
        try (var socket = connect()) {
            connected();
            socket.frame(RawSocket.FIN | RawSocket.CLOSE, new byte[0]);
            assertThat(socket.readClose()).isEqualTo(CloseCode.NORMAL);
        }
        assertDisconnect(CloseCode.NONE);
    }

    @Test
    void takesNoBinary() {
        assertEnds(CloseCode.UNSUPPORTED, socket -> socket.frame(RawSocket.FIN | RawSocket.BINARY, new byte[] {1}));
    }

    @Test
    void takesNoFrameOverTheLimit() {
        assertEnds(
                CloseCode.TOO_BIG,
                socket -> socket.frame(
                        RawSocket.FIN | RawSocket.TEXT,
                        "x".repeat(SocketLimits.AWS.frameBytesMax() + 1).getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void takesNoMessageOverTheLimit() {
        var frame = new byte[SocketLimits.AWS.frameBytesMax()];
        Arrays.fill(frame, (byte) 'x');
        assertEnds(CloseCode.TOO_BIG, socket -> {
            socket.frame(RawSocket.TEXT, frame);
            for (int i = 0; i < 4; i++) {
                socket.frame(0, frame);
            }
        });
    }

    @Test
    void takesTextOnly() {
        assertEnds(
                CloseCode.INVALID_TEXT,
                socket -> socket.frame(RawSocket.FIN | RawSocket.TEXT, new byte[] {(byte) 0xff}));
        assertEnds(CloseCode.PROTOCOL, socket -> socket.frame(RawSocket.FIN | 0x70 | RawSocket.TEXT, new byte[0]));
        assertEnds(CloseCode.PROTOCOL, socket -> socket.frame(RawSocket.FIN, new byte[0]));
    }

    private void assertEnds(int code, Consumer<RawSocket> how) {
        try (var socket = connect()) {
            connected();
            how.accept(socket);
            assertThat(socket.readClose()).isEqualTo(code);
            assertThat(socket.isAtEnd()).isTrue();
        }
        assertDisconnect(code);
    }

    @Test
    void putsFramesTogether() {
        var frame = new byte[SocketLimits.AWS.frameBytesMax()];
        Arrays.fill(frame, (byte) 'x');
        try (var socket = connect()) {
            connected();
            socket.frame(RawSocket.TEXT, frame);
            socket.frame(RawSocket.FIN | RawSocket.PING, new byte[] {'?'});
            socket.frame(0, frame);
            socket.frame(0, frame);
            socket.frame(RawSocket.FIN, frame);
            assertThat(voice.event().path("body").asText()).hasSize(SocketLimits.AWS.messageBytesMax());
            var pong = socket.read();
            assertThat(pong.opcode()).isEqualTo(RawSocket.PONG);
            assertThat(pong.text()).isEqualTo("?");
        }
    }

    @Test
    void tellsTheClientOfAFailure() {
        voice.answers(event -> type(event).equals("MESSAGE") ? Fake.failed() : ok());
        try (var socket = connect()) {
            var id = connected();
            socket.text("hello");
            var request = voice.event().path("requestContext").path("requestId").asText();
            assertThat(Json.parse(socket.readText()))
                    .isEqualTo(Json.object()
                            .put("message", "Internal server error")
                            .put("connectionId", id)
                            .put("requestId", request));
            voice.answers(_ -> ok());
            socket.text("hello again");
            assertThat(voice.event().path("body").asText()).isEqualTo("hello again");
        }
    }

    private static Invoked ok() {
        return Fake.ok(Json.object().put("statusCode", 200));
    }

    @Test
    void givesAConnectionsMessagesOneAtATime() {
        int many = 200;
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        voice.answers(_ -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            Thread.yield();
            atOnce.decrementAndGet();
            return ok();
        });
        try (var socket = connect()) {
            connected();
            for (int i = 0; i < many; i++) {
                socket.text("" + i);
            }
            socket.frame(RawSocket.FIN | RawSocket.CLOSE, new byte[0]);
            for (int i = 0; i < many; i++) {
                assertThat(voice.event().path("body").asText()).isEqualTo("" + i);
            }
            assertDisconnect(CloseCode.NONE);
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void worksForManyConnectionsAtTheSameTime() {
        int many = 8;
        var together = new CountDownLatch(many);
        voice.answers(event -> {
            if (type(event).equals("MESSAGE")) {
                together.countDown();
                return awaits(together) ? ok() : Fake.failed();
            }
            return ok();
        });
        var sockets = IntStream.range(0, many).mapToObj(_ -> connect()).toList();
        for (int i = 0; i < many; i++) {
            connected();
        }
        sockets.forEach(socket -> socket.text("hello"));
        assertThat(awaits(together)).isTrue();
        sockets.forEach(RawSocket::close);
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void cutsAClientThatTakesNothing() {
        restart(limits(Duration.ofMinutes(1), Duration.ofMinutes(1), 256 * 1024));
        try (var socket = connect()) {
            assertThat(socket.status()).isEqualTo(101);
            var id = connected();
            var message = "x".repeat(100_000);
            int sent = 0;
            // Far more than the operating system holds for a connection.
            while (sent < 1000 && manage("POST", id, message).statusCode() == 200) {
                sent++;
            }
            assertThat(sent).isBetween(1, 999);
            assertDisconnect(CloseCode.LOST);
            assertGone(manage("POST", id, "hello"));
        }
    }

    @Test
    void endsWhatIsIdle() {
        restart(limits(Duration.ofMillis(50), Duration.ofMinutes(1), 1024));
        try (var socket = connect()) {
            assertThat(socket.readClose()).isEqualTo(CloseCode.GOING_AWAY);
        }
        connected();
        assertDisconnect(CloseCode.GOING_AWAY);
    }

    @Test
    void endsWhatIsOld() {
        restart(limits(Duration.ofMinutes(1), Duration.ofMillis(50), 1024));
        try (var socket = connect()) {
            assertThat(socket.readClose()).isEqualTo(CloseCode.GOING_AWAY);
        }
        connected();
        assertDisconnect(CloseCode.GOING_AWAY);
    }

    @Test
    void tellsFunctionsWhenItStops() {
        try (var socket = connect()) {
            connected();
            gateway.close();
            assertDisconnect(CloseCode.GOING_AWAY);
            assertThat(socket.readClose()).isEqualTo(CloseCode.GOING_AWAY);
        }
    }

    @Test
    void speaksToAnotherClientToo() {
        var heard = new CompletableFuture<String>();
        var uri = URI.create("ws://127.0.0.1:" + gateway.base().getPort() + "/voice");
        var socket = client.newWebSocketBuilder()
                .buildAsync(uri, new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        heard.complete(text.toString());
                        from.request(1);
                        return CompletableFuture.completedFuture(null);
                    }
                })
                .join();
        var id = connected();
        socket.sendText("{\"action\":\"hello\"}", true).join();
        assertThat(voice.event().path("requestContext").path("routeKey").asText())
                .isEqualTo("hello");
        manage("POST", id, "hi");
        assertThat(heard.join()).isEqualTo("hi");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        assertDisconnect(CloseCode.NORMAL);
    }
}
