package com.necpgame.server;

import com.necpgame.platform.runtime.transaction.Idempotency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What every route of the API has in common, said once: {@code openapi-common.yml}. */
final class OpenApiCommon {
    private static final Map<String, Object> COMMON = load();

    private OpenApiCommon() {}

    private static Map<String, Object> load() {
        return OpenApiParts.parse(Resources.text("openapi-common.yml"));
    }

    static Map<String, Object> info() {
        var info = new LinkedHashMap<>(OpenApiDocument.map(COMMON.get("info")));
        info.put("version", Necpgame.version());
        return info;
    }

    static Map<String, Object> components() {
        return OpenApiDocument.map(COMMON.get("components"));
    }

    static List<Object> security() {
        return OpenApiDocument.list(COMMON.get("security"));
    }

    /**
     * An operation with the answers and parameters that the edge adds to it.
     *
     * @param needsKey whether it takes an {@link Idempotency}
     * @param anonymous whether it can be called without a token
     */
    static Map<String, Object> complete(Map<String, Object> operation, boolean needsKey, boolean anonymous) {
        var complete = new LinkedHashMap<>(operation);
        if (needsKey) {
            var parameters = new ArrayList<>(OpenApiDocument.list(operation.get("parameters")));
            parameters.add(reference("parameters/IdempotencyKey"));
            complete.put("parameters", parameters);
        }
        var responses = new TreeMap<>(OpenApiDocument.map(operation.get("responses")));
        responses.putIfAbsent("429", reference("responses/RateLimited"));
        responses.putIfAbsent("default", reference("responses/Problem"));
        complete.put("responses", responses);
        if (anonymous) {
            complete.put("security", List.of());
        }
        return complete;
    }

    private static Map<String, Object> reference(String component) {
        return Map.of("$ref", "#/components/" + component);
    }
}
