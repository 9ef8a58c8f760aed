package com.necpgame.platform.embedded.door;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.thirdparty.jackson.core.JsonFactory;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.core.JsonProcessingException;
import software.amazon.awssdk.thirdparty.jackson.core.JsonToken;
import software.amazon.awssdk.thirdparty.jackson.core.StreamReadConstraints;
import software.amazon.awssdk.thirdparty.jackson.core.StreamReadFeature;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Fills a builder of the SDK from JSON, by the fields that the builder describes.
 *
 * <p>Types are taken strictly: {@code {"N": 5}} is refused, as a number is sent as a string. Members that the SDK
 * does not know are skipped and {@code null} is a missing member, as in AWS; a member given twice, text behind the
 * document and half a surrogate pair are refused.
 */
final class PojoReader {
    /** JSON levels. An item of DynamoDB's 32 levels takes less than 80 of them, whatever request it is in. */
    static final int LEVELS_MAX = 200;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(LEVELS_MAX)
                    .maxStringLength(DoorHandler.BODY_BYTES_MAX)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser in;

    private PojoReader(JsonParser in) {
        this.in = in;
    }

    /** @throws Refused with {@code SerializationException} */
    static void read(byte[] json, SdkPojo into) {
        try (var in = JSON.createParser(json)) {
            in.nextToken();
            var reader = new PojoReader(in);
            reader.members(into);
            if (in.nextToken() != null) {
                throw Refused.serialization("There is text behind the end of the document");
            }
        } catch (JsonProcessingException e) {
            throw Refused.serialization("The document is not well-formed JSON of at most " + LEVELS_MAX + " levels");
        } catch (IOException e) {
            // An array is read without input or output: what is left is text that is not UTF-8.
            throw Refused.serialization("The document is not UTF-8");
        }
    }

    private void members(SdkPojo into) throws IOException {
        expect(JsonToken.START_OBJECT, "a structure");
        var fields = into.sdkFieldNameToField();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            var field = fields.get(in.currentName());
            if (in.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            if (field == null) {
                in.skipChildren();
            } else {
                field.set(into, value(field));
            }
        }
    }

    private Object value(SdkField<?> field) throws IOException {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text();
            case INTEGER -> integer(Integer.MIN_VALUE, Integer.MAX_VALUE).intValue();
            case LONG -> integer(Long.MIN_VALUE, Long.MAX_VALUE).longValue();
            case DOUBLE -> number().doubleValue();
            case BOOLEAN -> truth();
            case INSTANT -> instant();
            case SDK_BYTES -> bytes();
            case SDK_POJO -> pojo(field);
            case LIST -> list(field.getTrait(ListTrait.class).memberFieldInfo());
            case MAP -> map(field.getTrait(MapTrait.class).valueFieldInfo());
            default ->
                throw new IllegalStateException(
                        field.memberName() + " is of a type that DynamoDB has not had: " + field.marshallingType());
        };
    }

    private Object pojo(SdkField<?> field) throws IOException {
        var builder = field.constructor().get();
        members(builder);
        return ((Buildable) builder).build();
    }

    private List<Object> list(SdkField<?> member) throws IOException {
        expect(JsonToken.START_ARRAY, "a list");
        var list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(member));
        }
        return list;
    }

    private Map<String, Object> map(SdkField<?> member) throws IOException {
        expect(JsonToken.START_OBJECT, "a map");
        var map = new LinkedHashMap<String, Object>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            var key = whole(in.currentName());
            in.nextToken();
            map.put(key, value(member));
        }
        return map;
    }

    private String text() throws IOException {
        expect(JsonToken.VALUE_STRING, "a string");
        return whole(in.getText());
    }

    private boolean truth() throws IOException {
        if (in.currentToken() != JsonToken.VALUE_TRUE && in.currentToken() != JsonToken.VALUE_FALSE) {
            throw notA("a boolean");
        }
        return in.getBooleanValue();
    }

    private Number integer(long min, long max) throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        var type = in.getNumberType();
        if (type == JsonParser.NumberType.BIG_INTEGER || in.getLongValue() < min || in.getLongValue() > max) {
            throw Refused.serialization("A whole number is out of its range");
        }
        return in.getLongValue();
    }

    private BigDecimal number() throws IOException {
        if (in.currentToken() != JsonToken.VALUE_NUMBER_INT && in.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
            throw notA("a number");
        }
        return in.getDecimalValue();
    }

    private Instant instant() throws IOException {
        try {
            return Instant.ofEpochMilli(
                    number().movePointRight(3).toBigInteger().longValueExact());
        } catch (ArithmeticException | DateTimeException e) {
            throw Refused.serialization("A time is out of its range");
        }
    }

    private SdkBytes bytes() throws IOException {
        expect(JsonToken.VALUE_STRING, "a string of base64");
        try {
            return SdkBytes.fromByteArrayUnsafe(
                    Base64.getDecoder().decode(in.getText().getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException e) {
            throw Refused.serialization("A binary is not base64");
        }
    }

    /** Half a surrogate pair has no UTF-8: it could be stored, but never be sent back. */
    private static String whole(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw Refused.serialization("A string holds half a surrogate pair");
        }
        return text;
    }

    private void expect(JsonToken token, String what) {
        if (in.currentToken() != token) {
            throw notA(what);
        }
    }

    private Refused notA(String what) {
        return Refused.serialization(String.valueOf(in.currentToken()) + " cannot be read as " + what);
    }
}
