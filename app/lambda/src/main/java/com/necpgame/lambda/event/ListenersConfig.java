package com.necpgame.lambda.event;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * What one of several functions of the same module hears.
 *
 * @param listeners simple names of the listeners that this function serves, separated by commas; all of its module's
 *     where there is none
 */
@Context
@ConfigurationProperties("necpgame.lambda")
record ListenersConfig(@Bindable(defaultValue = "") List<String> listeners) {
    ListenersConfig {
        listeners = listeners.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    boolean serves(String listener) {
        return listeners.isEmpty() || listeners.contains(listener);
    }
}
