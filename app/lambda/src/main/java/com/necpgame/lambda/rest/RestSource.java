package com.necpgame.lambda.rest;

import com.amazonaws.services.lambda.runtime.Context;
import com.necpgame.lambda.EventSource;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;

/**
 * API Gateway's REST APIs: a request to a controller.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">The
 *     Lambda proxy integration, payload 1.0</a>
 */
@Singleton
final class RestSource implements EventSource {
    private final JsonMapper json;
    private final Controllers controllers;
    private final ConversionService conversions;
    private final long bodyBytesMax;

    RestSource(
            JsonMapper json, Controllers controllers, ConversionService conversions, HttpServerConfiguration server) {
        this.json = json;
        this.controllers = controllers;
        this.conversions = conversions;
        this.bodyBytesMax = server.getMaxRequestSize();
    }

    @Override
    public boolean sends(JsonNode event) {
        return event.get("requestContext") != null && event.get("httpMethod") != null;
    }

    @Override
    public void handle(JsonNode event, Context context, OutputStream answer) throws IOException {
        var request = new RestRequest(new ProxyEvent(event), conversions, bodyBytesMax);
        json.writeValue(answer, ProxyAnswer.of(controllers.answer(request)));
    }
}
