package com.necpgame.platform.testkit.server;

import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.ApiClient;
import com.necpgame.platform.testkit.MutableClock;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What is on the test's class path, on a server of this JVM, over a store that outlives it. */
public final class Running implements AutoCloseable {
    /** How often {@link #untilAnswered} sends a request; more is no bad luck. */
    public static final int SENDS_MAX = 200;

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-11-20T10:00:00Z"));
    private final DynamoDbClient store;
    private final Map<String, Object> settings;
    private EmbeddedServer server;
    private ApiClient client;

    private Running(DynamoDbClient store, Map<String, Object> settings) {
        this.store = store;
        this.settings = settings;
        this.server = start();
        this.client = ApiClient.to(server.getURI());
    }

    /**
     * Starts it on a free port.
     *
     * @param store stays open when this is closed
     * @param settings beside those that a test needs
     */
    public static Running over(DynamoDbClient store, Map<String, Object> settings) {
        var all = new HashMap<String, Object>(Map.of(
                "micronaut.server.port",
                -1,
                "micronaut.server.host",
                "127.0.0.1",
                "micronaut.server.thread-selection",
                "BLOCKING",
                TestSignIn.SWITCH,
                true));
        all.putAll(settings);
        return new Running(store, Map.copyOf(all));
    }

    private EmbeddedServer start() {
        return ApplicationContext.builder()
                .properties(settings)
                .singletons(clock)
                .beanDefinitions(RuntimeBeanDefinition.builder(DynamoDbClient.class, () -> store)
                        .exposedTypes(DynamoDbClient.class)
                        .singleton(true)
                        .build())
                .start()
                .getBean(EmbeddedServer.class)
                .start();
    }

    /** Stops the process and starts another over the same store. */
    public void restart() {
        close();
        server = start();
        client = ApiClient.to(server.getURI());
    }

    /** The server's only clock. */
    public MutableClock clock() {
        return clock;
    }

    /** A part of the server. */
    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    /** A player whose token has this subject. */
    public ApiClient as(String subject) {
        return client.as(TestSignIn.token(subject, Map.of("client_id", "test-app")));
    }

    /** A member of the group of operators. */
    public ApiClient asOperator() {
        return client.as(TestSignIn.token("root", Map.of("cognito:groups", "operator")));
    }

    /** A machine with the scope of game servers. */
    public ApiClient asGameServer() {
        return client.as(TestSignIn.token("sim", Map.of("client_id", "sim", "scope", "necpgame/gamesim")));
    }

    /** Somebody without a token. */
    public ApiClient asNobody() {
        return client.anonymous();
    }

    /** Sends a request again for as long as the answer is that this may help: what every client of the game does. */
    public static ApiAnswer untilAnswered(Supplier<ApiAnswer> request) {
        for (int sends = 1; sends <= SENDS_MAX; sends++) {
            var answer = request.get();
            if (answer.status() != 503) {
                return answer;
            }
        }
        throw new AssertionError("nothing but 503 in " + SENDS_MAX + " answers");
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
