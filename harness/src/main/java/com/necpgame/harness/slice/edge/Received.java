package com.necpgame.harness.slice.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request that has come whole.
 *
 * @param uri path and query as they are on the wire
 * @param address of the client, without the port
 */
@SuppressWarnings("ArrayRecordComponent")
public record Received(String method, String protocol, String uri, HttpHeaders headers, byte[] body, String address) {
    /** As it is on the wire, without the query. */
    public String path() {
        int end = uri.indexOf('?');
        return end < 0 ? uri : uri.substring(0, end);
    }

    /**
     * Each parameter's values, decoded.
     *
     * @throws IllegalArgumentException if one cannot be decoded
     */
    public Map<String, List<String>> query() {
        return new QueryStringDecoder(uri).parameters();
    }

    /** @return its first value */
    public @Nullable String header(CharSequence name) {
        return headers.get(name);
    }

    /** The host that the client asked for, without the port; {@code localhost} if it did not say. */
    public String domain() {
        var host = headers.get(HttpHeaderNames.HOST, "localhost");
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }
}
