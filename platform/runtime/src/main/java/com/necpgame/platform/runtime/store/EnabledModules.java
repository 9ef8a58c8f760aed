package com.necpgame.platform.runtime.store;

import com.necpgame.platform.runtime.GameModules;
import io.micronaut.context.env.Environment;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.data.annotation.MappedEntity;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** The game modules on the class path that are not switched off, known by the rows that they keep. */
@Singleton
public final class EnabledModules {
    private final Set<String> names = new TreeSet<>();
    private final Set<String> disabled = new TreeSet<>();

    EnabledModules(Environment environment) {
        for (BeanIntrospection<?> entity : BeanIntrospector.SHARED.findIntrospections(MappedEntity.class)) {
            var module = GameModules.of(entity.getBeanType());
            if (!module.equals(GameModules.PLATFORM)) {
                (GameModules.isOn(environment, module) ? names : disabled).add(module);
            }
        }
    }

    /** In alphabetical order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    /** Whether this table has an owner that is at work. */
    boolean keeps(String table) {
        return !disabled.contains(table);
    }
}
