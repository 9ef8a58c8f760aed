package com.necpgame.voice;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.problem.Problems;
import com.necpgame.platform.runtime.socket.Connections;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.serde.ObjectMapper;
import jakarta.validation.Validator;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Gives tests of a feature the real wire over connections of their own. */
public final class Wires {
    private static final TemporaryDynamo STORE = TemporaryDynamo.open();
    private static final ApplicationContext CONTEXT = context();

    private Wires() {}

    /** The module without a server, with these parts in place of its own. */
    public static ApplicationContext context(Object... parts) {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(Map.of("necpgame.voice.api-keys", "only-for-this-test"))
                .singletons(parts)
                .beanDefinitions(RuntimeBeanDefinition.builder(DynamoDbClient.class, STORE::client)
                        .exposedTypes(DynamoDbClient.class)
                        .singleton(true)
                        .build())
                .start();
    }

    public static Wire over(Connections connections) {
        return new Wire(
                CONTEXT.getBean(ObjectMapper.class),
                CONTEXT.getBean(Validator.class),
                connections,
                CONTEXT.getBean(Problems.class));
    }
}
