package com.necpgame.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What came back, with the assertions that tests make most; each names the request and shows the answer where it
 * fails.
 *
 * @param request what was asked
 */
public record ApiAnswer(ApiRequest request, int status, HttpHeaders headers, String text) {
    private static final String PROBLEM = "application/problem+json";

    static ApiAnswer of(ApiRequest request, int status, HttpHeaders headers, byte[] body) {
        return new ApiAnswer(request, status, headers, new String(body, StandardCharsets.UTF_8));
    }

    /** The first header of this name, or null. */
    public @Nullable String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** The media type without its parameters, in lower case, or null where there is none. */
    public @Nullable String contentType() {
        var type = header(ApiRequest.CONTENT_TYPE);
        return type == null ? null : MediaTypes.plain(type);
    }

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return Json.read(text);
        } catch (JacksonException e) {
            throw new AssertionError("no JSON: " + this, e);
        }
    }

    /** What a JSON pointer like {@code /items/0/id} leads to; fails where it leads nowhere. */
    public JsonNode json(String pointer) {
        var found = json().at(pointer);
        assertThat(found.isMissingNode()).as("nothing at %s: %s", pointer, this).isFalse();
        return found;
    }

    /** The string that a JSON pointer leads to. */
    public String string(String pointer) {
        var found = json(pointer);
        assertThat(found.isString()).as("no string at %s: %s", pointer, this).isTrue();
        return found.stringValue();
    }

    /** The whole number that a JSON pointer leads to. */
    public long number(String pointer) {
        var found = json(pointer);
        assertThat(found.canConvertToLong() && found.isIntegralNumber())
                .as("no whole number at %s: %s", pointer, this)
                .isTrue();
        return found.longValue();
    }

    /** Like {@code 201}, or {@code 409 economy/insufficient-funds} for a problem of RFC 9457. */
    public String outcome() {
        return PROBLEM.equals(contentType()) ? status + " " + string("/code") : String.valueOf(status);
    }

    /** Whether this is the answer to an earlier request under the same {@code Idempotency-Key}. */
    public boolean isReplayed() {
        return "true".equals(header("Idempotency-Replayed"));
    }

    /** Status 200. */
    public ApiAnswer isOk() {
        return is(200);
    }

    /** Status 201. */
    public ApiAnswer isCreated() {
        return is(201);
    }

    /** Status 204, and no body. */
    public ApiAnswer isNoContent() {
        assertThat(text).as(toString()).isEmpty();
        return is(204);
    }

    /** This status. */
    public ApiAnswer is(int expected) {
        assertThat(status).as(toString()).isEqualTo(expected);
        return this;
    }

    /**
     * A problem of RFC 9457.
     *
     * @param code like {@code economy/insufficient-funds}
     */
    public ApiAnswer isRefused(int expected, String code) {
        is(expected);
        assertThat(contentType()).as(toString()).isEqualTo(PROBLEM);
        assertThat(string("/code")).as(toString()).isEqualTo(code);
        assertThat(number("/status")).as(toString()).isEqualTo(expected);
        return this;
    }

    /** A status of 400 to 499, told as a problem of RFC 9457. */
    public ApiAnswer isRefused() {
        assertThat(status).as(toString()).isBetween(400, 499);
        assertThat(contentType()).as(toString()).isEqualTo(PROBLEM);
        return this;
    }

    /** Like {@code POST /v1/purchases -> 409 application/problem+json ...}; a long body is cut. */
    @Override
    public String toString() {
        return request + " -> " + status + " " + contentType() + "\n" + Texts.cut(text);
    }
}
