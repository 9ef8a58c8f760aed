package com.necpgame.platform.runtime.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.necpgame.platform.runtime.problem.FieldError;
import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.problem.Refusal;
import io.micronaut.core.type.Argument;
import io.micronaut.jackson.core.tree.JsonNodeTreeCodec;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.exceptions.SerdeException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as it is written: no value is bent into another type, no digit is dropped. The framework's own decoder
 * takes {@code "5"}, {@code 5.9} and {@code true} for an integer.
 *
 * <p>A value of the wrong type is refused with a JSON pointer to it.
 */
final class StrictDecoder implements Decoder {
    /** The most decimal places or trailing zeros of a number: {@code 1e999999999} is nine bytes, and no work for us. */
    static final int NUMBER_SCALE_MAX = 400;

    private static final JsonNodeTreeCodec TREES = JsonNodeTreeCodec.getInstance();

    private final JsonParser parser;
    private final String base;
    /** Read from the parser, not yet taken by the deserializer. */
    private @Nullable JsonToken pending;

    StrictDecoder(JsonParser parser) {
        this(parser, "");
    }

    private StrictDecoder(JsonParser parser, String base) {
        this.parser = parser;
        this.base = base;
    }

    /** Where the parser stands, as a JSON pointer. */
    String pointer() {
        return base + parser.getParsingContext().pathAsPointer();
    }

    boolean standsAtNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    private JsonToken peek() throws IOException {
        if (pending == null) {
            pending = parser.nextToken();
            if (pending == null) {
                throw PlatformProblem.MALFORMED.refuse("The body ends where a JSON value should stand");
            }
        }
        return pending;
    }

    private JsonToken take() throws IOException {
        var token = peek();
        pending = null;
        return token;
    }

    private void expect(JsonToken expected, String word) throws IOException {
        if (take() != expected) {
            throw wrong(word);
        }
    }

    private Refusal wrong(String expected) {
        return invalid(pointer(), "must be " + expected);
    }

    /** @param pointer to the field, or empty for the body as a whole */
    static Refusal invalid(String pointer, String detail) {
        return pointer.isEmpty()
                ? PlatformProblem.INVALID.refuse("The body " + detail)
                : new Refusal(PlatformProblem.INVALID, null, List.of(new FieldError(pointer, detail)));
    }

    @Override
    public Decoder decodeArray(Argument<?> type) throws IOException {
        expect(JsonToken.START_ARRAY, "an array");
        return this;
    }

    @Override
    public Decoder decodeObject(Argument<?> type) throws IOException {
        expect(JsonToken.START_OBJECT, "an object");
        return this;
    }

    @Override
    public boolean hasNextArrayValue() throws IOException {
        return peek() != JsonToken.END_ARRAY;
    }

    @Override
    public @Nullable String decodeKey() throws IOException {
        if (peek() == JsonToken.END_OBJECT) {
            return null;
        }
        take();
        return parser.currentName();
    }

    @Override
    public String decodeString() throws IOException {
        expect(JsonToken.VALUE_STRING, "a string");
        return parser.getText();
    }

    @Override
    public boolean decodeBoolean() throws IOException {
        return switch (take()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw wrong("true or false");
        };
    }

    @Override
    public byte decodeByte() throws IOException {
        return (byte) integer(Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    @Override
    public short decodeShort() throws IOException {
        return (short) integer(Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public int decodeInt() throws IOException {
        return (int) integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public long decodeLong() throws IOException {
        return integer(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private long integer(long min, long max) throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT, "an integer");
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw wrong("an integer from " + min + " to " + max);
        }
        var value = parser.getLongValue();
        if (value < min || value > max) {
            throw wrong("an integer from " + min + " to " + max);
        }
        return value;
    }

    @Override
    public char decodeChar() throws IOException {
        var text = decodeString();
        if (text.length() != 1) {
            throw wrong("a single character");
        }
        return text.charAt(0);
    }

    @Override
    public float decodeFloat() throws IOException {
        var value = (float) decodeDouble();
        if (Float.isInfinite(value)) {
            throw wrong("a number that a float can hold");
        }
        return value;
    }

    @Override
    public double decodeDouble() throws IOException {
        number();
        var value = parser.getDoubleValue();
        if (Double.isInfinite(value)) {
            throw wrong("a number that a double can hold");
        }
        return value;
    }

    @Override
    public BigInteger decodeBigInteger() throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT, "an integer");
        return parser.getBigIntegerValue();
    }

    @Override
    public BigDecimal decodeBigDecimal() throws IOException {
        number();
        var value = parser.getDecimalValue();
        if (Math.abs((long) value.scale()) > NUMBER_SCALE_MAX) {
            throw wrong("a number with an exponent of at most " + NUMBER_SCALE_MAX);
        }
        return value;
    }

    private void number() throws IOException {
        if (!take().isNumeric()) {
            throw wrong("a number");
        }
    }

    @Override
    public boolean decodeNull() throws IOException {
        if (peek() != JsonToken.VALUE_NULL) {
            return false;
        }
        take();
        return true;
    }

    @Override
    public @Nullable Object decodeArbitrary() throws IOException {
        return switch (peek()) {
            case START_OBJECT -> map();
            case START_ARRAY -> list();
            case VALUE_STRING -> decodeString();
            case VALUE_TRUE, VALUE_FALSE -> decodeBoolean();
            case VALUE_NUMBER_INT -> {
                take();
                yield parser.getNumberValue();
            }
            case VALUE_NUMBER_FLOAT -> decodeBigDecimal();
            case VALUE_NULL -> {
                take();
                yield null;
            }
            default -> throw wrong("a value");
        };
    }

    private Map<String, @Nullable Object> map() throws IOException {
        var map = new LinkedHashMap<String, @Nullable Object>();
        decodeObject(Argument.OBJECT_ARGUMENT);
        for (var key = decodeKey(); key != null; key = decodeKey()) {
            map.put(key, decodeArbitrary());
        }
        finishStructure(false);
        return map;
    }

    private List<@Nullable Object> list() throws IOException {
        var list = new ArrayList<@Nullable Object>();
        decodeArray(Argument.OBJECT_ARGUMENT);
        while (hasNextArrayValue()) {
            list.add(decodeArbitrary());
        }
        finishStructure(false);
        return list;
    }

    @Override
    public JsonNode decodeNode() throws IOException {
        take();
        return TREES.readTree(parser);
    }

    @Override
    public Decoder decodeBuffer() throws IOException {
        peek();
        var pointer = pointer();
        return new StrictDecoder(TREES.treeAsTokens(decodeNode()), pointer);
    }

    @Override
    public void skipValue() throws IOException {
        if (take().isStructStart()) {
            parser.skipChildren();
        }
    }

    @Override
    public void finishStructure(boolean consumeLeftElements) throws IOException {
        var token = take();
        while (!token.isStructEnd()) {
            if (!consumeLeftElements) {
                throw new IllegalStateException("A deserializer left elements behind at " + pointer());
            }
            if (token.isStructStart()) {
                parser.skipChildren();
            }
            token = take();
        }
    }

    /** The body must be one JSON value. */
    void end() throws IOException {
        if (parser.nextToken() != null) {
            throw PlatformProblem.MALFORMED.refuse("The body goes on after its JSON value");
        }
    }

    @Override
    public IOException createDeserializationException(String message, @Nullable Object invalidValue) {
        return new SerdeException(message);
    }
}
