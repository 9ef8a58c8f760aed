package com.necpgame.lambda;

import com.necpgame.platform.runtime.GameModules;
import com.necpgame.platform.runtime.RestingContext;
import com.necpgame.platform.runtime.event.EventPattern;
import com.necpgame.platform.runtime.event.Listens;
import com.necpgame.platform.runtime.recurring.Recurring;
import com.necpgame.platform.runtime.socket.SocketRoute;
import com.necpgame.platform.runtime.store.EnabledModules;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.context.env.PropertySource;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Prints what the function of this class path serves, as one line of JSON on standard output: for the gateway, the rules
 * of the bus and the schedule that lead to it. Opens no store and starts no work.
 *
 * <pre>
 *  {"module":"economy",
 *   "routes":[{"method":"GET","path":"/v1/wallet","secured":true}],
 *   "sockets":["/voice"],
 *   "listeners":[{"name":"WalletOpening","type":"PlayerRegistered","pattern":{"detail-type":["PlayerRegistered"]}}],
 *   "recurring":[{"name":"ClaimSweep","everySeconds":5.0}]}
 * </pre>
 */
public final class Describe {
    private static final Comparator<JsonNode> BY_TEXT = Comparator.comparing(Describe::text);

    private static final String OURS = "com.necpgame.";

    private final ApplicationContext beans;
    private final JsonMapper json;
    private final String module;

    private Describe(ApplicationContext beans) {
        this.beans = beans;
        this.json = beans.getBean(JsonMapper.class);
        this.module = only(beans.getBean(EnabledModules.class));
    }

    public static void main(String[] arguments) {
        var out = System.out;
        // Whatever else is said belongs to the log.
        System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        out.println(line(Map.of()));
        out.flush();
    }

    static String line(Map<String, Object> settings) {
        try (var beans = new RestingContext(Function.settings(), PropertySource.of("arguments", settings))) {
            beans.registerBeanDefinition(RuntimeBeanDefinition.builder(DynamoDbClient.class, NoStore::new)
                    .singleton(true)
                    .build());
            var describe = new Describe(beans.start());
            return new String(describe.json.writeValueAsBytes(describe.slice()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String only(EnabledModules modules) {
        if (modules.names().size() != 1) {
            throw new IllegalStateException("A function is of one module, but here are " + modules.names());
        }
        return modules.names().iterator().next();
    }

    private JsonNode slice() {
        return object(
                "module", JsonNode.createStringNode(module),
                "routes", array(routes().map(this::route)),
                "sockets",
                        array(beans.getBeansOfType(SocketRoute.class).stream().map(this::socket)),
                "listeners",
                        array(beans.getBeanDefinitions(Argument.of(Listens.class)).stream()
                                .map(this::listener)),
                "recurring",
                        array(beans.getBeansOfType(Recurring.class).stream().map(this::due)));
    }

    /** The framework has some of its own, which nothing of ours leads to. */
    private Stream<UriRouteInfo<?, ?>> routes() {
        return beans.getBean(Router.class)
                .uriRoutes()
                .filter(route -> route.getDeclaringType().getName().startsWith(OURS));
    }

    /** What the platform serves for every module is told here as this module's. */
    private JsonNode route(UriRouteInfo<?, ?> route) {
        var path = route.getUriMatchTemplate().toPathString();
        return object(
                "method", JsonNode.createStringNode(route.getHttpMethodName()),
                "path", JsonNode.createStringNode(isOurs(route) ? path : path.replace("{module}", module)),
                "secured", JsonNode.createBooleanNode(isSecured(route)));
    }

    private boolean isOurs(UriRouteInfo<?, ?> route) {
        return GameModules.of(route.getDeclaringType()).equals(module);
    }

    private static boolean isSecured(UriRouteInfo<?, ?> route) {
        return !Arrays.asList(route.getAnnotationMetadata().stringValues(Secured.class))
                .contains(SecurityRule.IS_ANONYMOUS);
    }

    private JsonNode socket(SocketRoute route) {
        return JsonNode.createStringNode(route.path());
    }

    @SuppressWarnings("rawtypes") // as the beans of a raw type come
    private JsonNode listener(BeanDefinition<Listens> definition) {
        var name = definition.getBeanType().getSimpleName();
        var type =
                definition.getTypeArguments(Listens.class).getFirst().getType().getSimpleName();
        return object(
                "name", JsonNode.createStringNode(name),
                "type", JsonNode.createStringNode(type),
                "pattern", pattern(definition.getBeanType(), type));
    }

    private JsonNode pattern(Class<?> listener, String type) {
        var text = EventPattern.json(listener);
        if (text == null) {
            return object("detail-type", JsonNode.createArrayNode(List.of(JsonNode.createStringNode(type))));
        }
        try {
            return json.readValue(text, Argument.of(JsonNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode due(Recurring work) {
        return object(
                "name", JsonNode.createStringNode(work.getClass().getSimpleName()),
                "everySeconds", JsonNode.createNumberNode(seconds(work.every())));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    private static JsonNode object(Object... members) {
        var values = new LinkedHashMap<String, JsonNode>();
        for (int i = 0; i < members.length; i += 2) {
            values.put((String) members[i], (JsonNode) members[i + 1]);
        }
        return JsonNode.createObjectNode(values);
    }

    private static JsonNode array(Stream<JsonNode> elements) {
        return JsonNode.createArrayNode(elements.distinct().sorted(BY_TEXT).toList());
    }

    private static String text(JsonNode node) {
        return String.valueOf(node.getValue());
    }

    /** Every call of it fails. */
    private static final class NoStore implements DynamoDbClient {
        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // There is nothing open.
        }
    }
}
