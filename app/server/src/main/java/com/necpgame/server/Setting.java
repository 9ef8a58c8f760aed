package com.necpgame.server;

import io.micronaut.core.reflect.ClassUtils;
import io.micronaut.json.tree.JsonNode;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One setting, as the build wrote it down.
 *
 * @param name in it, {@code *} stands for a name that whoever configures chooses
 * @param type a Java type
 * @param value what holds when nobody sets it
 * @param description a sentence without its end
 * @param source the class that reads it; null where only a condition does
 */
record Setting(
        String name,
        String type,
        @Nullable String value,
        String description,
        @Nullable String source) {
    private static final String CHOSEN = "*";

    static Setting of(JsonNode property) {
        return new Setting(
                Objects.requireNonNull(text(property, "name"), "a setting without a name"),
                Objects.requireNonNullElse(text(property, "type"), ""),
                text(property, "defaultValue"),
                Objects.requireNonNullElse(text(property, "description"), ""),
                text(property, "sourceType"));
    }

    private static @Nullable String text(JsonNode node, String member) {
        var value = node.get(member);
        return value == null ? null : value.coerceStringValue();
    }

    /** The environment variable by Micronaut's rule. */
    String variable() {
        return variable(name);
    }

    static String variable(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** What its text is converted to; empty for texts, lists and names that whoever configures chooses. */
    Optional<Class<?>> valueType() {
        if (name.contains(CHOSEN)) {
            return Optional.empty();
        }
        return switch (type) {
            case "boolean" -> Optional.of(boolean.class);
            case "int" -> Optional.of(int.class);
            case "long" -> Optional.of(long.class);
            case "java.lang.String", "java.util.List", "" -> Optional.empty();
            default -> ClassUtils.forName(type, Setting.class.getClassLoader()).map(found -> (Class<?>) found);
        };
    }

    /** Whether a property of this name sets it. */
    boolean isSetBy(String property) {
        return matches(name, property, "[^.]+");
    }

    /** Whether an environment variable of this name sets it. */
    boolean isSetByVariable(String variable) {
        return matches(variable(), variable, "\\w+");
    }

    private static boolean matches(String template, String text, String chosen) {
        return Pattern.matches(Pattern.quote(template).replace(CHOSEN, "\\E" + chosen + "\\Q"), text);
    }
}
