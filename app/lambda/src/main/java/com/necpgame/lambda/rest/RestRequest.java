package com.necpgame.lambda.rest;

import com.necpgame.lambda.token.GatewayClaims;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.convert.value.MutableConvertibleValues;
import io.micronaut.core.convert.value.MutableConvertibleValuesMap;
import io.micronaut.core.io.buffer.ByteArrayBufferFactory;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.cookie.Cookies;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.simple.SimpleHttpHeaders;
import io.micronaut.http.simple.SimpleHttpParameters;
import io.micronaut.http.simple.cookies.SimpleCookies;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A proxy event as a request of the framework's server. */
final class RestRequest implements ServerHttpRequest<Object> {
    static final ByteBodyFactory BODIES = ByteBodyFactory.createDefault(ByteArrayBufferFactory.INSTANCE);

    private final String methodName;
    private final HttpMethod method;
    private final URI uri;
    private final HttpHeaders headers;
    private final HttpParameters parameters;
    private final ByteBody body;
    private final InetSocketAddress remoteAddress;
    private final MutableConvertibleValues<Object> attributes = new MutableConvertibleValuesMap<>();
    private final List<Runnable> bodyReads = new ArrayList<>(1);

    RestRequest(ProxyEvent event, ConversionService conversions, long bodyBytesMax) {
        methodName = event.method();
        method = HttpMethod.parse(methodName);
        uri = uri(event);
        var claims = event.claims();
        headers = headers(event.headers(), conversions, claims != null);
        parameters = new SimpleHttpParameters(new LinkedHashMap<>(event.query()), conversions);
        body = body(event.body(), bodyBytesMax);
        remoteAddress = InetSocketAddress.createUnresolved(event.sourceAddress(), 0);
        if (claims != null) {
            attributes.put(GatewayClaims.ATTRIBUTE, claims);
        }
    }

    /** The path of an event may be as the client sent it, or decoded. */
    private static URI uri(ProxyEvent event) {
        var query = event.query().isEmpty() ? "" : "?" + query(event.query());
        try {
            return new URI("http://localhost" + event.path() + query);
        } catch (URISyntaxException decoded) {
            return URI.create("http://localhost" + encoded(event.path()) + query);
        }
    }

    private static String encoded(String path) {
        try {
            return new URI("http", "localhost", path, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The path of a proxy event begins with a slash", e);
        }
    }

    private static String query(Map<String, List<String>> parameters) {
        return parameters.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> encode(entry.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** @param isCallerKnown by the gateway: then no header says who calls */
    private static HttpHeaders headers(
            Map<String, List<String>> values, ConversionService conversions, boolean isCallerKnown) {
        var headers = new SimpleHttpHeaders(conversions);
        values.forEach((name, all) -> {
            if (!(isCallerKnown && name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION))) {
                all.forEach(value -> headers.add(name, value));
            }
        });
        return headers;
    }

    /** One that is too long is refused by whoever reads it, as in the one JVM. */
    private static ByteBody body(byte[] bytes, long bytesMax) {
        return bytes.length > bytesMax
                ? BODIES.adapt(Publishers.just(new ContentLengthExceededException(bytesMax, bytes.length)))
                : BODIES.adapt(bytes);
    }

    /** Reads the body once every other parameter of the route is there: what is wrong with those is told first. */
    void readBodyLater(Runnable read) {
        bodyReads.add(read);
    }

    void readBody() {
        bodyReads.forEach(Runnable::run);
        bodyReads.clear();
    }

    @Override
    public ByteBody byteBody() {
        return body;
    }

    @Override
    public ByteBodyFactory byteBodyFactory() {
        return BODIES;
    }

    @Override
    public HttpMethod getMethod() {
        return method;
    }

    @Override
    public String getMethodName() {
        return methodName;
    }

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public HttpParameters getParameters() {
        return parameters;
    }

    /** Nothing of ours has cookies. */
    @Override
    public Cookies getCookies() {
        return new SimpleCookies(ConversionService.SHARED);
    }

    @Override
    public MutableConvertibleValues<Object> getAttributes() {
        return attributes;
    }

    /** Controllers have theirs from {@link BodyBinder}. */
    @Override
    public Optional<Object> getBody() {
        return Optional.empty();
    }

    @Override
    public <T> Optional<T> getBody(@Nullable Argument<T> type) {
        return Optional.empty();
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return remoteAddress;
    }
}
