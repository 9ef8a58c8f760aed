package com.necpgame.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.necpgame.platform.runtime.RecordedServices;
import com.necpgame.platform.runtime.store.EnabledModules;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.PropertiesPropertySourceLoader;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.SystemPropertiesPropertySource;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Objects;
import org.crac.Core;

/**
 * The handler of every function. Which module it serves is a matter of its class path, and what it does of the shape of
 * the event: each {@link EventSource} knows its own.
 */
public final class Function implements RequestStreamHandler {
    /** Set by Lambda: how this instance comes to be. */
    private static final String INITIALIZATION = "AWS_LAMBDA_INITIALIZATION_TYPE";

    private static final String SNAP_START = "snap-start";

    private static final String DEFAULTS = "function.properties";

    private final JsonMapper json;
    private final Collection<EventSource> sources;
    private final Collection<Afterwards> afterwards;
    /** Whoever takes snapshots refers to it weakly. */
    private final Priming priming;

    /** Called once by the Lambda runtime, in the init phase. */
    public Function() {
        this(start());
    }

    Function(ApplicationContext context) {
        json = context.getBean(JsonMapper.class);
        sources = context.getBeansOfType(EventSource.class);
        afterwards = context.getBeansOfType(Afterwards.class);
        priming = new Priming(
                this, String.join(",", context.getBean(EnabledModules.class).names()));
        if (context.getBean(PrimeConfig.class).prime()) {
            priming.prime();
        }
        if (SNAP_START.equals(System.getenv(INITIALIZATION))) {
            Core.getGlobalContext().register(priming);
        }
    }

    private static ApplicationContext start() {
        RecordedServices.useOrNote(Needs::isNeeded);
        return settings().build().start();
    }

    /** Singletons are made when something asks for them, as is the framework's configuration. Ours is {@code @Context}: a wrong value fails the init phase. */
    static ApplicationContextBuilder settings() {
        return ApplicationContext.builder(Environment.FUNCTION, "lambda")
                .banner(false)
                .deduceCloudEnvironment(false)
                .enableDefaultPropertySources(false)
                .bootstrapEnvironment(false)
                .propertySources(defaults(), new EnvironmentPropertySource(), new SystemPropertiesPropertySource())
                .eagerInitSingletons(false);
    }

    /** The one file that there is. The framework would look for others, of every kind and in every jar, in each cold start. */
    private static PropertySource defaults() {
        try (var in = Objects.requireNonNull(Function.class.getResourceAsStream(DEFAULTS))) {
            var values = new PropertiesPropertySourceLoader().read(DEFAULTS, in);
            return PropertySource.of(DEFAULTS, values, EnvironmentPropertySource.POSITION - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if nothing that we know of sends such events */
    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        var event = json.readValue(in, Argument.of(JsonNode.class));
        for (var source : sources) {
            if (source.sends(event)) {
                handle(source, event, context, out);
                return;
            }
        }
        throw new IllegalArgumentException("an event of no known shape");
    }

    private void handle(EventSource source, JsonNode event, Context context, OutputStream out) throws IOException {
        try {
            source.handle(event, context, out);
        } finally {
            afterwards.forEach(Afterwards::finish);
        }
    }
}
