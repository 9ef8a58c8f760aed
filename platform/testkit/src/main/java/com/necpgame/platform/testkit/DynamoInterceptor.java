package com.necpgame.platform.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Stands between a caller and a store: every operation of the client comes by here once, however it was spelled. */
@FunctionalInterface
public interface DynamoInterceptor {
    /** Answers the call: by {@link Call#proceed()}, or in its own way, or by throwing what a store would throw. */
    DynamoDbResponse intercept(Call call);

    /**
     * One operation on its way to the store.
     *
     * @param operation the operation's name as DynamoDB spells it, like {@code TransactWriteItems}
     * @param onward sends a request of this operation to the store
     */
    record Call(String operation, DynamoDbRequest request, Function<DynamoDbRequest, DynamoDbResponse> onward) {
        /** Sends the request as it came. */
        public DynamoDbResponse proceed() {
            return onward.apply(request);
        }

        /** Sends another request of the same operation in its place. */
        public DynamoDbResponse proceed(DynamoDbRequest changed) {
            return onward.apply(changed);
        }
    }

    /**
     * A client of the store that asks the interceptor first. Closing it does not close the store, which belongs to
     * whoever made it.
     */
    static DynamoDbClient around(DynamoDbClient store, DynamoInterceptor interceptor) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoInterceptor.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                new Handler(store, interceptor));
    }

    /** Tells the operations of the client from the methods that only lead to one, such as paginators. */
    final class Handler implements InvocationHandler {
        private final DynamoDbClient store;
        private final DynamoInterceptor interceptor;

        private Handler(DynamoDbClient store, DynamoInterceptor interceptor) {
            this.store = store;
            this.interceptor = interceptor;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // the proxy equals itself only, as any client does
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (arguments != null && isOperation(method)) {
                return interceptor.intercept(new Call(operation(method), (DynamoDbRequest) arguments[0], request ->
                        (DynamoDbResponse) send(method, request)));
            }
            return switch (method.getName()) {
                case "close" -> null;
                case "serviceName" -> DynamoDbClient.SERVICE_NAME;
                case "waiter" ->
                    DynamoDbWaiter.builder().client((DynamoDbClient) proxy).build();
                case "serviceClientConfiguration" -> store.serviceClientConfiguration();
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "toString" -> interceptor + " over " + store;
                // Consumers of builders, shortcuts without arguments, paginators: each ends in an operation of the
                // proxy.
                default -> InvocationHandler.invokeDefault(proxy, method, arguments);
            };
        }

        private Object send(Method method, DynamoDbRequest request) {
            try {
                return method.invoke(store, request);
            } catch (InvocationTargetException e) {
                throw Handler.<RuntimeException>asItIs(e.getCause() == null ? e : e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        private static boolean isOperation(Method method) {
            var parameters = method.getParameterTypes();
            return parameters.length == 1
                    && DynamoDbRequest.class.isAssignableFrom(parameters[0])
                    && DynamoDbResponse.class.isAssignableFrom(method.getReturnType());
        }

        private static String operation(Method method) {
            var name = method.getName();
            return Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }

        /** The store's own exception, be it checked or not: callers must see what they would see without us. */
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private static <X extends Throwable> X asItIs(Throwable thrown) throws X {
            throw (X) thrown;
        }
    }
}
