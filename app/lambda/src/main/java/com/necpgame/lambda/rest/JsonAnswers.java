package com.necpgame.lambda.rest;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.body.JsonMessageHandler;
import jakarta.inject.Singleton;
import java.io.OutputStream;

/**
 * Writes answers as the framework's own writer of JSON does. That one gets ready for what every route answers before it is
 * asked, for writing and for reading, in each cold start; this one looks its way up when it writes.
 *
 * @param <T> what is answered
 */
@Singleton
@Order(JsonAnswers.ORDER)
@JsonMessageHandler.ProducesJson
final class JsonAnswers<T> implements ResponseBodyWriter<T> {
    static final int ORDER = JsonMessageHandler.ORDER - 10;

    private final JsonMessageHandler<T> json;

    JsonAnswers(JsonMapper mapper) {
        this.json = new JsonMessageHandler<>(mapper);
    }

    @Override
    public boolean isWriteable(Argument<T> type, MediaType mediaType) {
        return json.isWriteable(type, mediaType);
    }

    @Override
    public void writeTo(Argument<T> type, MediaType mediaType, T answer, MutableHeaders headers, OutputStream out) {
        json.writeTo(type, mediaType, answer, headers, out);
    }

    @Override
    public CloseableByteBody writePiece(
            ByteBodyFactory bodies,
            HttpRequest<?> request,
            HttpResponse<?> response,
            Argument<T> type,
            MediaType mediaType,
            T answer) {
        return json.writePiece(bodies, request, response, type, mediaType, answer);
    }
}
