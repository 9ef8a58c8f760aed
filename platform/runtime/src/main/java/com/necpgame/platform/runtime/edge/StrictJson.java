package com.necpgame.platform.runtime.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.problem.Refusal;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.core.io.buffer.ReferenceCounted;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.MediaType;
import io.micronaut.http.body.MessageBodyReader;
import io.micronaut.json.body.JsonMessageHandler;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.SerdeRegistry;
import io.micronaut.serde.config.DeserializationConfiguration;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON bodies of HTTP requests, and refuses what a careful reader would: unknown and repeated fields, missing
 * ones, a value of another type. A typo is seen, not swallowed.
 *
 * <p>Events and stored items are read by the framework's own mapper, which skips what it does not know.
 *
 * @param <T> what the body is read into
 */
@Singleton
@Order(StrictJson.ORDER)
@JsonMessageHandler.ConsumesJson
public final class StrictJson<T> implements MessageBodyReader<T> {
    static final int ORDER = JsonMessageHandler.ORDER - 10;
    public static final int DEPTH_MAX = 64;
    static final int FIELD_NAME_CHARS_MAX = 256;
    static final int NUMBER_CHARS_MAX = 100;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNameLength(FIELD_NAME_CHARS_MAX)
                    .maxNumberLength(NUMBER_CHARS_MAX)
                    .build())
            .build();

    /** The framework says in prose which field is at fault, and names our classes; a caller gets the field only. */
    private static final Pattern UNKNOWN = Pattern.compile("^(Unknown|Duplicate) property \\[[^]]*]");

    private static final Pattern MISSING = Pattern.compile(
            "(?:Required (?:constructor parameter|property)|Null argument specified for) \\[(?:[^]]*\\s)?([^]\\s]+)]");

    private static final Pattern CHOICES = Pattern.compile("(?i)(?:one of|allowed values)[^\\[]*\\[([^]]*)]");

    private final Deserializer.DecoderContext context;
    private final Map<Argument<?>, Deserializer<?>> deserializers = new ConcurrentHashMap<>();

    StrictJson(SerdeRegistry registry, DeserializationConfiguration lenient) {
        this.context =
                registry.cloneWithConfiguration(null, null, new Strict(lenient)).newDecoderContext(Object.class);
    }

    @Override
    public boolean isReadable(Argument<T> type, @Nullable MediaType mediaType) {
        return mediaType != null && mediaType.matchesAllOrWildcardOrExtension(MediaType.EXTENSION_JSON);
    }

    @Override
    public @Nullable T read(Argument<T> type, @Nullable MediaType mediaType, Headers headers, ByteBuffer<?> bytes) {
        var value = read(type, mediaType, headers, new ByteArrayInputStream(bytes.toByteArray()));
        // After a refusal the framework does this itself.
        if (bytes instanceof ReferenceCounted counted) {
            counted.release();
        }
        return value;
    }

    @Override
    public @Nullable T read(Argument<T> type, @Nullable MediaType mediaType, Headers headers, InputStream in) {
        try (var parser = FACTORY.createParser(in)) {
            var decoder = new StrictDecoder(parser);
            try {
                var value = deserializer(type).deserializeNullable(decoder, context, type);
                decoder.end();
                return value;
            } catch (IOException | IllegalArgumentException | DateTimeException e) {
                throw refusal(decoder, e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One per type of a route's body, so there are no more than routes. */
    @SuppressWarnings("unchecked")
    private Deserializer<? extends T> deserializer(Argument<T> type) throws SerdeException {
        var known = deserializers.get(type);
        if (known == null) {
            known = context.findDeserializer(type).createSpecific(context, type);
            deserializers.put(type, known);
        }
        return (Deserializer<? extends T>) known;
    }

    /** The deserializers wrap what went wrong, some several times; the innermost that says something is told. */
    private static RuntimeException refusal(StrictDecoder decoder, Exception e) {
        Refusal told = null;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            var said = told(decoder, cause);
            told = said == null ? told : said;
        }
        return told == null ? StrictDecoder.invalid(decoder.pointer(), "has a value that cannot be read") : told;
    }

    private static @Nullable Refusal told(StrictDecoder decoder, Throwable cause) {
        return switch (cause) {
            case Refusal refusal -> refusal;
            case JsonProcessingException syntax ->
                PlatformProblem.MALFORMED.refuse("The body is not JSON: " + syntax.getOriginalMessage());
            case CharConversionException ignored -> PlatformProblem.MALFORMED.refuse("The body is not UTF-8");
            case IllegalArgumentException value -> notValid(decoder, value);
            case DateTimeException value -> notValid(decoder, value);
            default -> field(decoder, String.valueOf(cause.getMessage()));
        };
    }

    private static Refusal notValid(StrictDecoder decoder, RuntimeException value) {
        return StrictDecoder.invalid(decoder.pointer(), "is not valid: " + value.getMessage());
    }

    private static @Nullable Refusal field(StrictDecoder decoder, String message) {
        var unknown = UNKNOWN.matcher(message);
        if (unknown.find()) {
            return StrictDecoder.invalid(
                    decoder.pointer(),
                    unknown.group(1).equals("Unknown") ? "is not a known field" : "stands here twice");
        }
        var missing = MISSING.matcher(message);
        if (missing.find()) {
            var field = decoder.standsAtNull() ? "" : "/" + missing.group(1);
            return StrictDecoder.invalid(decoder.pointer() + field, "is required");
        }
        var choices = CHOICES.matcher(message);
        return choices.find() ? StrictDecoder.invalid(decoder.pointer(), "must be one of " + choices.group(1)) : null;
    }

    /** Everything that the framework can be strict about by itself. */
    private record Strict(DeserializationConfiguration lenient) implements DeserializationConfiguration {
        @Override
        public boolean isIgnoreUnknown() {
            return false;
        }

        @Override
        public int getArraySizeThreshold() {
            return lenient.getArraySizeThreshold();
        }

        @Override
        public boolean isStrictNullable() {
            return true;
        }

        @Override
        public boolean isFailOnNullForPrimitives() {
            return true;
        }

        @Override
        public boolean isSubtypesRequireDefaultImpl() {
            return lenient.isSubtypesRequireDefaultImpl();
        }
    }
}
