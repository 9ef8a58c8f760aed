package com.necpgame.lambda.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.lambda.FakeAws;
import com.necpgame.lambda.RunningFunction;
import com.necpgame.lambda.bell.BellPull;
import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.socket.Connections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSockets that API Gateway holds, in its shapes. */
class SocketSourceTest {
    private static final String OK = "{\"statusCode\":200}";

    private final RunningFunction function = new RunningFunction(Map.of());
    private final BellPull route = function.bean(BellPull.class);

    @AfterEach
    void close() {
        function.close();
    }

    @Test
    void aHandshakeIsTheRoutesToAccept() {
        assertThat(function.invoke("""
                {"requestContext": {"connectionId": "c=1", "eventType": "CONNECT", "routeKey": "$connect",
                 "domainName": "api.example", "stage": "live", "apiId": "a1"},
                 "headers": {"X-Api-Key": "last", "Authorization": "Test ada"},
                 "multiValueHeaders": {"X-Api-Key": ["first", "last"], "Sec-WebSocket-Protocol": ["one", "two, three"]},
                 "queryStringParameters": {"tower": "north"}, "isBase64Encoded": false}
                """)).isEqualTo(OK);

        var request = route.opened.remove();
        assertThat(request.connectionId()).isEqualTo("c=1");
        assertThat(request.domain()).isEqualTo("api.example");
        assertThat(request.stage()).isEqualTo("live");
        assertThat(request.caller()).isEqualTo(new Caller("ada", Caller.Role.PLAYER));
        assertThat(request.header("x-api-key")).isEqualTo("first");
        assertThat(request.parameter("tower")).isEqualTo("north");
        assertThat(request.subprotocols()).isEqualTo("one,two, three");
    }

    /** As a Cognito authorizer would, and flat, as a Lambda authorizer must. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"claims\": {\"sub\": \"ada\", \"cognito:groups\": \"operator\", \"token_use\": \"access\"}}",
                "{\"principalId\": \"ada\", \"sub\": \"ada\", \"cognito:groups\": \"[operator other]\"}"
            })
    void whoTheAuthorizerVouchesForIsTheCaller(String authorizer) {
        var event = connect("").replace("\"apiId\": \"a1\"", "\"authorizer\": " + authorizer);

        assertThat(function.invoke(event)).isEqualTo(OK);

        assertThat(route.opened.remove().caller()).isEqualTo(new Caller("ada", Caller.Role.OPERATOR));
    }

    @Test
    void whoSaysNothingIsNobody() {
        assertThat(function.invoke(connect(""))).isEqualTo(OK);

        assertThat(route.opened.remove().caller()).isNull();
    }

    @Test
    void aTokenThatDoesNotHoldIsTurnedDown() {
        var answer = function.invoke(connect("").replace("{\"X\": \"\"}", "{\"authorization\": \"Bearer forged\"}"));

        assertThat(answer).contains("\"statusCode\":401", "platform/unauthenticated");
        assertThat(route.opened).isEmpty();
    }

    @Test
    void aRefusalIsAProblemWithItsStatus() {
        assertThat(function.invoke(connect("refuse")))
                .contains(
                        "\"statusCode\":403",
                        "application/problem+json",
                        "\\\"code\\\":\\\"platform/not-allowed\\\"",
                        "\\\"instance\\\":\\\"/bell\\\"");
    }

    @Test
    void aFaultIsAProblemToo() {
        assertThat(function.invoke(connect("fail"))).contains("\"statusCode\":500", "platform/internal");
    }

    @Test
    void aMessageIsTheRoutes() {
        assertThat(function.invoke(message("c=1", "say hello"))).isEqualTo(OK);

        assertThat(function.connections.requests())
                .containsExactly(new FakeAws.Request("POST", "/live/@connections/c=1", "", "said hello"));
    }

    @Test
    void whatTheRouteRefusesIsToldToTheConnection() {
        assertThat(function.invoke(message("c1", "refuse"))).isEqualTo(OK);

        assertThat(function.connections.requests().getFirst().body())
                .startsWith("{\"action\":\"error\",\"data\":{")
                .contains("\"code\":\"platform/not-allowed\"", "\"instance\":\"/bell\"");
    }

    @Test
    void aFaultIsToldToTheConnectionWithoutItsInsides() {
        assertThat(function.invoke(message("c1", "boom"))).isEqualTo(OK);

        assertThat(function.connections.requests().getFirst().body())
                .contains("\"code\":\"platform/internal\"")
                .doesNotContain("told to fail");
    }

    @Test
    void aMessageOverTheRoutesLimitEndsTheConnection() {
        assertThat(function.invoke(message("c1", "x".repeat(200_001)))).isEqualTo(OK);

        assertThat(function.connections.requests())
                .containsExactly(new FakeAws.Request("DELETE", "/live/@connections/c1", "", ""));
    }

    @Test
    void theEndIsToldToTheRoute() {
        assertThat(function.invoke(event("c1", "DISCONNECT", ""))).isEqualTo(OK);

        assertThat(route.closed).containsExactly("c1");
    }

    @Test
    void aConnectionThatIsGoneIsClosedOnceAfterTheMessage() {
        gone("/c2");

        assertThat(function.invoke(message("c1", "tell c1 c2 c3 c2"))).isEqualTo(OK);

        assertThat(route.closed).containsExactly("c2");
        assertThat(function.connections.requests())
                .extracting(FakeAws.Request::path)
                .containsExactlyInAnyOrder(
                        "/live/@connections/c1",
                        "/live/@connections/c2",
                        "/live/@connections/c3",
                        "/live/@connections/c2");
        assertThat(function.bean(Connections.class).send("c2", "are you there")).isEqualTo(Connections.Sent.GONE);
    }

    /** The gateway does not know a connection before its handshake has an answer. */
    @Test
    void aConnectionThatOpensIsNotTakenForGone() {
        gone("/c1");

        assertThat(function.invoke(connect("greet"))).isEqualTo(OK);

        assertThat(route.opened).hasSize(1);
        assertThat(route.closed).isEmpty();
    }

    @Test
    void whatMustNotBeDroppedAndIsEndsTheConnection() {
        function.connections.answer(
                request -> new FakeAws.Answer(request.method().equals("POST") ? 403 : 204, ""));

        assertThat(function.invoke(message("c1", "say hello"))).isEqualTo(OK);

        assertThat(function.connections.requests())
                .extracting(FakeAws.Request::method)
                .containsExactly("POST", "DELETE");
        assertThat(route.closed).isEmpty();
    }

    @Test
    void whatMayBeDroppedIsDroppedForOneAndNotForTheOthers() {
        function.connections.answer(request -> new FakeAws.Answer(request.path().endsWith("/c2") ? 403 : 200, ""));

        assertThat(function.invoke(message("c1", "tell c2 c3"))).isEqualTo(OK);

        assertThat(function.connections.requests())
                .extracting(FakeAws.Request::method)
                .containsOnly("POST");
        assertThat(function.connections.requests())
                .extracting(FakeAws.Request::path)
                .contains("/live/@connections/c3");
        assertThat(route.closed).isEmpty();
    }

    @Test
    void whatIsTooOldIsNotSent() {
        assertThat(function.invoke(message("c1", "tell-late c2 c3"))).isEqualTo(OK);

        assertThat(function.connections.requests()).isEmpty();
    }

    @Test
    void apiGatewaysLongestMessageIsSentAndNoLongerOne() {
        function.invoke(message("c1", "grow " + ApiGatewayConnections.MESSAGE_BYTES_MAX));
        function.invoke(message("c1", "grow " + (ApiGatewayConnections.MESSAGE_BYTES_MAX + 1)));

        assertThat(function.connections.requests().getFirst().body()).hasSize(ApiGatewayConnections.MESSAGE_BYTES_MAX);
        assertThat(function.connections.requests().get(1).body()).contains("platform/internal");
    }

    @Test
    void aConnectionThatIsGoneStaysGone() {
        gone("/c2");

        assertThat(function.invoke(message("c1", "end c2"))).isEqualTo(OK);

        assertThat(function.connections.requests())
                .containsExactly(new FakeAws.Request("DELETE", "/live/@connections/c2", "", ""));
    }

    private void gone(String pathEnd) {
        function.connections.answer(request -> new FakeAws.Answer(request.path().endsWith(pathEnd) ? 410 : 200, ""));
    }

    private static String connect(String parameter) {
        return event(
                "c1",
                "CONNECT",
                ", \"headers\": {\"X\": \"\"}, \"queryStringParameters\": {\"" + parameter + "\": \"\"}");
    }

    private static String message(String connectionId, String body) {
        return event(connectionId, "MESSAGE", ", \"body\": \"" + body + "\"");
    }

    private static String event(String connectionId, String type, String more) {
        return """
                {"requestContext": {"connectionId": "%s", "eventType": "%s", "domainName": "api.example",
                 "stage": "live", "apiId": "a1"}%s}
                """.formatted(connectionId, type, more);
    }
}
