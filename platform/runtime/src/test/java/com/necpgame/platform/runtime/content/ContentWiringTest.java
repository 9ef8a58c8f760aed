package com.necpgame.platform.runtime.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.runtime.content.ContentStore.Coin;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The beans as a program gets them. */
class ContentWiringTest {
    private final ContentStore store = new ContentStore();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void seedsAndReadsByItsSettings() {
        try (var context = start(Map.of("necpgame.content.path", "classpath:sound-content"))) {
            var path = context.getBean(ContentConfig.class).path();

            assertThat(context.getBean(ContentSeeder.class).seed(path)).hasSize(2);
            assertThat(context.getBean(Contents.class)
                            .of("mint", "coins", Coin.class)
                            .find("penny"))
                    .isPresent();
        }
    }

    @Test
    void asksWhichModulesAreOn() {
        try (var context = start(Map.of("necpgame.modules.mint", "false"))) {
            assertThat(context.getBean(ContentSeeder.class).seed("classpath:sound-content"))
                    .extracting(SeededKind::kind)
                    .containsExactly("wares");
        }
    }

    @Test
    void limitsByDefaultAreThoseOfTheCommand() {
        try (var context = start(Map.of())) {
            assertThat(context.getBean(ContentConfig.class).limits()).isEqualTo(ContentLimits.STANDARD);
        }
    }

    @Test
    void aBadSettingStopsTheStart() {
        assertThatThrownBy(() -> start(Map.of("necpgame.content.refresh-interval", "0s")))
                .hasStackTraceContaining("necpgame.content.refresh-interval must be above zero");
        assertThatThrownBy(() -> start(Map.of("necpgame.content.entry-bytes-max", "400000")))
                .hasStackTraceContaining("an entry of content must fit a row");
    }

    private ApplicationContext start(Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.put("necpgame.store.create-tables", "false");
        return ApplicationContext.builder()
                .properties(all)
                .beanDefinitions(RuntimeBeanDefinition.builder(DynamoDbClient.class, store::client)
                        .exposedTypes(DynamoDbClient.class)
                        .singleton(true)
                        .build())
                .start();
    }
}
