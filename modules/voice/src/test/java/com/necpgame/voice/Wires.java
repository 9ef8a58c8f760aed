package com.necpgame.voice;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.problem.Problems;
import com.necpgame.platform.runtime.socket.Connections;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.serde.ObjectMapper;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Gives tests of a feature the real wire over connections of their own. */
public final class Wires {
    private static final TemporaryDynamo STORE = TemporaryDynamo.open();

    /** What the wire needs, and nothing of voice, which would want connections too. */
    private static final ApplicationContext CONTEXT =
            builder().properties(Map.of("necpgame.modules.voice", "false")).start();

    private Wires() {}

    /** The module without a server, with these parts in place of its own. */
    public static ApplicationContext context(Object... parts) {
        return builder()
                .properties(Map.of(
                        "necpgame.voice.api-keys", "only-for-this-test", "necpgame.store.path", folder().toString()))
                .singletons(parts)
                .start();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("voice");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApplicationContextBuilder builder() {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .beanDefinitions(RuntimeBeanDefinition.builder(DynamoDbClient.class, STORE::client)
                        .exposedTypes(DynamoDbClient.class)
                        .singleton(true)
                        .build());
    }

    public static Wire over(Connections connections) {
        return new Wire(
                CONTEXT.getBean(ObjectMapper.class),
                () -> CONTEXT.getBean(Validator.class),
                connections,
                CONTEXT.getBean(Problems.class));
    }
}
