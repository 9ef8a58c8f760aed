package com.necpgame.harness.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.wire.Json;
import java.util.Map;

/** What a body must look like: for every route that takes one, each way in which it can be wrong. */
final class Forms {
    private static final String INVALID = "platform/invalid";
    private static final int TOO_LARGE_BYTES = 300_000;

    private final Stage stage;
    private final Cast cast;

    Forms(Stage stage, Cast cast) {
        this.stage = stage;
        this.cast = cast;
    }

    void play() {
        stage.chapter("forms");
        for (Route route : Route.all()) {
            if (!route.body().isEmpty()) {
                body(route);
            }
            if (route.isKeyed()) {
                key(route);
            }
            if (route.isMatched()) {
                version(route);
            }
        }
    }

    private void body(Route route) {
        var good = (ObjectNode) Json.parse(route.body().replace('\'', '"'));
        json(route, "an unknown field", good.deepCopy().put("surprise", 1)).refused(400, INVALID, "/surprise");
        for (String name : route.required()) {
            json(route, "without " + name, good.deepCopy().without(name)).refused(400, INVALID, "/" + name);
        }
        for (Map.Entry<String, JsonNode> member : good.properties()) {
            ObjectNode bad = good.deepCopy();
            bad.set(member.getKey(), ofAnotherType(member.getValue()));
            json(route, member.getKey() + " of another type", bad).refused(400, INVALID, "/" + member.getKey());
        }
        json(route, "an array", Json.parse("[]")).refused(400, INVALID);
        ask(route, "no JSON").text("application/json", "{\"a\":").refused(400, "platform/malformed");
        ask(route, "a member twice").text("application/json", twice(good)).refused(400, "platform/malformed");
        ask(route, "plain text").text("text/plain", "hello").refused(415, "platform/unsupported-media");
        ask(route, "too large")
                .text("application/json", "{\"a\":\"" + "x".repeat(TOO_LARGE_BYTES) + "\"}")
                .refused(413, "platform/too-large");
    }

    private static String twice(ObjectNode good) {
        String text = good.toString();
        return text.substring(0, text.length() - 1) + "," + text.substring(1);
    }

    private static JsonNode ofAnotherType(JsonNode value) {
        return Json.parse(value.isTextual() ? "7" : value.isArray() ? "{}" : value.isObject() ? "[]" : "\"what\"");
    }

    private void key(Route route) {
        bare(route, "without a key").refused(400, "platform/idempotency-key-missing");
        bare(route, "a key of blanks").key("a b").refused(400, "platform/idempotency-key-invalid");
        bare(route, "a long key").key("k".repeat(129)).refused(400, "platform/idempotency-key-invalid");
    }

    private void version(Route route) {
        bare(route, "without If-Match").refused(428, "platform/version-missing");
    }

    private Ask bare(Route route, String how) {
        Person caller = cast.allowed(route);
        Ask ask = stage.ask(route.title() + ", " + how, caller, route.method(), route.path());
        return route.body().isEmpty() ? ask : ask.body(route.body());
    }

    private Ask json(Route route, String how, JsonNode body) {
        return ask(route, how).text("application/json", body.toString());
    }

    private Ask ask(Route route, String how) {
        Person caller = cast.allowed(route);
        Ask ask = stage.ask(route.title() + ", " + how, caller, route.method(), route.path());
        Ask keyed = route.isKeyed() ? ask.key("form") : ask;
        return route.isMatched() ? keyed.with("If-Match", "\"1\"") : keyed;
    }
}
