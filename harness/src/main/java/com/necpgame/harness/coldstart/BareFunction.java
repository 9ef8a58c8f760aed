package com.necpgame.harness.coldstart;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The least that a function with a store can be: one class, the AWS SDK with the client that slices have, one read. */
public final class BareFunction implements RequestStreamHandler {
    private final DynamoDbClient store = DynamoDbClient.builder()
            .httpClientBuilder(ApacheHttpClient.builder())
            .endpointOverride(URI.create(System.getenv("NECPGAME_STORE_ENDPOINT")))
            .build();

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        in.readAllBytes();
        var item = store.getItem(request -> request.tableName("economy")
                .key(Map.of(
                        "pk", AttributeValue.fromS("WALLET#" + context.getAwsRequestId()),
                        "sk", AttributeValue.fromS("OPENED"))));
        out.write("{\"statusCode\":%d}".formatted(item.hasItem() ? 200 : 404).getBytes(StandardCharsets.UTF_8));
    }
}
