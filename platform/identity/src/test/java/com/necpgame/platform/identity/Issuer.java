package com.necpgame.platform.identity;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.ApiClient;
import com.necpgame.platform.testkit.ApiRequest;
import com.necpgame.platform.testkit.MutableClock;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The built-in issuer on a real server, with {@link WhoAmI}, an operator and a game server. */
final class Issuer implements AutoCloseable {
    static final String OPERATOR_SECRET = "the-operators-own-secret";
    static final String SIM_SECRET = "the-simulations-own-secret";
    static final Map<String, Object> CLIENTS = Map.of(
            "necpgame.identity.operator-secret",
            OPERATOR_SECRET,
            "necpgame.identity.clients.sim.secret",
            SIM_SECRET,
            "necpgame.identity.clients.sim.scopes",
            "necpgame/gamesim,necpgame/reports");

    final MutableClock clock = MutableClock.at(Instant.parse("2026-11-20T10:00:00Z"));
    final EmbeddedServer server;
    final ApiClient api;

    private Issuer(DynamoDbClient store, Map<String, Object> settings) {
        var properties = new HashMap<String, Object>(settings);
        properties.put("micronaut.server.port", -1);
        properties.put("micronaut.server.host", "127.0.0.1");
        server = ApplicationContext.builder()
                .properties(properties)
                .singletons(clock)
                .beanDefinitions(RuntimeBeanDefinition.builder(DynamoDbClient.class, () -> store)
                        .exposedTypes(DynamoDbClient.class)
                        .singleton(true)
                        .build())
                .start()
                .getBean(EmbeddedServer.class)
                .start();
        api = ApiClient.to(URI.create("http://127.0.0.1:" + server.getPort()));
    }

    static Issuer over(TemporaryDynamo store) {
        return over(store.client(), CLIENTS);
    }

    static Issuer over(DynamoDbClient store, Map<String, Object> settings) {
        return new Issuer(store, settings);
    }

    <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    ApiAnswer guest(String device) {
        return api.post("/v1/auth/guest", Map.of("deviceId", device));
    }

    /** @param form name, value, name, value ... */
    ApiAnswer token(String... form) {
        var pairs = Arrays.stream(form)
                .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8))
                .toList();
        var text = IntStream.range(0, pairs.size() / 2)
                .mapToObj(i -> pairs.get(2 * i) + "=" + pairs.get(2 * i + 1))
                .collect(Collectors.joining("&"));
        return api.send(ApiRequest.of("POST", "/oauth/token")
                .body("application/x-www-form-urlencoded", text.getBytes(StandardCharsets.UTF_8)));
    }

    ApiAnswer refresh(String refreshToken) {
        return token("grant_type", "refresh_token", "refresh_token", refreshToken);
    }

    ApiAnswer credentials(String id, String secret) {
        return token("grant_type", "client_credentials", "client_id", id, "client_secret", secret);
    }

    ApiAnswer whoAmI(String token) {
        return api.as(token).get(WhoAmI.PATH);
    }

    static JWTClaimsSet claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        api.close();
        server.getApplicationContext().close();
    }
}
