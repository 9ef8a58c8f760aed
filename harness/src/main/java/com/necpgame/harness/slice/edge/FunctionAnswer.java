package com.necpgame.harness.slice.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.necpgame.harness.slice.edge.Answer.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a function's answer to a proxy event. As strict as API Gateway: what has not the documented form is no answer.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">The
 *     Lambda proxy integration, output format</a>
 */
final class FunctionAnswer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> MEMBERS =
            Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");
    /** They belong to the connection between gateway and client, which the function does not see. */
    private static final Set<String> NOT_ITS_OWN = Set.of("connection", "keep-alive", "transfer-encoding", "upgrade");

    private FunctionAnswer() {}

    /** @throws IllegalArgumentException if it is malformed */
    static Answer read(byte[] answer) {
        var json = tree(answer);
        for (var names = json.fieldNames(); names.hasNext(); ) {
            var name = names.next();
            check(MEMBERS.contains(name), "nobody knows the member " + name);
        }
        var status = json.path("statusCode");
        check(status.isInt() && status.intValue() >= 200 && status.intValue() <= 599, "statusCode is not 200 to 599");
        return new Answer(status.intValue(), headers(json), body(json));
    }

    private static JsonNode tree(byte[] answer) {
        try {
            var json = JSON.readTree(answer);
            check(json != null && json.isObject(), "it is not a JSON object");
            return json;
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
    }

    /** A name in both maps has the values of the one for many. */
    private static List<Header> headers(JsonNode json) {
        var headers = new ArrayList<Header>();
        var seen = new HashSet<String>();
        for (var many : members(json, "multiValueHeaders")) {
            check(many.value().isArray(), "multiValueHeaders." + many.name() + " is not a list");
            seen.add(many.name().toLowerCase(Locale.ROOT));
            many.value().forEach(value -> add(headers, many.name(), value));
        }
        for (var one : members(json, "headers")) {
            if (!seen.contains(one.name().toLowerCase(Locale.ROOT))) {
                add(headers, one.name(), one.value());
            }
        }
        return headers;
    }

    private static void add(List<Header> headers, String name, JsonNode value) {
        check(value.isValueNode() && !value.isNull(), "the header " + name + " has no value");
        var text = value.asText();
        check(isToken(name) && isFieldValue(text), "the header " + name + " cannot be sent");
        if (!NOT_ITS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
            headers.add(new Header(name, text));
        }
    }

    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
    }

    private static boolean isFieldValue(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c != 127 && c < 256 || c == '\t');
    }

    private static List<Member> members(JsonNode json, String name) {
        var map = json.path(name);
        check(map.isMissingNode() || map.isNull() || map.isObject(), name + " is not an object");
        var members = new ArrayList<Member>();
        map.properties().forEach(entry -> members.add(new Member(entry.getKey(), entry.getValue())));
        return members;
    }

    private static byte[] body(JsonNode json) {
        var body = json.path("body");
        check(body.isMissingNode() || body.isNull() || body.isTextual(), "body is not a text");
        if (!body.isTextual()) {
            return new byte[0];
        }
        return json.path("isBase64Encoded").asBoolean(false)
                ? Base64.getDecoder().decode(body.textValue())
                : body.textValue().getBytes(StandardCharsets.UTF_8);
    }

    private static void check(boolean good, String fault) {
        if (!good) {
            throw new IllegalArgumentException(fault);
        }
    }

    private record Member(String name, JsonNode value) {}
}
