package com.necpgame.platform.data;

import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.beans.BeanReadProperty;
import io.micronaut.core.type.Argument;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Which type is stored how. */
final class Codecs {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Instant TIME_MIN = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant TIME_MAX = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Codecs() {}

    static Codec of(Argument<?> argument) {
        Codec codec = ofType(argument);
        boolean nullable =
                argument.isNullable() || argument.getAnnotationMetadata().hasStereotype("jakarta.annotation.Nullable");
        return nullable && codec.missing() != null && !argument.isPrimitive()
                ? new CompositeCodecs.NullWhenMissing(codec)
                : codec;
    }

    private static Codec ofType(Argument<?> argument) {
        Class<?> type = argument.getType();
        if (type == String.class) {
            return new PlainCodecs.Text(String.class, value -> (String) value, text -> text);
        }
        if (type == Instant.class) {
            return new PlainCodecs.Text(Instant.class, value -> time((Instant) value), Instant::parse);
        }
        if (type.isEnum()) {
            return new PlainCodecs.Text(type, value -> ((Enum<?>) value).name(), constants(type));
        }
        if (type == int.class || type == Integer.class) {
            return new PlainCodecs.Whole(Integer.class, type == int.class ? 0 : null, Integer::valueOf);
        }
        if (type == long.class || type == Long.class) {
            return new PlainCodecs.Whole(Long.class, type == long.class ? 0L : null, Long::valueOf);
        }
        if (type == double.class || type == Double.class) {
            return new PlainCodecs.Fraction(Double.class, type == double.class ? 0d : null, Double::valueOf);
        }
        if (type == BigDecimal.class) {
            return new PlainCodecs.Fraction(BigDecimal.class, null, BigDecimal::new);
        }
        if (type == boolean.class || type == Boolean.class) {
            return new PlainCodecs.Flag(type == boolean.class);
        }
        if (type == byte[].class) {
            return new PlainCodecs.Bytes();
        }
        if (type == List.class || type == Collection.class) {
            return new CompositeCodecs.Elements(of(typeVariable(argument, 0)));
        }
        if (type == Set.class) {
            return new CompositeCodecs.Members(text(argument, of(typeVariable(argument, 0))));
        }
        if (type == Map.class) {
            return new CompositeCodecs.Entries(
                    text(argument, of(typeVariable(argument, 0))), of(typeVariable(argument, 1)));
        }
        return ofRecord(type);
    }

    private static Codec ofRecord(Class<?> type) {
        var introspection = BeanIntrospector.SHARED
                .findIntrospection(type)
                .orElseThrow(() -> new IllegalArgumentException("no mapping for " + type.getName()
                        + ": it is neither a supported type nor an introspected record (add @Introspected)"));
        Argument<?>[] arguments = introspection.getConstructorArguments();
        if (arguments.length == 1 && arguments[0].getType() == String.class) {
            var property = introspection.getRequiredReadProperty(arguments[0].getName(), String.class);
            return new PlainCodecs.Text(type, value -> readText(property, value), introspection::instantiate);
        }
        return new CompositeCodecs.Nested(type, () -> RecordMapper.of(type));
    }

    @SuppressWarnings("unchecked")
    private static String readText(BeanReadProperty<?, String> property, Object value) {
        return Objects.requireNonNull(((BeanReadProperty<Object, String>) property).get(value));
    }

    private static Argument<?> typeVariable(Argument<?> argument, int position) {
        Argument<?>[] variables = argument.getTypeParameters();
        if (variables.length <= position || variables[position].getType() == Object.class) {
            throw new IllegalArgumentException("no mapping for " + argument + ": its type parameters are not known");
        }
        return variables[position];
    }

    private static PlainCodecs.Text text(Argument<?> argument, Codec codec) {
        if (codec instanceof PlainCodecs.Text text) {
            return text;
        }
        throw new IllegalArgumentException(
                "no mapping for " + argument + ": members of sets and keys of maps are texts");
    }

    private static Function<String, Object> constants(Class<?> type) {
        var byName = new LinkedHashMap<String, Object>();
        for (Object constant : Objects.requireNonNull(type.getEnumConstants())) {
            byName.put(((Enum<?>) constant).name(), constant);
        }
        return name -> {
            Object constant = byName.get(name);
            if (constant == null) {
                throw new IllegalArgumentException(type.getSimpleName() + " has no constant " + name);
            }
            return constant;
        };
    }

    private static String time(Instant time) {
        if (time.isBefore(TIME_MIN) || time.isAfter(TIME_MAX)) {
            throw new IllegalArgumentException("a stored time is of the years 0000 to 9999: " + time);
        }
        return MILLIS.format(time.truncatedTo(ChronoUnit.MILLIS));
    }
}
