package com.necpgame.platform.runtime;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.value.PropertyResolver;
import org.jspecify.annotations.Nullable;

/** Finds the module that a class belongs to, by the {@link GameModule} mark of its nearest enclosing package. */
public final class GameModules {
    /** What stands outside of every module: the platform itself. */
    public static final String PLATFORM = "platform";

    private static final ClassValue<String> NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return nearest(type.getClassLoader(), type.getPackageName());
        }
    };

    private GameModules() {}

    /** The module's name, or {@value #PLATFORM}. */
    public static String of(Class<?> type) {
        return NAMES.get(type);
    }

    private static String nearest(@Nullable ClassLoader loader, String packageName) {
        for (var name = packageName; !name.isEmpty(); name = parent(name)) {
            var mark = mark(loader, name);
            if (mark != null) {
                return mark.value();
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

    private static @Nullable GameModule mark(@Nullable ClassLoader loader, String packageName) {
        try {
            return Class.forName(packageName + ".package-info", false, loader).getAnnotation(GameModule.class);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static String parent(String packageName) {
        var dot = packageName.lastIndexOf('.');
        return dot < 0 ? "" : packageName.substring(0, dot);
    }
}
