package com.necpgame.platform.runtime.store;

import com.necpgame.platform.data.Dynamo;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;

/** Makes the tables that are missing, one per module, before anything else of a start. */
@Singleton
public final class Tables {
    private final Dynamo dynamo;
    private final StoreConfig config;
    private final EnabledModules modules;

    Tables(Dynamo dynamo, StoreConfig config, EnabledModules modules) {
        this.dynamo = dynamo;
        this.config = config;
        this.modules = modules;
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void onStart(StartupEvent event) {
        if (config.createsTables()) {
            create();
        }
    }

    /** Idempotent; waits until every table can be used. */
    public void create() {
        dynamo.createTables(modules::keeps);
    }
}
