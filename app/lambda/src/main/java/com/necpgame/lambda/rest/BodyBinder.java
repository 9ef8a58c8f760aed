package com.necpgame.lambda.rest;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.convert.ConversionError;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.DefaultBodyAnnotationBinder;
import io.micronaut.http.bind.binders.PendingRequestBindingResult;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.body.MessageBodyHandlerRegistry;
import io.micronaut.http.body.MessageBodyReader;
import io.micronaut.http.codec.CodecException;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteInfo;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Gives controllers the body of a proxy event. It decides as the framework's Netty server does: which reader, what an
 * empty body is, and which refusal comes first.
 */
@Singleton
@Replaces(DefaultBodyAnnotationBinder.class)
final class BodyBinder<T> extends DefaultBodyAnnotationBinder<T> {
    private final MessageBodyHandlerRegistry readers;

    BodyBinder(ConversionService conversions, MessageBodyHandlerRegistry readers) {
        super(conversions);
        this.readers = readers;
    }

    @Override
    public BindingResult<T> bindFullBody(ArgumentConversionContext<T> context, HttpRequest<?> source) {
        if (!(source instanceof RestRequest request)) {
            return super.bindFullBody(context, source);
        }
        if (request.byteBody().expectedLength().orElse(-1) == 0) {
            return bindDefaultValue(context);
        }
        var body = new Later(context);
        request.readBodyLater(() -> body.read = Optional.ofNullable(read(context, request)));
        return body;
    }

    private @Nullable T read(ArgumentConversionContext<T> context, RestRequest request) {
        var bytes = bytes(request);
        var type = request.getContentType().orElse(null);
        var reader = reader(context, request);
        if (reader == null) {
            return conversionService.convert(bytes, context).orElse(null);
        }
        try {
            return reader.read(context.getArgument(), type, request.getHeaders(), new ByteArrayInputStream(bytes));
        } catch (CodecException e) {
            context.reject(e.getCause() instanceof Exception cause ? cause : e);
            return null;
        }
    }

    private static byte[] bytes(RestRequest request) {
        try (var body =
                request.byteBody().split(SplitBackpressureMode.FASTEST).buffer().join()) {
            return body.toByteArray();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable MessageBodyReader<T> reader(ArgumentConversionContext<T> context, RestRequest request) {
        var routes = (MessageBodyReader<T>) RouteAttributes.getRouteInfo(request)
                .map(RouteInfo::getMessageBodyReader)
                .orElse(null);
        var type = request.getContentType().orElse(null);
        if (type == null || (routes != null && routes.isReadable(context.getArgument(), type))) {
            return routes;
        }
        return readers.findReader(context.getArgument(), List.of(type)).orElse(null);
    }

    /** What {@link RestRequest#readBody} will find. */
    private final class Later implements PendingRequestBindingResult<T> {
        private final ArgumentConversionContext<T> context;

        @SuppressWarnings("OptionalUsedAsFieldOrParameterType") // null until it was read
        private @Nullable Optional<T> read;

        Later(ArgumentConversionContext<T> context) {
            this.context = context;
        }

        @Override
        public boolean isPending() {
            return read == null;
        }

        @Override
        public Optional<T> getValue() {
            return read == null ? Optional.empty() : read;
        }

        @Override
        public List<ConversionError> getConversionErrors() {
            return context.getLastError().map(List::of).orElseGet(List::of);
        }
    }
}
