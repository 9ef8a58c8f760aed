package com.necpgame.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.testkit.DynamoInterceptor;
import com.necpgame.platform.testkit.MutableClock;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The function of what is on the tests' class path, {@code com.necpgame.lambda.probe}, over a store of its own. */
public final class TestFunction implements AutoCloseable {
    /** The setting that puts the probe to work: other tests have modules of their own. */
    public static final String PROBE = "test.probe";

    static final Map<String, Object> ONLY_PROBE = Map.of(PROBE, true, "necpgame.modules.bell", false);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-11-21T10:00:00Z"));
    private final TemporaryDynamo store = TemporaryDynamo.open();
    private final AtomicInteger reads = new AtomicInteger();
    private final DynamoDbClient counted = DynamoInterceptor.around(store.client(), call -> {
        reads.addAndGet(call.request() instanceof QueryRequest ? 1 : 0);
        return call.proceed();
    });
    private final ApplicationContext context;
    private final Function function;

    private TestFunction(Map<String, Object> settings) {
        var all = new HashMap<String, Object>(ONLY_PROBE);
        all.put("necpgame.store.create-tables", true);
        all.putAll(settings);
        context = Function.settings()
                .properties(all)
                .singletons(clock)
                .beanDefinitions(RuntimeBeanDefinition.builder(DynamoDbClient.class, () -> counted)
                        .exposedTypes(DynamoDbClient.class)
                        .singleton(true)
                        .build())
                .start();
        function = new Function(context);
    }

    public static TestFunction start(Map<String, Object> settings) {
        return new TestFunction(settings);
    }

    public MutableClock clock() {
        return clock;
    }

    public DynamoDbClient store() {
        return store.client();
    }

    /** How many queries the store has seen. */
    int queries() {
        return reads.get();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Whether something has asked for a bean of this type. */
    boolean hasMade(Class<?> type) {
        return context.getActiveBeanRegistrations(type).stream().findAny().isPresent();
    }

    /** @throws RuntimeException as the invocation would fail */
    public JsonNode invoke(String event) {
        try {
            var answer = new ByteArrayOutputStream();
            function.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, NoContext.INSTANCE);
            return JSON.readTree(answer.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        store.close();
    }
}
