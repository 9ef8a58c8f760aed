package com.necpgame.platform.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** One HTTP request, as it goes over the wire; each method gives a changed copy. */
public final class ApiRequest {
    static final String CONTENT_TYPE = "Content-Type";
    static final String JSON = "application/json";
    private static final byte[] NOTHING = {};

    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final byte[] body;

    private ApiRequest(String method, String path, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.path = path;
        this.headers = headers;
        this.body = body;
    }

    /**
     * A request without headers and body.
     *
     * @param path from the slash on, with its query, encoded
     */
    public static ApiRequest of(String method, String path) {
        return new ApiRequest(method, path, Map.of(), NOTHING);
    }

    /** With this header in place of any of the same name. */
    public ApiRequest header(String name, String value) {
        var changed = copyOfHeaders();
        changed.put(name, value);
        return new ApiRequest(method, path, changed, body);
    }

    /** Without this header. */
    public ApiRequest withoutHeader(String name) {
        var changed = copyOfHeaders();
        changed.remove(name);
        return new ApiRequest(method, path, changed, body);
    }

    /** With {@code Authorization: Bearer}. */
    public ApiRequest bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    /** With this {@code Idempotency-Key}. */
    public ApiRequest key(String idempotencyKey) {
        return header("Idempotency-Key", idempotencyKey);
    }

    /** With a body of JSON, made from maps, lists and plain values. */
    public ApiRequest json(Object value) {
        return jsonText(Json.write(value));
    }

    /** With a body that calls itself JSON, whatever it is. */
    public ApiRequest jsonText(String text) {
        return body(JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    /** With a body of any kind. */
    public ApiRequest body(String contentType, byte[] bytes) {
        return new ApiRequest(method, path, header(CONTENT_TYPE, contentType).headers, bytes.clone());
    }

    /** To another path. */
    public ApiRequest path(String other) {
        return new ApiRequest(method, other, headers, body);
    }

    /** Like {@code POST}. */
    public String method() {
        return method;
    }

    /** From the slash on, with the query. */
    public String path() {
        return path;
    }

    /** One value for each name; names differ in more than case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The bytes of the body; none where there is no body. */
    public byte[] body() {
        return body.clone();
    }

    /** Like {@code POST /v1/purchases}; a long path is cut. */
    @Override
    public String toString() {
        return method + " " + Texts.cut(path);
    }

    private Map<String, String> copyOfHeaders() {
        var copy = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        return copy;
    }
}
