package com.necpgame.platform.embedded.door;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.utils.builder.Buildable;

/** What DynamoDB can be asked, by name: every method of the SDK's client that takes a request and gives a response. */
final class Operations {
    private static final String TARGET = "DynamoDB_20120810.";

    private final DynamoDbClient store;
    private final Map<String, Operation> byTarget;

    Operations(DynamoDbClient store) {
        this.store = store;
        this.byTarget = Arrays.stream(DynamoDbClient.class.getMethods())
                .filter(Operations::takesOneRequest)
                .map(Operation::new)
                .collect(Collectors.toUnmodifiableMap(Operation::target, Function.identity()));
    }

    private static boolean takesOneRequest(Method method) {
        return method.getParameterCount() == 1
                && DynamoDbRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                && DynamoDbResponse.class.isAssignableFrom(method.getReturnType());
    }

    /**
     * The operation that the header {@code X-Amz-Target} names.
     *
     * @throws Refused if it names none
     */
    Operation named(@Nullable String target) {
        var operation = target == null ? null : byTarget.get(target);
        if (operation == null) {
            throw unknown(target == null ? "The header X-Amz-Target is missing" : "There is no such operation");
        }
        return operation;
    }

    private static Refused unknown(String message) {
        return Refused.because("UnknownOperationException", message);
    }

    /** One of them. */
    final class Operation {
        private final Method method;
        private final Method builder;

        private Operation(Method method) {
            this.method = method;
            try {
                this.builder = method.getParameterTypes()[0].getMethod("builder");
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }

        private String target() {
            return TARGET
                    + Character.toUpperCase(method.getName().charAt(0))
                    + method.getName().substring(1);
        }

        /**
         * Asks the store.
         *
         * @throws Refused if the JSON is no such request, or the store has no such operation
         * @throws RuntimeException what the store throws
         */
        SdkPojo ask(byte[] json) {
            var request = (SdkPojo) call(builder, null);
            PojoReader.read(json, request);
            try {
                return (SdkPojo) call(method, store, ((Buildable) request).build());
            } catch (UnsupportedOperationException e) {
                throw isDeliberate(e) ? unknown(method.getName() + " is not supported by this store") : e;
            }
        }

        /** A store says that it lacks an operation, or inherits the SDK's default, which throws. The rest is a defect. */
        private static boolean isDeliberate(UnsupportedOperationException e) {
            var trace = e.getStackTrace();
            return e.getMessage() != null
                    || (trace.length > 0 && trace[0].getClassName().equals(DynamoDbClient.class.getName()));
        }

        private static Object call(Method method, @Nullable Object target, Object... arguments) {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw unchecked(e);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        private static RuntimeException unchecked(InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            return e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e);
        }
    }
}
