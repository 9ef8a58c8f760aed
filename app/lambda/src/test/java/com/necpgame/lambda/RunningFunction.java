package com.necpgame.lambda;

import com.necpgame.platform.embedded.TemporaryDynamo;
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
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** The function of the module of bells, with a store and a bus of its own, and no Lambda around it. */
public final class RunningFunction implements AutoCloseable {
    public final MutableClock clock = MutableClock.at(Instant.parse("2026-11-20T10:00:00Z"));
    public final FakeAws bus = new FakeAws(request -> taken());
    /** The WebSocket API's {@code @connections}; takes everything. */
    public final FakeAws connections = new FakeAws(request -> new FakeAws.Answer(200, ""));

    private final TemporaryDynamo store;
    private final ApplicationContext context;
    private final Function function;

    static {
        // Where the SDK's own chains look first, as in Lambda they look into the environment.
        System.setProperty("aws.region", "eu-central-1");
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    public RunningFunction(Map<String, Object> properties) {
        store = TemporaryDynamo.open();
        Map<String, Object> all = new HashMap<>();
        all.put("necpgame.store.create-tables", "true");
        all.put("necpgame.store.table-prefix", "test-");
        all.put("necpgame.lambda.connections-endpoint", connections.endpoint() + "/live");
        all.put("necpgame.objects.kind", "folder");
        all.put("necpgame.events.backoff-base", "1ms");
        all.put("necpgame.events.backoff-max", "2ms");
        all.putAll(properties);
        context = Function.settings()
                .properties(all)
                .singletons(clock)
                .beanDefinitions(
                        RuntimeBeanDefinition.builder(DynamoDbClient.class, store::client)
                                .exposedTypes(DynamoDbClient.class)
                                .singleton(true)
                                .build(),
                        RuntimeBeanDefinition.builder(EventBridgeClient.class, this::busClient)
                                .exposedTypes(EventBridgeClient.class)
                                .singleton(true)
                                .build())
                .start();
        function = new Function(context);
    }

    private EventBridgeClient busClient() {
        return EventBridgeClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder())
                .endpointOverride(bus.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(each -> each.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    /** What EventBridge says to one entry that it takes. */
    public static FakeAws.Answer taken() {
        return new FakeAws.Answer(200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}");
    }

    public DynamoDbClient store() {
        return store.client();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** One invocation, as Lambda's runtime makes it. */
    public String invoke(String event) {
        var answer = new ByteArrayOutputStream();
        try {
            function.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, NoContext.INSTANCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        context.close();
        bus.close();
        connections.close();
        store.close();
    }
}
