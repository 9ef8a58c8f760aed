package com.necpgame.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.crac.Context;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the function list its module's dead letters, as an operator would, and throws the answer away. One request that
 * changes nothing goes the whole way: filters, routing, a query of the module's table over TLS, the writing of JSON.
 *
 * <p>After a snapshot nothing is renewed here: the store's client looks at a connection that has been idle before it uses
 * it, and opens another.
 */
final class Priming implements Resource {
    private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

    private final Function function;
    private final byte[] event;

    Priming(Function function, String module) {
        this.function = function;
        this.event = """
                {"httpMethod":"GET","path":"/v1/operations/%s/dead-letters","queryStringParameters":{"limit":"1"},
                 "requestContext":{"authorizer":{"claims":
                  {"sub":"priming","token_use":"access","client_id":"priming","cognito:groups":"operator"}}}}""".formatted(module).getBytes(StandardCharsets.UTF_8);
    }

    /** A function that cannot be primed still serves: whoever calls first waits a little longer. */
    void prime() {
        try {
            function.handleRequest(new ByteArrayInputStream(event), new ByteArrayOutputStream(), nobody());
        } catch (IOException | RuntimeException e) {
            LOG.warn("The function starts cold", e);
        }
    }

    /** No invocation, so nothing can be told of it; no source of events asks. */
    private static com.amazonaws.services.lambda.runtime.Context nobody() {
        return (com.amazonaws.services.lambda.runtime.Context) Proxy.newProxyInstance(
                Priming.class.getClassLoader(),
                new Class<?>[] {com.amazonaws.services.lambda.runtime.Context.class},
                (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        prime();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // See above.
    }
}
