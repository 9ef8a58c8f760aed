package com.necpgame.harness.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Request;

/** Requests that are like earlier ones, but for one thing. */
final class Repeats {
    private Repeats() {}

    /** The same request with another valid body. */
    static Request changed(Request request) {
        String text = request.body();
        ObjectNode body = text == null ? Json.object() : (ObjectNode) Json.parse(text);
        for (String number : new String[] {"amount", "quantity"}) {
            if (body.has(number)) {
                body.put(number, body.path(number).asLong() == 1 ? 2 : 1);
                return request.withBody(body);
            }
        }
        // A body without a number has no other valid form: bytes that mean the same are still another body.
        return request.withText(" " + body);
    }
}
