package com.necpgame.lambda.rest;

import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What API Gateway makes an HTTP answer of.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format">Its
 *     members</a>
 */
final class ProxyAnswer {
    private ProxyAnswer() {}

    static JsonNode of(ByteBodyHttpResponse<?> response) {
        var answer = new LinkedHashMap<String, JsonNode>();
        answer.put("statusCode", JsonNode.createNumberNode(response.code()));
        putHeaders(response.getHeaders(), answer);
        putBody(response, answer);
        return JsonNode.createObjectNode(answer);
    }

    /** Where both members name a header, the gateway takes the one with all values. */
    private static void putHeaders(HttpHeaders headers, LinkedHashMap<String, JsonNode> answer) {
        var single = new LinkedHashMap<String, JsonNode>();
        var multi = new LinkedHashMap<String, JsonNode>();
        for (var name : headers.names()) {
            var values = headers.getAll(name).stream()
                    .map(JsonNode::createStringNode)
                    .toList();
            single.put(name, values.getLast());
            multi.put(name, JsonNode.createArrayNode(List.copyOf(values)));
        }
        answer.put("headers", JsonNode.createObjectNode(single));
        answer.put("multiValueHeaders", JsonNode.createObjectNode(multi));
    }

    private static void putBody(ByteBodyHttpResponse<?> response, LinkedHashMap<String, JsonNode> answer) {
        var bytes = response.byteBody().buffer().join().toByteArray();
        var isText = response.getContentType().map(ProxyAnswer::isText).orElse(true);
        var body = isText
                ? new String(bytes, StandardCharsets.UTF_8)
                : Base64.getEncoder().encodeToString(bytes);
        answer.put("body", JsonNode.createStringNode(body));
        answer.put("isBase64Encoded", JsonNode.createBooleanNode(!isText));
    }

    private static boolean isText(MediaType type) {
        var subtype = type.getSubtype();
        return type.getType().equals("text")
                || subtype.equals("json")
                || subtype.endsWith("+json")
                || subtype.equals("xml")
                || subtype.endsWith("+xml");
    }
}
