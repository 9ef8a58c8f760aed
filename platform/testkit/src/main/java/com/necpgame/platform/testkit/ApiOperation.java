package com.necpgame.platform.testkit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of an API as its document declares it.
 *
 * @param method in upper case
 * @param path the template, like {@code /v1/purchases/{id}}
 * @param body what a request carries, or null where the document names no JSON body
 * @param statuses the declared statuses: {@code 200}, {@code 4XX}, {@code default}
 */
public record ApiOperation(
        String method,
        String path,
        List<Parameter> parameters,
        @Nullable Body body,
        Set<String> statuses) {
    /**
     * A parameter.
     *
     * @param in {@code path}, {@code query}, {@code header} or {@code cookie}
     * @param pointer where in the document its schema stands
     */
    public record Parameter(String name, String in, boolean required, String pointer) {}

    /**
     * A request body.
     *
     * @param contentType a JSON type
     * @param pointer where in the document its schema stands
     */
    public record Body(String contentType, boolean required, String pointer) {}

    public ApiOperation {
        parameters = List.copyOf(parameters);
        statuses = Set.copyOf(statuses);
    }

    /** The parameters of one kind, like {@code query}. */
    public List<Parameter> parameters(String in) {
        return parameters.stream()
                .filter(parameter -> parameter.in().equals(in))
                .toList();
    }

    /** Which of the declared statuses stands for this one: itself, its class like {@code 4XX}, or {@code default}. */
    Optional<String> declared(int status) {
        return List.of(Integer.toString(status), status / 100 + "XX", "default").stream()
                .filter(statuses::contains)
                .findFirst();
    }

    /** Like {@code GET /v1/purchases/{id}}. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
