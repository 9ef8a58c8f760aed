package com.necpgame.platform.runtime;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfiguration;
import io.micronaut.context.DefaultApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.event.StartupEvent;

/**
 * An application that has its beans and tells none of them that it has begun: for a tool that looks at them, or uses a
 * few.
 */
public final class RestingContext extends DefaultApplicationContext {
    /** @param sources settings beside those of files and environment; of the builder's own none are taken */
    public RestingContext(ApplicationContextBuilder builder, PropertySource... sources) {
        super((ApplicationContextConfiguration) builder);
        for (var source : sources) {
            getEnvironment().addPropertySource(source);
        }
    }

    @Override
    public void publishEvent(Object event) {
        if (!(event instanceof StartupEvent)) {
            super.publishEvent(event);
        }
    }
}
