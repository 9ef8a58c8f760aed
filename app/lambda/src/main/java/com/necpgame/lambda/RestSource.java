package com.necpgame.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.proxy.payload1.ApiGatewayProxyRequestEventFunction;
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
    private final ApiGatewayProxyRequestEventFunction controllers;

    RestSource(ApplicationContext context, JsonMapper json) {
        this.json = json;
        this.controllers = new ApiGatewayProxyRequestEventFunction(context);
    }

    @Override
    public boolean sends(JsonNode event) {
        return event.get("requestContext") != null && event.get("httpMethod") != null;
    }

    @Override
    public void handle(JsonNode event, Context context, OutputStream answer) throws IOException {
        var request = json.readValueFromTree(event, APIGatewayProxyRequestEvent.class);
        json.writeValue(answer, controllers.handleRequest(request, context));
    }
}
