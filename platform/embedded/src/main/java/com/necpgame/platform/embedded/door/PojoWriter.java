package com.necpgame.platform.embedded.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.thirdparty.jackson.core.JsonFactory;
import software.amazon.awssdk.thirdparty.jackson.core.JsonGenerator;

/** Writes an answer or an error of the SDK as JSON, by the fields that it describes. */
final class PojoWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;

    private PojoWriter(JsonGenerator out) {
        this.out = out;
    }

    static byte[] answer(SdkPojo pojo) {
        return document(writer -> writer.members(pojo));
    }

    /** @param detail what the error carries besides its message, or null */
    static byte[] error(String type, String message, @Nullable SdkPojo detail) {
        return document(writer -> {
            writer.out.writeStringField("__type", type);
            // The message may quote what was sent; half a surrogate pair in it becomes a question mark.
            writer.out.writeStringField(
                    "message", new String(message.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
            if (detail != null) {
                writer.members(detail);
            }
        });
    }

    private interface Body {
        void write(PojoWriter writer) throws IOException;
    }

    private static byte[] document(Body body) {
        var bytes = new ByteArrayOutputStream();
        try (var out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            body.write(new PojoWriter(out));
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void members(SdkPojo pojo) throws IOException {
        for (var field : pojo.sdkFields()) {
            var value = field.getValueOrDefault(pojo);
            if (value == null || value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap) {
                continue;
            }
            out.writeFieldName(field.locationName());
            value(field, value);
        }
    }

    private void value(SdkField<?> field, Object value) throws IOException {
        switch (value) {
            case String text -> out.writeString(text);
            case Boolean truth -> out.writeBoolean(truth);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Instant time -> out.writeNumber(BigDecimal.valueOf(time.toEpochMilli(), 3));
            case SdkBytes bytes -> out.writeBinary(bytes.asByteArrayUnsafe());
            case List<?> list -> list(field.getTrait(ListTrait.class).memberFieldInfo(), list);
            case Map<?, ?> map -> map(field.getTrait(MapTrait.class).valueFieldInfo(), map);
            case SdkPojo pojo -> {
                out.writeStartObject();
                members(pojo);
                out.writeEndObject();
            }
            default ->
                throw new IllegalStateException(
                        field.memberName() + " is of a type that DynamoDB has not had: " + value.getClass());
        }
    }

    private void list(SdkField<?> member, List<?> list) throws IOException {
        out.writeStartArray();
        for (var element : list) {
            value(member, element);
        }
        out.writeEndArray();
    }

    private void map(SdkField<?> member, Map<?, ?> map) throws IOException {
        out.writeStartObject();
        for (var entry : map.entrySet()) {
            out.writeFieldName((String) entry.getKey());
            value(member, entry.getValue());
        }
        out.writeEndObject();
    }
}
