package com.necpgame.platform.data;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The codecs of single values. */
final class PlainCodecs {
    private static final int KEY_NUMBER_DIGITS = 19;

    private PlainCodecs() {}

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
    static final class Whole extends Codec {
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
    static final class Fraction extends Codec {
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

    static final class Flag extends Codec {
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

    static final class Bytes extends Codec {
        @Override
        AttributeValue toAttribute(Object value) {
            return AttributeValue.fromB(SdkBytes.fromByteArray(cast(byte[].class, value)));
        }

        @Override
        Object fromAttribute(AttributeValue attribute) {
            return present(attribute.b(), "B").asByteArray();
        }
    }
}
