package com.necpgame.lambda.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.lambda.Call;
import com.necpgame.lambda.Call.Answer;
import com.necpgame.lambda.TestFunction;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who calls: by the gateway's claims, or by a token and the provider's keys, over HTTP. */
class CallersTest {
    private static final String ISSUER = "https://id.example";
    private static RSAKey ours;
    private static RSAKey next;
    private static RSAKey theirs;

    private final AtomicInteger fetches = new AtomicInteger();
    private volatile List<RSAKey> published = List.of();
    private volatile int status = 200;
    private HttpServer provider;
    private TestFunction function;

    @BeforeAll
    static void makeKeys() throws JOSEException {
        ours = new RSAKeyGenerator(2048).keyID("ours").generate();
        next = new RSAKeyGenerator(2048).keyID("next").generate();
        theirs = new RSAKeyGenerator(2048).keyID("ours").generate();
    }

    @BeforeEach
    void start() throws IOException {
        published = List.of(ours);
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/jwks.json", exchange -> {
            fetches.incrementAndGet();
            var body = new JWKSet(List.copyOf(published)).toString(true).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
        function = TestFunction.start(Map.of(
                "necpgame.identity.issuer",
                ISSUER,
                "necpgame.identity.jwks-url",
                "http://127.0.0.1:" + provider.getAddress().getPort() + "/jwks.json"));
    }

    @AfterEach
    void stop() {
        function.close();
        provider.stop(0);
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("ada")
                .claim("token_use", "access")
                .claim("client_id", "app")
                .expirationTime(Date.from(now().plus(Duration.ofHours(1))));
    }

    private Instant now() {
        return function.clock().instant();
    }

    private static String sign(JWTClaimsSet.Builder claims, RSAKey key) {
        try {
            return sign(claims, new RSASSASigner(key), JWSAlgorithm.RS256, key.getKeyID());
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String sign(
            JWTClaimsSet.Builder claims, JWSSigner signer, JWSAlgorithm algorithm, @Nullable String kid)
            throws JOSEException {
        var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims.build());
        token.sign(signer);
        return token.serialize();
    }

    private Answer mine(String token) {
        return Call.of("GET", "/v1/probes/mine")
                .header("Authorization", "Bearer " + token)
                .to(function);
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.json().path("code").asText()).isEqualTo("platform/unauthenticated");
    }

    private static void assertCaller(Answer answer, String subject, String role) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("subject").asText()).isEqualTo(subject);
        assertThat(answer.json().path("role").asText()).isEqualTo(role);
    }

    @Test
    void takesAGoodToken() {
        assertCaller(mine(sign(claims(), ours)), "ada", "PLAYER");
        assertCaller(mine(sign(claims().claim("cognito:groups", List.of("operator")), ours)), "ada", "OPERATOR");
        assertCaller(
                mine(sign(claims().subject("sim").claim("client_id", "sim").claim("scope", "necpgame/gamesim"), ours)),
                "sim",
                "GAME_SERVER");
        assertThat(fetches).hasValue(1);
    }

    @Test
    void refusesWhatIsNoAccessToken() {
        assertRefused(mine(sign(claims().claim("token_use", "refresh"), ours)));
        assertRefused(mine(sign(claims().claim("token_use", "id"), ours)));
        assertRefused(mine(sign(claims().claim("token_use", null), ours)));
        assertRefused(mine(sign(claims().issuer("https://other.example"), ours)));
        assertRefused(mine(sign(claims().subject(null), ours)));
        assertRefused(mine(sign(claims().expirationTime(null), ours)));
        assertRefused(mine(sign(claims().expirationTime(Date.from(now())), ours)));
    }

    @Test
    void refusesForgeries() throws Exception {
        assertRefused(mine(sign(claims(), theirs)));
        assertRefused(mine(new PlainJWT(claims().build()).serialize()));
        var secret = ours.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        assertRefused(mine(sign(claims(), new MACSigner(secret), JWSAlgorithm.HS256, "ours")));
        assertRefused(mine(sign(claims(), new RSASSASigner(ours), JWSAlgorithm.RS512, "ours")));
        assertRefused(mine(sign(claims(), new RSASSASigner(ours), JWSAlgorithm.RS256, null)));
        var good = sign(claims(), ours);
        assertRefused(mine(good.substring(0, good.length() - 6) + "AAAAAA"));
        assertRefused(mine("nonsense"));
        assertRefused(mine(""));
        assertRefused(Call.of("GET", "/v1/probes/mine")
                .header("Authorization", "Basic YTpi")
                .to(function));
        assertRefused(Call.of("GET", "/v1/probes/mine").to(function));
    }

    @Test
    void letsABadTokenToWhatIsOpen() {
        var open = Call.of("GET", "/v1/probes/open/x").header("Authorization", "Bearer nonsense");
        assertThat(open.to(function).status()).isEqualTo(200);
        var nowhere = Call.of("GET", "/nowhere").header("Authorization", "Bearer nonsense");
        assertThat(nowhere.to(function).status()).isEqualTo(404);
    }

    @Test
    void asksForNewKeysOnceAMinute() {
        assertCaller(mine(sign(claims(), ours)), "ada", "PLAYER");
        published = List.of(ours, next);

        assertRefused(mine(sign(claims(), next)));
        assertThat(fetches).hasValue(1);

        function.clock().advance(ProviderKeys.LOOK_PAUSE);
        assertCaller(mine(sign(claims(), next)), "ada", "PLAYER");
        assertCaller(mine(sign(claims(), ours)), "ada", "PLAYER");
        assertThat(fetches).hasValue(2);
    }

    @Test
    void asksAgainSoonWhereTheProviderFailed() {
        status = 500;
        assertRefused(mine(sign(claims(), ours)));

        status = 200;
        function.clock().advance(Duration.ofSeconds(1));
        assertCaller(mine(sign(claims(), ours)), "ada", "PLAYER");
    }

    @Test
    void takesTheGatewaysWord() {
        assertCaller(Call.of("GET", "/v1/probes/mine").as("eve").to(function), "eve", "PLAYER");
        assertCaller(
                Call.of("GET", "/v1/probes/mine")
                        .as(Map.of("sub", "root", "token_use", "access", "cognito:groups", "[testers operator]"))
                        .to(function),
                "root",
                "OPERATOR");
        assertThat(fetches).hasValue(0);
    }

    @Test
    void takesNoHeaderBesideTheGatewaysWord() {
        var token = sign(claims(), ours);
        var both = Call.of("GET", "/v1/probes/mine").header("authorization", "Bearer " + token);
        assertCaller(both.as("eve").to(function), "eve", "PLAYER");

        var idToken = Call.of("GET", "/v1/probes/mine").header("Authorization", "Bearer " + token);
        assertRefused(idToken.as(Map.of("sub", "eve", "token_use", "id")).to(function));
        assertThat(fetches).hasValue(0);
    }
}
