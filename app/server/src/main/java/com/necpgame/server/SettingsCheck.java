package com.necpgame.server;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.json.JsonMapper;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Refuses to start with a setting of ours that nothing reads, or whose value is none of its type: the framework would
 * ignore it, and whoever mistyped it would believe it holds.
 */
@Context
final class SettingsCheck {
    private static final String VARIABLE_PREFIX = "NECPGAME_";
    private static final Pattern LIST_INDEX = Pattern.compile("\\[\\d+]");

    /** What Kubernetes puts into the environment of every container for a service that is called {@code necpgame}. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("NECPGAME_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_\\w+)?)?)");

    private static final Map<Class<?>, String> TYPES = Map.of(
            boolean.class, "true or false",
            Boolean.class, "true or false",
            int.class, "a whole number up to 2147483647",
            long.class, "a whole number",
            Duration.class, "a time such as 500ms, 30s, 15m, 12h or 14d");

    private final KnownSettings known;
    private final Environment environment;

    SettingsCheck(Environment environment, JsonMapper json) {
        this.environment = environment;
        known = KnownSettings.ours(json);
        var objections = new TreeSet<String>();
        for (var source : environment.getPropertySources()) {
            for (var name : source) {
                objection(source, name).ifPresent(objections::add);
            }
        }
        known.all().stream().flatMap(setting -> wrongValue(setting).stream()).forEach(objections::add);
        if (!objections.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator() + "  ", objections));
        }
    }

    private Optional<String> objection(PropertySource source, String name) {
        if (source.getConvention() == PropertyConvention.ENVIRONMENT_VARIABLE) {
            return isOurVariable(name) && !known.hasVariable(name)
                    ? Optional.of("no setting has the environment variable " + name + known.suggestionForVariable(name))
                    : Optional.empty();
        }
        var plain = LIST_INDEX.matcher(NameUtils.hyphenate(name, true)).replaceAll("");
        return plain.startsWith(KnownSettings.PREFIX) && !known.has(plain)
                ? Optional.of("there is no setting " + name + known.suggestion(plain))
                : Optional.empty();
    }

    /** A name that whoever configures chooses is read by its own record, which refuses what it cannot use. */
    private Optional<String> wrongValue(Setting setting) {
        return setting.valueType()
                .flatMap(type -> environment
                        .getProperty(setting.name(), String.class)
                        .filter(value -> !isValue(value, type))
                        .map(value -> setting.name() + " must be " + named(type) + ", but is '" + value + "'"));
    }

    private boolean isValue(String value, Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return value.equals("true") || value.equals("false");
        }
        return environment.convert(value, type).isPresent();
    }

    private static String named(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return TYPES.getOrDefault(type, type.getSimpleName());
    }

    private static boolean isOurVariable(String name) {
        return name.startsWith(VARIABLE_PREFIX) && !SERVICE_LINK.matcher(name).matches();
    }
}
