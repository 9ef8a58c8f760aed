package com.necpgame.platform.runtime.event;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.runtime.store.EnabledModules;
import com.necpgame.platform.runtime.store.Leases;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Carries events from the outboxes of this process's modules to whoever listens: at once after a commit that hinted,
 * and by looking at the head of each shard every so often for those whose hint was lost.
 *
 * <p>For one JVM and containers. Behind AWS Lambda the table's stream does this instead.
 */
@Singleton
@Requires(property = "necpgame.relay.enabled", value = "true")
final class OutboxRelay {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Map<String, ShardRelay> shards = new HashMap<>();
    private final OutboxHints hints;
    private final BiConsumer<String, String> wake = this::wake;

    OutboxRelay(
            EnabledModules modules,
            Dynamo dynamo,
            Outboxes outboxes,
            Leases leases,
            OutboxHints hints,
            EventConfig config,
            Clock clock) {
        this.hints = hints;
        for (var module : modules.names()) {
            var rows = dynamo.items(EventEnvelope.class, module);
            for (int i = 0; i < config.shards(); i++) {
                var shard = Outbox.shardName(i);
                shards.put(module + "/" + shard, new ShardRelay(module, shard, rows, outboxes, leases, config, clock));
            }
        }
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void onStart(StartupEvent event) {
        shards.values().forEach(ShardRelay::start);
        hints.relayTo(wake);
    }

    private void wake(String module, String shard) {
        var relay = shards.get(module + "/" + shard);
        if (relay != null) {
            relay.wake();
        }
    }

    /** Lets the events that are under way arrive; what is left stands in the outbox. */
    @PreDestroy
    void stop() {
        hints.forget(wake);
        shards.values().forEach(ShardRelay::stop);
        shards.values().forEach(shard -> shard.await(STOP_LIMIT));
    }
}
