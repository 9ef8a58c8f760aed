package com.necpgame.harness.slice.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.slice.edge.EventParts;
import com.necpgame.harness.slice.edge.Received;
import com.necpgame.harness.slice.edge.Visitor;
import com.necpgame.harness.wire.Json;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * A request as a REST API gives it to a function.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">The
 *     Lambda proxy integration, payload 1.0</a>
 */
final class ProxyEvent {
    private static final String API = "necpgame";

    private ProxyEvent() {}

    static ObjectNode of(Received request, Routes.Found found, Visitor visitor, String stage) {
        var resource = found.route().template().toString();
        var event = Json.object()
                .put("resource", resource)
                .put("path", request.path())
                .put("httpMethod", request.method());
        EventParts.headers(event, request);
        EventParts.query(event, request);
        variables(event, found.variables());
        event.putNull("stageVariables");
        var context = EventParts.requestContext(event, request, stage, API)
                .put("resourcePath", resource)
                .put("path", request.path())
                .put("protocol", request.protocol())
                .put("httpMethod", request.method());
        visitor.describe(context);
        body(event, request.body());
        return event;
    }

    private static void variables(ObjectNode event, Map<String, String> variables) {
        if (variables.isEmpty()) {
            event.putNull("pathParameters");
            return;
        }
        var parameters = event.putObject("pathParameters");
        variables.forEach((name, value) ->
                parameters.put(name, URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8)));
    }

    /** Text as text, anything else in base 64. */
    private static void body(ObjectNode event, byte[] body) {
        if (body.length == 0) {
            event.putNull("body").put("isBase64Encoded", false);
            return;
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            event.put("body", text.toString()).put("isBase64Encoded", false);
        } catch (CharacterCodingException e) {
            event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
        }
    }
}
