package com.necpgame.platform.data;

import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.type.Argument;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How one component of a record is stored as an attribute. Null never gets here: a null component has no attribute. */
abstract class Codec {
    private static final int KEY_NUMBER_DIGITS = 19;
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Instant TIME_MIN = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant TIME_MAX = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** The attribute, or null where DynamoDB has no such value: an empty set. */
    abstract @Nullable AttributeValue toAttribute(Object value);

    abstract Object fromAttribute(AttributeValue attribute);

    /** What a record holds whose attribute is missing. */
    @Nullable
    Object missing() {
        return null;
    }

    /** The value as it is written into a key. */
    String toKey(Object value) {
        throw new IllegalArgumentException("a value of this type cannot stand in a key");
    }

    /** Whether values may stand in a key. */
    boolean isKeyable() {
        return false;
    }

    /** Whether DynamoDB can add to the attribute. */
    boolean isNumber() {
        return false;
    }

    static Codec of(Argument<?> argument) {
        Codec codec = ofType(argument);
        boolean nullable =
                argument.isNullable() || argument.getAnnotationMetadata().hasStereotype("jakarta.annotation.Nullable");
        return nullable && codec.missing() != null && !argument.isPrimitive() ? new NullWhenMissing(codec) : codec;
    }

    private static Codec ofType(Argument<?> argument) {
        Class<?> type = argument.getType();
        if (type == String.class) {
            return new Text(String.class, value -> (String) value, text -> text);
        }
        if (type == Instant.class) {
            return new Text(Instant.class, value -> time((Instant) value), Instant::parse);
        }
        if (type.isEnum()) {
            return new Text(type, value -> ((Enum<?>) value).name(), constants(type));
        }
        if (type == int.class || type == Integer.class) {
            return new Whole(Integer.class, type == int.class ? 0 : null, Integer::valueOf);
        }
        if (type == long.class || type == Long.class) {
            return new Whole(Long.class, type == long.class ? 0L : null, Long::valueOf);
        }
        if (type == double.class || type == Double.class) {
            return new Fraction(Double.class, type == double.class ? 0d : null, Double::valueOf);
        }
        if (type == BigDecimal.class) {
            return new Fraction(BigDecimal.class, null, BigDecimal::new);
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Flag(type == boolean.class);
        }
        if (type == byte[].class) {
            return new Bytes();
        }
        if (type == List.class || type == Collection.class) {
            return new Elements(of(typeVariable(argument, 0)));
        }
        if (type == Set.class) {
            return new Members(text(argument, of(typeVariable(argument, 0))));
        }
        if (type == Map.class) {
            return new Entries(text(argument, of(typeVariable(argument, 0))), of(typeVariable(argument, 1)));
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
            return new Text(type, value -> readText(property, value), introspection::instantiate);
        }
        return new Nested(type, new Lazy<>(() -> RecordMapper.of(type)));
    }

    @SuppressWarnings("unchecked")
    private static String readText(io.micronaut.core.beans.BeanReadProperty<?, String> property, Object value) {
        return java.util.Objects.requireNonNull(
                ((io.micronaut.core.beans.BeanReadProperty<Object, String>) property).get(value));
    }

    private static Argument<?> typeVariable(Argument<?> argument, int position) {
        Argument<?>[] variables = argument.getTypeParameters();
        if (variables.length <= position || variables[position].getType() == Object.class) {
            throw new IllegalArgumentException("no mapping for " + argument + ": its type parameters are not known");
        }
        return variables[position];
    }

    private static Text text(Argument<?> argument, Codec codec) {
        if (codec instanceof Text text) {
            return text;
        }
        throw new IllegalArgumentException(
                "no mapping for " + argument + ": members of sets and keys of maps are texts");
    }

    private static Function<String, Object> constants(Class<?> type) {
        var byName = new LinkedHashMap<String, Object>();
        for (Object constant : java.util.Objects.requireNonNull(type.getEnumConstants())) {
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

    private static <T> T cast(Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("a " + type.getSimpleName() + " is needed, not a "
                    + value.getClass().getSimpleName());
        }
        return type.cast(value);
    }

    private static <T> T present(@Nullable T value, String kind) {
        if (value == null) {
            throw new IllegalStateException("the stored attribute is not of kind " + kind);
        }
        return value;
    }

    /** S: strings, times, enums and records of one string. */
    static final class Text extends Codec {
        private final Class<?> type;
        private final Function<Object, String> write;
        private final Function<String, ?> read;

        Text(Class<?> type, Function<Object, String> write, Function<String, ?> read) {
            this.type = type;
            this.write = write;
            this.read = read;
        }

        @Override
        AttributeValue toAttribute(Object value) {
            return AttributeValue.fromS(toKey(value));
        }

        @Override
        Object fromAttribute(AttributeValue attribute) {
            return read(present(attribute.s(), "S"));
        }

        Object read(String text) {
            return read.apply(text);
        }

        @Override
        String toKey(Object value) {
            return write.apply(cast(type, value));
        }

        @Override
        boolean isKeyable() {
            return true;
        }
    }

    /** N without decimals. */
    private static final class Whole extends Codec {
        private final Class<? extends Number> type;
        private final @Nullable Object missing;
        private final Function<String, Number> read;

        Whole(Class<? extends Number> type, @Nullable Object missing, Function<String, Number> read) {
            this.type = type;
            this.missing = missing;
            this.read = read;
        }

        private long whole(Object value) {
            return value instanceof Integer small ? small : cast(Long.class, value);
        }

        @Override
        AttributeValue toAttribute(Object value) {
            long whole = whole(value);
            if (type == Integer.class && whole != (int) whole) {
                throw new IllegalArgumentException(whole + " is not an int");
            }
            return AttributeValue.fromN(Long.toString(whole));
        }

        @Override
        Object fromAttribute(AttributeValue attribute) {
            return read.apply(present(attribute.n(), "N"));
        }

        @Override
        @Nullable
        Object missing() {
            return missing;
        }

        @Override
        String toKey(Object value) {
            long whole = whole(value);
            if (whole < 0) {
                throw new IllegalArgumentException("a number in a key is not negative: " + whole);
            }
            String digits = Long.toString(whole);
            return "0".repeat(KEY_NUMBER_DIGITS - digits.length()) + digits;
        }

        @Override
        boolean isKeyable() {
            return true;
        }

        @Override
        boolean isNumber() {
            return true;
        }
    }

    /** N with decimals. */
    private static final class Fraction extends Codec {
        private final Class<? extends Number> type;
        private final @Nullable Object missing;
        private final Function<String, Number> read;

        Fraction(Class<? extends Number> type, @Nullable Object missing, Function<String, Number> read) {
            this.type = type;
            this.missing = missing;
            this.read = read;
        }

        @Override
        AttributeValue toAttribute(Object value) {
            Number number = cast(type, value);
            if (number instanceof Double fraction && !Double.isFinite(fraction)) {
                throw new IllegalArgumentException("a stored number is finite: " + fraction);
            }
            return AttributeValue.fromN(number.toString());
        }

        @Override
        Object fromAttribute(AttributeValue attribute) {
            return read.apply(present(attribute.n(), "N"));
        }

        @Override
        @Nullable
        Object missing() {
            return missing;
        }

        @Override
        boolean isNumber() {
            return true;
        }
    }

    private static final class Flag extends Codec {
        private final boolean primitive;

        Flag(boolean primitive) {
            this.primitive = primitive;
        }

        @Override
        AttributeValue toAttribute(Object value) {
            return AttributeValue.fromBool(cast(Boolean.class, value));
        }

        @Override
        Object fromAttribute(AttributeValue attribute) {
            return present(attribute.bool(), "BOOL");
        }

        @Override
        @Nullable
        Object missing() {
            return primitive ? Boolean.FALSE : null;
        }
    }

    private static final class Bytes extends Codec {
        @Override
        AttributeValue toAttribute(Object value) {
            return AttributeValue.fromB(SdkBytes.fromByteArray(cast(byte[].class, value)));
        }

        @Override
        Object fromAttribute(AttributeValue attribute) {
            return present(attribute.b(), "B").asByteArray();
        }
    }

    /** L. */
    private static final class Elements extends Codec {
        private final Codec element;

        Elements(Codec element) {
            this.element = element;
        }

        @Override
        AttributeValue toAttribute(Object value) {
            var list = new ArrayList<AttributeValue>();
            for (Object each : cast(Collection.class, value)) {
                AttributeValue attribute = element.toAttribute(each);
                list.add(attribute == null ? AttributeValue.fromNul(true) : attribute);
            }
            return AttributeValue.fromL(list);
        }

        @Override
        Object fromAttribute(AttributeValue attribute) {
            if (!attribute.hasL()) {
                throw new IllegalStateException("the stored attribute is not of kind L");
            }
            var list = new ArrayList<@Nullable Object>(attribute.l().size());
            for (AttributeValue each : attribute.l()) {
                list.add(Boolean.TRUE.equals(each.nul()) ? element.missing() : element.fromAttribute(each));
            }
            return java.util.Collections.unmodifiableList(list);
        }

        @Override
        Object missing() {
            return List.of();
        }
    }

    /** SS. DynamoDB has no empty set: it is stored as no attribute. */
    private static final class Members extends Codec {
        private final Text member;

        Members(Text member) {
            this.member = member;
        }

        @Override
        @Nullable
        AttributeValue toAttribute(Object value) {
            var set = new LinkedHashSet<String>();
            for (Object each : cast(Set.class, value)) {
                set.add(member.toKey(each));
            }
            return set.isEmpty() ? null : AttributeValue.fromSs(List.copyOf(set));
        }

        @Override
        Object fromAttribute(AttributeValue attribute) {
            if (!attribute.hasSs()) {
                throw new IllegalStateException("the stored attribute is not of kind SS");
            }
            var set = new LinkedHashSet<Object>();
            attribute.ss().forEach(each -> set.add(member.read(each)));
            return java.util.Collections.unmodifiableSet(set);
        }

        @Override
        Object missing() {
            return Set.of();
        }
    }

    /** M with the map's own keys. */
    private static final class Entries extends Codec {
        private final Text key;
        private final Codec value;

        Entries(Text key, Codec value) {
            this.key = key;
            this.value = value;
        }

        @Override
        AttributeValue toAttribute(Object map) {
            var entries = new LinkedHashMap<String, AttributeValue>();
            for (Map.Entry<?, ?> each : ((Map<?, ?>) cast(Map.class, map)).entrySet()) {
                AttributeValue attribute = value.toAttribute(java.util.Objects.requireNonNull(each.getValue()));
                if (attribute != null) {
                    entries.put(key.toKey(java.util.Objects.requireNonNull(each.getKey())), attribute);
                }
            }
            return AttributeValue.fromM(entries);
        }

        @Override
        Object fromAttribute(AttributeValue attribute) {
            if (!attribute.hasM()) {
                throw new IllegalStateException("the stored attribute is not of kind M");
            }
            var entries = new LinkedHashMap<Object, Object>();
            attribute.m().forEach((name, each) -> entries.put(key.read(name), value.fromAttribute(each)));
            return java.util.Collections.unmodifiableMap(entries);
        }

        @Override
        Object missing() {
            return Map.of();
        }
    }

    /** M with a record's components. */
    private static final class Nested extends Codec {
        private final Class<?> type;
        private final Lazy<RecordMapper<?>> mapper;

        Nested(Class<?> type, Lazy<RecordMapper<?>> mapper) {
            this.type = type;
            this.mapper = mapper;
        }

        @Override
        @SuppressWarnings("unchecked")
        AttributeValue toAttribute(Object value) {
            return AttributeValue.fromM(((RecordMapper<Object>) mapper.get()).toAttributes(cast(type, value)));
        }

        @Override
        Object fromAttribute(AttributeValue attribute) {
            if (!attribute.hasM()) {
                throw new IllegalStateException("the stored attribute is not of kind M");
            }
            return mapper.get().fromAttributes(attribute.m());
        }
    }

    /** A collection that may be null is null, not empty, where its attribute is missing. */
    private static final class NullWhenMissing extends Codec {
        private final Codec codec;

        NullWhenMissing(Codec codec) {
            this.codec = codec;
        }

        @Override
        @Nullable
        AttributeValue toAttribute(Object value) {
            return codec.toAttribute(value);
        }

        @Override
        Object fromAttribute(AttributeValue attribute) {
            return codec.fromAttribute(attribute);
        }
    }

    /** Found on first use, so that a record may hold others of its own kind. */
    static final class Lazy<T> {
        private final Supplier<T> source;
        private volatile @Nullable T value;

        Lazy(Supplier<T> source) {
            this.source = source;
        }

        T get() {
            T found = value;
            if (found == null) {
                found = source.get();
                value = found;
            }
            return found;
        }
    }
}
