package com.necpgame.server;

import com.necpgame.platform.runtime.content.ContentConfig;
import com.necpgame.platform.runtime.content.ContentSeeder;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;

/** Lints the game's content and brings it into the tables, after they are there and before the first request. */
@Singleton
@Requires(property = "necpgame.content.seed-at-start", notEquals = "false")
final class ContentAtStart {
    private final ContentSeeder seeder;
    private final ContentConfig config;

    ContentAtStart(ContentSeeder seeder, ContentConfig config) {
        this.seeder = seeder;
        this.config = config;
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE + 100)
    void onStart(StartupEvent event) {
        seeder.seed(config.path());
    }
}
