package com.necpgame.platform.testkit;

import com.necpgame.platform.testkit.ApiOperation.Parameter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/** One good request with a parameter broken, again and again. */
final class BrokenParameters {
    private static final int LONG = 1000;
    /** One more than a header of the API may have. */
    private static final int HEADER_TOO_LONG = 129;

    private static final int FORGED_BYTES = 64;

    private final OpenApiDocument document;
    private final ApiOperation operation;
    private final ApiRequest good;
    private final RandomGenerator random;
    private final List<BadInput> all = new ArrayList<>();

    private BrokenParameters(
            OpenApiDocument document, ApiOperation operation, ApiRequest good, RandomGenerator random) {
        this.document = document;
        this.operation = operation;
        this.good = good;
        this.random = random;
    }

    static List<BadInput> of(
            OpenApiDocument document, ApiOperation operation, ApiRequest good, RandomGenerator random) {
        var broken = new BrokenParameters(document, operation, good, random);
        operation.parameters("path").forEach(broken::breakVariable);
        operation.parameters("query").forEach(broken::breakQuery);
        operation.parameters("header").forEach(broken::breakHeader);
        return broken.all;
    }

    /** Whether a strange id is refused, and with what, is the game's affair. */
    private void breakVariable(Parameter variable) {
        for (String value : List.of(
                "-1", "%00", "%20", "..%2f..%2fetc", "%ff%fe", "%F0%9F%98%80", "'%20OR%201=1", "a".repeat(LONG))) {
            add("path", variable, value, good.path(withVariable(variable, value)), false);
        }
    }

    private void breakQuery(Parameter parameter) {
        var values = isNumber(parameter)
                ? List.of("0", "101", "-1", "abc", "1.5", "", "9223372036854775808", "1e400", "0x10", "1,2")
                : List.of("", "abc", "%00", "%ff", "..", forged(), forged(), "a".repeat(LONG));
        for (String value : values) {
            add(
                    "query",
                    parameter,
                    value,
                    good.path(withQuery(parameter, value)),
                    isForbiddenInQuery(parameter, value));
        }
        if (parameter.required()) {
            add("query", parameter, "nothing", good.path(withoutQuery(parameter)), true);
        }
    }

    private void breakHeader(Parameter header) {
        if (header.required()) {
            add("header", header, "nothing", good.withoutHeader(header.name()), true);
        }
        for (String value : List.of("", "two words", "a".repeat(HEADER_TOO_LONG), "a".repeat(LONG))) {
            boolean forbidden = document.forbids(header.pointer(), Json.quoted(value));
            add("header", header, value, good.header(header.name(), value), forbidden);
        }
    }

    private void add(String in, Parameter parameter, String value, ApiRequest request, boolean refused) {
        all.add(new BadInput(in + " " + parameter.name() + "=" + Texts.cut(value), request, refused));
    }

    /** An empty value may count as none. A cursor is the server's own: it must know one that it never gave. */
    private boolean isForbiddenInQuery(Parameter parameter, String value) {
        if (value.isEmpty()) {
            return false;
        }
        return parameter.name().equals("cursor")
                || document.forbids(parameter.pointer(), isNumber(parameter) ? value : Json.quoted(value));
    }

    private boolean isNumber(Parameter parameter) {
        return List.of("integer", "number").contains(Schemas.type(document.schema(parameter.pointer())));
    }

    /** Looks like a cursor, and is none. */
    private String forged() {
        var bytes = new byte[FORGED_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String withVariable(Parameter variable, String value) {
        var template = operation.path().split("/", -1);
        var query = good.path().split("\\?", 2);
        var steps = query[0].split("/", -1);
        for (int i = 0; i < template.length; i++) {
            if (template[i].equals("{" + variable.name() + "}")) {
                steps[i] = value;
            }
        }
        return String.join("/", steps) + (query.length > 1 ? "?" + query[1] : "");
    }

    private String withQuery(Parameter parameter, String value) {
        var without = withoutQuery(parameter);
        return without + (without.contains("?") ? "&" : "?") + Sample.encoded(parameter.name()) + "=" + value;
    }

    private String withoutQuery(Parameter parameter) {
        var parts = good.path().split("\\?", 2);
        var name = Sample.encoded(parameter.name()) + "=";
        var kept = parts.length < 2
                ? List.<String>of()
                : List.of(parts[1].split("&")).stream()
                        .filter(pair -> !pair.startsWith(name))
                        .toList();
        return kept.isEmpty() ? parts[0] : parts[0] + "?" + String.join("&", kept);
    }
}
