package com.necpgame.harness.sim;

import com.fasterxml.jackson.databind.JsonNode;

/** Looks at the members of an answer. */
final class Members {
    private Members() {}

    /**
     * Checks that members have the values that they must have.
     *
     * @param where what was asked, for the message
     * @param expected pairs of a path ({@code price.amount}) and a value, compared as text
     * @throws Violation if one has not
     */
    static void check(Object where, JsonNode body, Object... expected) {
        for (int i = 0; i < expected.length; i += 2) {
            String path = (String) expected[i];
            String value = String.valueOf(expected[i + 1]);
            if (!value.equals(text(body, path))) {
                throw new Violation(where, path + " = " + value, body);
            }
        }
    }

    /** @throws Violation if the member is missing or empty */
    static String required(Object where, JsonNode body, String path) {
        String text = text(body, path);
        if (text.isEmpty()) {
            throw new Violation(where, "a member " + path, body);
        }
        return text;
    }

    static String text(JsonNode body, String path) {
        JsonNode node = body;
        for (String name : path.split("\\.", -1)) {
            node = node.path(name);
        }
        return node.isNull() ? "" : node.asText("");
    }
}
