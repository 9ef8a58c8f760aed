package com.necpgame.harness.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One request, without the token of its caller.
 *
 * @param route the path with its variables unfilled, as it stands in a report: {@code /v1/purchases/{id}}
 * @param path the path with query
 * @param headers by name; no name or value holds a line break
 * @param body the body as text, null for none
 */
public record Request(
        String method,
        String route,
        String path,
        Map<String, String> headers,
        @Nullable String body) {
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    public Request {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        headers.forEach((name, value) -> refuseLineBreaks(name + value));
        refuseLineBreaks(method + path);
    }

    /**
     * Asks for something.
     *
     * @param variables what fills the braces of the route, in order
     */
    public static Request get(String route, String... variables) {
        return new Request("GET", route, fill(route, variables), Map.of(), null);
    }

    public static Request post(String route, JsonNode body, String... variables) {
        return json("POST", route, body.toString(), variables);
    }

    public static Request put(String route, JsonNode body, String... variables) {
        return json("PUT", route, body.toString(), variables);
    }

    /** A POST whose body is said to be JSON and need not be. */
    public static Request postText(String route, String body, String... variables) {
        return json("POST", route, body, variables);
    }

    public static Request form(String route, Map<String, String> fields) {
        String body = new TreeMap<>(fields)
                .entrySet().stream()
                        .map(f -> encode(f.getKey()) + "=" + encode(f.getValue()))
                        .collect(Collectors.joining("&"));
        return new Request("POST", route, route, Map.of("Content-Type", "application/x-www-form-urlencoded"), body);
    }

    public Request with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new Request(method, route, path, more, body);
    }

    public Request withKey(String idempotencyKey) {
        return with(IDEMPOTENCY_KEY, idempotencyKey);
    }

    public Request withBody(JsonNode other) {
        return withText(other.toString());
    }

    public Request withText(String otherBody) {
        return new Request(method, route, path, headers, otherBody);
    }

    public Request query(String name, String value) {
        String sign = path.indexOf('?') < 0 ? "?" : "&";
        return new Request(method, route, path + sign + encode(name) + "=" + encode(value), headers, body);
    }

    public @Nullable String idempotencyKey() {
        return headers.get(IDEMPOTENCY_KEY);
    }

    /** The name under which a report counts this request. */
    public String operation() {
        return method + " " + route;
    }

    @Override
    public String toString() {
        var text = new StringBuilder(method).append(' ').append(path);
        headers.forEach(
                (name, value) -> text.append(' ').append(name).append(": ").append(value));
        if (body != null) {
            text.append(' ').append(route.startsWith("/oauth/") ? "(form)" : body);
        }
        return text.toString();
    }

    private static Request json(String method, String route, String body, String... variables) {
        return new Request(method, route, fill(route, variables), Map.of("Content-Type", "application/json"), body);
    }

    private static String fill(String route, String... variables) {
        String path = route;
        for (String variable : variables) {
            int open = path.indexOf('{');
            int close = path.indexOf('}');
            if (open < 0 || close < open) {
                throw new IllegalArgumentException("too many variables for " + route);
            }
            path = path.substring(0, open) + encode(variable) + path.substring(close + 1);
        }
        if (path.indexOf('{') >= 0) {
            throw new IllegalArgumentException("too few variables for " + route);
        }
        return path;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void refuseLineBreaks(String text) {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line break in the head of a request");
        }
    }
}
