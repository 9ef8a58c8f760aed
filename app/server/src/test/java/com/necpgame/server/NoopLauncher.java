package com.necpgame.server;

import com.necpgame.platform.embedded.TemporaryDynamo;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * Starts the server on a store that does nothing for what a benchmark measures: transfers and purchases are
 * acknowledged and forgotten, a read that was answered once is answered from memory. What is left is the app's own cost.
 */
public final class NoopLauncher {
    private NoopLauncher() {}

    public static void main(String[] arguments) {
        Necpgame.start(arguments, noop(TemporaryDynamo.open().client()));
    }

    private static DynamoDbClient noop(DynamoDbClient store) {
        Map<Object, Object> answered = new ConcurrentHashMap<>();
        return (DynamoDbClient) Proxy.newProxyInstance(
                NoopLauncher.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (_, method, arguments) -> {
                    var request = arguments == null ? null : arguments[0];
                    if (request instanceof TransactWriteItemsRequest write && isMeasured(write)) {
                        return TransactWriteItemsResponse.builder().build();
                    }
                    if (request instanceof GetItemRequest || request instanceof QueryRequest) {
                        var known = answered.get(request);
                        if (known == null) {
                            known = call(store, method, arguments);
                            if (isFound(known)) {
                                answered.put(request, known);
                            }
                        }
                        return known;
                    }
                    return call(store, method, arguments);
                });
    }

    /** What is not there yet may come. */
    private static boolean isFound(Object answer) {
        return answer instanceof GetItemResponse got ? got.hasItem() : ((QueryResponse) answer).count() > 0;
    }

    private static boolean isMeasured(TransactWriteItemsRequest write) {
        return write.transactItems().stream()
                .filter(item -> item.put() != null)
                .map(item -> item.put().item().get("sk"))
                .anyMatch(key -> key != null
                        && (key.s().startsWith("POST /v1/transfers") || key.s().startsWith("POST /v1/purchases")));
    }

    private static Object call(DynamoDbClient store, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
