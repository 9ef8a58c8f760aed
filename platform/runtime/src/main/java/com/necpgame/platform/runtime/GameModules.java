package com.necpgame.platform.runtime;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.io.service.SoftServiceLoader;
import io.micronaut.core.value.PropertyResolver;
import io.micronaut.inject.BeanConfiguration;
import java.util.HashMap;
import java.util.Map;

/** Finds the module that a class belongs to, by the {@link GameModule} mark of its nearest enclosing package. */
public final class GameModules {
    /** What stands outside of every module: the platform itself. */
    public static final String PLATFORM = "platform";

    private static final ClassValue<String> NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return nearest(type.getPackageName());
        }
    };

    /** By the package. From what the framework's compiler wrote: Java would make a class for each annotation that it reads. */
    private static final Map<String, String> MARKED = marked();

    private GameModules() {}

    /** The module's name, or {@value #PLATFORM}. */
    public static String of(Class<?> type) {
        return NAMES.get(type);
    }

    private static Map<String, String> marked() {
        var marked = new HashMap<String, String>();
        for (var configuration : SoftServiceLoader.load(BeanConfiguration.class, GameModules.class.getClassLoader())
                .collectAll()) {
            configuration
                    .getAnnotationMetadata()
                    .stringValue(GameModule.class)
                    .ifPresent(name -> marked.put(configuration.getName(), name));
        }
        return marked;
    }

    private static String nearest(String packageName) {
        for (var name = packageName; !name.isEmpty(); name = parent(name)) {
            var module = MARKED.get(name);
            if (module != null) {
                return module;
            }
        }
        return PLATFORM;
    }

    /**
     * Whether the configuration leaves a module on: {@code necpgame.modules.<name>} is not {@code false}.
     *
     * @throws ConfigurationException if it is neither true nor false
     */
    public static boolean isOn(PropertyResolver configuration, String module) {
        var name = "necpgame.modules." + module;
        var value = configuration.getProperty(name, String.class).orElse("true");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigurationException(name + " must be true or false, but is '" + value + "'");
        };
    }

    private static String parent(String packageName) {
        var dot = packageName.lastIndexOf('.');
        return dot < 0 ? "" : packageName.substring(0, dot);
    }
}
