package com.necpgame.harness.slice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.slice.call.Invoker;
import com.necpgame.harness.slice.call.SliceDescription.Route;
import com.necpgame.harness.slice.edge.Fake;
import com.necpgame.harness.slice.edge.Issuer;
import com.necpgame.harness.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
    private static final int BODY_BYTES_MAX = 100_000;

    private final Issuer issuer = new Issuer();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Fake economy = new Fake();
    private final Fake player = new Fake();
    private Gateway gateway = start(config());

    private GatewayConfig config() {
        return GatewayConfig.of(issuer.base()).withRate(null).withBodyBytesMax(BODY_BYTES_MAX);
    }

    private Gateway start(GatewayConfig config) {
        return Gateway.start(
                config,
                Map.of(
                        Fake.slice(
                                "economy",
                                List.of(),
                                new Route("GET", "/v1/wallet", true),
                                new Route("POST", "/v1/purchases", true),
                                new Route("GET", "/v1/offers", false),
                                new Route("GET", "/v1/operations/{module}/dead-letters", true),
                                new Route("POST", "/v1/players/{id}/corrections", true)),
                        economy,
                        Fake.slice(
                                "player",
                                List.of(),
                                new Route("GET", "/v1/players/{id}", false),
                                new Route("GET", "/v1/players/me", false),
                                new Route("GET", "/v1/operations/{module}/dead-letters", true)),
                        player));
    }

    private void restart(GatewayConfig config) {
        gateway.close();
        gateway = start(config);
    }

    @AfterEach
    void stop() {
        gateway.close();
        issuer.close();
        client.close();
    }

    private HttpRequest.Builder at(String uri) {
        return HttpRequest.newBuilder(URI.create(gateway.base() + uri));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        var problem = Json.parse(answer.body());
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("type").asText()).isEqualTo("https://necpgame.dev/problems/" + code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("instance").asText()).isEqualTo(answer.uri().getRawPath());
        assertThat(problem.path("traceId").asText())
                .isEqualTo(answer.headers().firstValue("X-Correlation-Id").orElseThrow());
        assertThat(answer.headers().firstValue("traceparent").orElseThrow()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void makesAProxyEvent() {
        send(at("/v1/players/a%20b/corrections?x=1&y=%C3%A4&x=2")
                .header("X-Many", "one")
                .header("X-Many", "two")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"amount\":\"ä\"}")));

        var event = economy.event();
        assertThat(event.path("resource").asText()).isEqualTo("/v1/players/{id}/corrections");
        assertThat(event.path("path").asText()).isEqualTo("/v1/players/a%20b/corrections");
        assertThat(event.path("httpMethod").asText()).isEqualTo("POST");
        assertThat(event.path("headers").path("X-Many").asText()).isEqualTo("two");
        assertThat(event.path("multiValueHeaders").path("X-Many")).isEqualTo(Json.parse("[\"one\",\"two\"]"));
        assertThat(event.path("multiValueHeaders").path("Content-Type"))
                .isEqualTo(Json.parse("[\"application/json\"]"));
        assertThat(event.path("headers").path("X-Forwarded-For").asText()).isEqualTo("127.0.0.1");
        assertThat(event.path("queryStringParameters")).isEqualTo(Json.parse("{\"x\":\"2\",\"y\":\"ä\"}"));
        assertThat(event.path("multiValueQueryStringParameters"))
                .isEqualTo(Json.parse("{\"x\":[\"1\",\"2\"],\"y\":[\"ä\"]}"));
        assertThat(event.path("pathParameters")).isEqualTo(Json.parse("{\"id\":\"a b\"}"));
        assertThat(event.path("stageVariables").isNull()).isTrue();
        assertThat(event.path("body").asText()).isEqualTo("{\"amount\":\"ä\"}");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        var context = event.path("requestContext");
        assertThat(context.path("httpMethod").asText()).isEqualTo("POST");
        assertThat(context.path("path").asText()).isEqualTo("/v1/players/a%20b/corrections");
        assertThat(context.path("resourcePath").asText()).isEqualTo("/v1/players/{id}/corrections");
        assertThat(context.path("protocol").asText()).isEqualTo("HTTP/1.1");
        assertThat(context.path("stage").asText()).isEqualTo("local");
        assertThat(context.path("requestId").asText()).isNotEmpty();
        assertThat(context.path("domainName").asText()).isEqualTo("127.0.0.1");
        assertThat(context.path("identity").path("sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(context.has("authorizer")).isFalse();
    }

    @Test
    void leavesEmptyWhatIsNotThere() {
        send(at("/v1/offers"));
        var event = economy.event();
        for (var name : List.of("body", "queryStringParameters", "multiValueQueryStringParameters", "pathParameters")) {
            assertThat(event.get(name).isNull()).as(name).isTrue();
        }
    }

    @Test
    void carriesBytes() {
        var bytes = new byte[] {(byte) 0xff, 0, 1};
        economy.answers(event -> Fake.ok(Json.object()
                .put("statusCode", 200)
                .put("body", event.path("body").asText())
                .put("isBase64Encoded", event.path("isBase64Encoded").asBoolean())));

        var request =
                at("/v1/purchases").POST(BodyPublishers.ofByteArray(bytes)).build();
        var answer = client.sendAsync(request, BodyHandlers.ofByteArray()).join();

        assertThat(answer.body()).isEqualTo(bytes);
    }

    @Test
    void answersWhatTheFunctionAnswers() {
        economy.answersRaw("""
                {"statusCode":201,"headers":{"ETag":"\\"1\\"","X-Many":"lost","Connection":"close","X-Number":7},
                 "multiValueHeaders":{"X-Many":["one","two"]},"body":"ä","isBase64Encoded":false}
                """);
        var answer = send(at("/v1/offers"));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().allValues("X-Many")).containsExactly("one", "two");
        assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(answer.headers().firstValue("X-Number")).contains("7");
        assertThat(answer.headers().firstValue("Connection")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Length")).contains("2");
        assertThat(answer.body()).isEqualTo("ä");
    }

    @Test
    void answersWithoutABody() {
        economy.answersRaw("{\"statusCode\":204,\"headers\":null,\"body\":null}");
        var answer = send(at("/v1/offers"));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "null",
                "[]",
                "{}",
                "{\"statusCode\":\"200\"}",
                "{\"statusCode\":99}",
                "{\"statusCode\":101}",
                "{\"statusCode\":600}",
                "{\"statusCode\":200,\"body\":{}}",
                "{\"statusCode\":200,\"body\":\"%\",\"isBase64Encoded\":true}",
                "{\"statusCode\":200,\"headers\":[]}",
                "{\"statusCode\":200,\"headers\":{\"X\":null}}",
                "{\"statusCode\":200,\"headers\":{\"X\":\"a\\r\\nY: b\"}}",
                "{\"statusCode\":200,\"headers\":{\"X Y\":\"a\"}}",
                "{\"statusCode\":200,\"multiValueHeaders\":{\"X\":\"a\"}}",
                "{\"statusCode\":200,\"cookies\":[]}"
            })
    void answers502ForWhatIsNoAnswer(String raw) {
        economy.answersRaw(raw);
        assertProblem(send(at("/v1/offers")), 502, "gateway/function-failed");
        economy.answers(_ -> Fake.ok(Json.object().put("statusCode", 200)));
        assertThat(send(at("/v1/offers")).statusCode()).isEqualTo(200);
    }

    @Test
    void answers502ForAFailure() {
        economy.answers(_ -> Fake.failed());
        var answer = send(at("/v1/offers"));
        assertProblem(answer, 502, "gateway/function-failed");
        assertThat(answer.body()).doesNotContain("out of luck");

        economy.answers(_ -> {
            throw new IllegalStateException("out of luck");
        });
        assertProblem(send(at("/v1/offers")), 502, "gateway/function-failed");
    }

    @Test
    void answers503WhereNothingIsFree() {
        economy.answers(_ -> {
            throw new Invoker.Throttled("all busy");
        });
        var answer = send(at("/v1/offers"));
        assertProblem(answer, 503, "platform/unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(Json.parse(answer.body()).path("retryable").asBoolean()).isTrue();
    }

    @Test
    void findsTheSliceByPath() {
        send(at("/v1/players/me"));
        assertThat(player.event().path("resource").asText()).isEqualTo("/v1/players/me");
        send(at("/v1/players/plr_1/"));
        assertThat(player.event().path("resource").asText()).isEqualTo("/v1/players/{id}");
        send(at("/v1/players/plr_1/corrections").POST(BodyPublishers.noBody()));
        assertThat(economy.event().path("resource").asText()).isEqualTo("/v1/players/{id}/corrections");
        assertThat(player.eventSoFar()).isNull();
    }

    @Test
    void findsTheSliceThatAnOperationNames() {
        send(at("/v1/operations/player/dead-letters"));
        assertThat(player.event().path("pathParameters").path("module").asText())
                .isEqualTo("player");
        send(at("/v1/operations/economy/dead-letters"));
        assertThat(economy.event().path("pathParameters").path("module").asText())
                .isEqualTo("economy");
        assertProblem(send(at("/v1/operations/quest/dead-letters")), 404, "platform/route-not-found");
    }

    @Test
    void answers404WhereNothingIs() {
        assertProblem(send(at("/v1/nothing?at=all")), 404, "platform/route-not-found");
        assertProblem(send(at("/v1/nothing").header("Authorization", "Bearer bad")), 404, "platform/route-not-found");
    }

    @Test
    void leavesAMethodThatNobodyKnowsToTheSliceOfThePath() {
        economy.answersRaw("{\"statusCode\":405}");
        for (var method : List.of("DELETE", "OPTIONS", "PATCH")) {
            assertThat(send(at("/v1/wallet").method(method, BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(405);
            assertThat(economy.event().path("httpMethod").asText()).isEqualTo(method);
        }
    }

    @Test
    void answersHeadWithTheLengthOnly() {
        economy.answersRaw("{\"statusCode\":200,\"body\":\"12345\"}");
        var head = send(at("/v1/wallet").method("HEAD", BodyPublishers.noBody()));
        assertThat(economy.event().path("httpMethod").asText()).isEqualTo("HEAD");
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).contains("5");

        economy.answersRaw("{\"statusCode\":200,\"headers\":{\"Content-Length\":\"9\"}}");
        assertThat(send(at("/v1/wallet").method("HEAD", BodyPublishers.noBody()))
                        .headers()
                        .firstValue("Content-Length"))
                .contains("9");
        assertThat(send(at("/v1/offers")).body()).isEmpty();
    }

    @Test
    void securesHeadAsItsGet() {
        var head = at("/v1/wallet").method("HEAD", BodyPublishers.noBody());
        var answer = send(head.header("Authorization", "Bearer bad"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(economy.eventSoFar()).isNull();
    }

    @Test
    void takesTheClientsOwnTrace() {
        var answer = send(at("/v1/nothing")
                .header("X-Correlation-Id", "mine")
                .header("traceparent", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01"));
        assertProblem(answer, 404, "platform/route-not-found");
        assertThat(answer.headers().firstValue("X-Correlation-Id")).contains("mine");
        assertThat(answer.headers().firstValue("traceparent").orElseThrow())
                .startsWith("00-0123456789abcdef0123456789abcdef-")
                .doesNotContain("-0123456789abcdef-");
    }

    @Test
    void answersHealthItself() {
        assertThat(send(at("/health")).statusCode()).isEqualTo(200);
        assertThat(Json.parse(send(at("/health/readiness")).body())
                        .path("status")
                        .asText())
                .isEqualTo("UP");
    }

    @Test
    void passesIdentitysOwnOn() {
        var answer = send(at("/v1/auth/guest?a=%20b")
                .header("X-Custom", "kept")
                .header("Authorization", "Bearer for identity to judge")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(Json.parse(answer.body()))
                .isEqualTo(Json.parse(
                        "{\"method\":\"POST\",\"uri\":\"/v1/auth/guest?a=%20b\",\"body\":\"{}\",\"custom\":\"kept\"}"));
        assertThat(answer.headers().allValues("X-Twice")).containsExactly("one", "two");
        assertThat(send(at("/.well-known/jwks.json")).statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhenIdentityIsAway() {
        issuer.close();
        assertProblem(send(at("/v1/auth/guest")), 503, "platform/unavailable");
        assertProblem(
                send(at("/v1/wallet").header("Authorization", "Bearer " + Issuer.token("ada"))),
                503,
                "platform/unavailable");
    }

    @Test
    void makesClaimsOfAGoodToken() {
        var claims = Issuer.claims("ada").put("scope", "necpgame/gamesim other");
        claims.putArray("cognito:groups").add("operator").add("tester");
        var token = "Bearer " + Issuer.sign(claims);
        assertThat(send(at("/v1/wallet").header("Authorization", token)).statusCode())
                .isEqualTo(200);

        var event = economy.event();
        var seen = event.path("requestContext").path("authorizer").path("claims");
        assertThat(seen.path("sub").textValue()).isEqualTo("ada");
        assertThat(seen.path("scope").textValue()).isEqualTo("necpgame/gamesim other");
        assertThat(seen.path("cognito:groups").textValue()).isEqualTo("operator,tester");
        assertThat(seen.path("token_use").textValue()).isEqualTo("access");
        assertThat(seen.path("exp").textValue()).isEqualTo(claims.path("exp").asText());
        assertThat(event.path("headers").path("Authorization").asText()).isEqualTo(token);
    }

    @Test
    void refusesEveryTokenThatIsNotGood() {
        var good = Issuer.token("ada");
        var other = good.charAt(good.length() - 20) == 'A' ? 'B' : 'A';
        var forged = good.substring(0, good.length() - 20) + other + good.substring(good.length() - 19);
        var none = Issuer.sign(Issuer.header().put("alg", "none"), Issuer.claims("ada"));
        for (var token : List.of(
                "",
                "x",
                "a.b.c",
                "..",
                forged,
                good + "x",
                otherSpelling(good),
                none,
                none.substring(0, none.lastIndexOf('.') + 1),
                Issuer.sign(Issuer.header().put("alg", "HS256"), Issuer.claims("ada")),
                Issuer.sign(Issuer.header().put("kid", "key_2"), Issuer.claims("ada")),
                Issuer.signStrangely(Issuer.claims("ada")),
                Issuer.sign(Issuer.claims("ada").put("exp", 1)),
                Issuer.sign(Issuer.claims("ada").without(List.of("exp"))),
                Issuer.sign(Issuer.claims("ada").put("iss", "another")),
                Issuer.sign(Issuer.claims("ada").put("token_use", "refresh")),
                Issuer.sign(Issuer.claims("ada").put("sub", 7)))) {
            var answer = send(at("/v1/wallet").header("Authorization", "Bearer " + token));
            assertProblem(answer, 401, "platform/unauthenticated");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
        assertProblem(send(at("/v1/wallet").header("Authorization", "Basic eDp5")), 401, "platform/unauthenticated");
        assertThat(economy.eventSoFar()).isNull();
    }

    /** The last character of a signature of 256 bytes has four bits that mean nothing. */
    private static String otherSpelling(String token) {
        var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = digits.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + digits.charAt(last ^ 1);
    }

    @Test
    void asksForKeysOnceForManyTokens() {
        for (int i = 0; i < 5; i++) {
            send(at("/v1/wallet").header("Authorization", "Bearer " + Issuer.token("ada" + i)));
        }
        assertThat(issuer.keysAsked()).isEqualTo(1);
    }

    @Test
    void letsABadTokenInWhereNoneIsNeeded() {
        var answer = send(at("/v1/offers").header("Authorization", "Bearer bad"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(economy.event().path("requestContext").has("authorizer")).isFalse();
    }

    @Test
    void leavesNoTokenToTheRoute() {
        assertThat(send(at("/v1/wallet")).statusCode()).isEqualTo(200);
        assertThat(economy.event().path("requestContext").has("authorizer")).isFalse();
    }

    @Test
    void leavesEveryTokenToFunctionsWithoutAnAuthorizer() {
        restart(config().withAuthorizer(false));
        for (var token : List.of("bad", Issuer.token("ada"))) {
            send(at("/v1/wallet").header("Authorization", "Bearer " + token));
            var event = economy.event();
            assertThat(event.path("headers").path("Authorization").asText()).isEqualTo("Bearer " + token);
            assertThat(event.path("requestContext").has("authorizer")).isFalse();
        }
    }

    @Test
    void countsEachCaller() {
        restart(config().withRate(new Rate(0.001, 2)));
        var ada = "Bearer " + Issuer.token("ada");
        for (int left = 1; left >= 0; left--) {
            var answer = send(at("/v1/wallet").header("Authorization", ada));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("RateLimit-Limit")).contains("2");
            assertThat(answer.headers().firstValue("RateLimit-Remaining")).contains("" + left);
        }
        var refused = send(at("/v1/wallet").header("Authorization", ada));
        assertProblem(refused, 429, "platform/rate-limited");
        assertThat(Json.parse(refused.body()).path("retryable").asBoolean()).isTrue();
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 1000);
        assertThat(refused.headers().firstValue("RateLimit-Remaining")).contains("0");
        assertThat(refused.headers().firstValue("RateLimit-Reset")).isPresent();

        var bob = "Bearer " + Issuer.token("bob");
        assertThat(send(at("/v1/wallet").header("Authorization", bob)).statusCode())
                .isEqualTo(200);
        // Who has no good token pays by address.
        assertThat(send(at("/v1/wallet")).statusCode()).isEqualTo(200);
        assertThat(send(at("/v1/wallet").header("Authorization", "Bearer bad")).statusCode())
                .isEqualTo(401);
        assertThat(send(at("/v1/nothing")).statusCode()).isEqualTo(429);
        assertThat(send(at("/health")).statusCode()).isEqualTo(200);
        assertThat(send(at("/v1/auth/guest")).statusCode()).isEqualTo(201);
    }

    @Test
    void refusesABodyOverTheLimit() {
        var most = "x".repeat(BODY_BYTES_MAX);
        assertThat(send(at("/v1/purchases").POST(BodyPublishers.ofString(most))).statusCode())
                .isEqualTo(200);
        assertProblem(send(at("/v1/purchases").POST(BodyPublishers.ofString(most + "x"))), 413, "platform/too-large");
        assertThat(send(at("/v1/offers")).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsThoseWhoAskBeforeTheySend() {
        assertThat(
                        raw(
                                "POST /v1/purchases HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 100001\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("platform/too-large");
        assertThat(raw("POST /v1/purchases HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\n"
                        + "Content-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK");
    }

    @Test
    void keepsTheOrderOfRequestsSentAhead() {
        economy.answers(event -> Fake.ok(Json.object()
                .put("statusCode", 200)
                .put("body", "#" + event.path("queryStringParameters").path("n").asText())));
        var requests = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            requests.append("GET /v1/offers?n=").append(i).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        requests.append("GET /v1/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        var answers = raw(requests.toString()).split("HTTP/1\\.1 ", -1);
        assertThat(answers).hasSize(102);
        for (int i = 0; i < 100; i++) {
            assertThat(answers[i + 1]).startsWith("200 OK").endsWith("#" + i);
        }
        assertThat(answers[101]).startsWith("404");
    }

    @Test
    void refusesGarbageInItsTurn() {
        var answers = raw("GET /v1/offers HTTP/1.1\r\nHost: x\r\n\r\nwhat is this\r\n\r\n")
                .split("HTTP/1\\.1 ", -1);
        assertThat(answers).hasSize(3);
        assertThat(answers[1]).startsWith("200");
        assertThat(answers[2]).startsWith("400").contains("platform/malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/wallet?x=%zz", "/v1/wal|let", "*", "http://elsewhere/v1/wallet", "//", "/v1/%"})
    void refusesWhatIsNoAddress(String uri) {
        assertThat(raw("GET " + uri + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("platform/malformed");
    }

    @Test
    void refusesALineOverTheLimit() {
        assertThat(raw("GET /" + "x".repeat(9000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("platform/too-large");
    }

    @Test
    void speaksToOldClients() {
        assertThat(raw("GET /v1/offers HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void asksFunctionsAtTheSameTime() throws InterruptedException {
        int many = 20;
        var together = new CountDownLatch(many);
        economy.answers(event -> {
            together.countDown();
            return Fake.ok(Json.object()
                    .put("statusCode", awaits(together) ? 200 : 500)
                    .put("body", number(event)));
        });
        var answers = IntStream.range(0, many)
                .mapToObj(i -> client.sendAsync(at("/v1/offers?n=" + i).build(), BodyHandlers.ofString()))
                .toList();
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        for (int i = 0; i < many; i++) {
            assertThat(answers.get(i).join().statusCode()).isEqualTo(200);
            assertThat(answers.get(i).join().body()).isEqualTo("" + i);
        }
    }

    private static String number(JsonNode event) {
        return event.path("queryStringParameters").path("n").asText();
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends text, and reads until the gateway closes. */
    private String raw(String text) {
        try (var socket = new Socket("127.0.0.1", gateway.base().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            var read = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(read);
            return read.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
