package com.necpgame.server;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The whole game on a free port over a given store, so that one process can die and another go on. */
final class GameServer extends GameClient implements AutoCloseable {
    private final EmbeddedServer server;

    private GameServer(EmbeddedServer server) {
        super(URI.create("http://127.0.0.1:" + server.getPort()));
        this.server = server;
    }

    /** @param settings name, value, name, value ... */
    static GameServer over(DynamoDbClient store, Object... settings) {
        return start(ApplicationContext.builder().singletons(store), settings);
    }

    /** The server with the store that it has by itself. */
    static GameServer in(Path folder, Object... settings) {
        var all = new Object[settings.length + 2];
        System.arraycopy(settings, 0, all, 2, settings.length);
        all[0] = "necpgame.store.path";
        all[1] = folder.toString();
        return start(ApplicationContext.builder(), all);
    }

    private static GameServer start(ApplicationContextBuilder builder, Object... settings) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "micronaut.server.port", -1,
                "micronaut.server.host", "127.0.0.1",
                "necpgame.log.format", "text",
                "necpgame.content.path", "../../content",
                "necpgame.identity.operator-secret", OPERATOR_SECRET,
                "necpgame.server.rate-limit.enabled", false,
                "necpgame.server.stop.notice", "0s",
                "necpgame.events.poll-interval", "100ms",
                "logger.levels.necpgame.access", "OFF"));
        for (int i = 0; i < settings.length; i += 2) {
            properties.put((String) settings[i], settings[i + 1]);
        }
        var context = builder.properties(properties).start();
        try {
            return new GameServer(context.getBean(EmbeddedServer.class).start());
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    <T> Collection<T> beans(Class<T> type) {
        return server.getApplicationContext().getBeansOfType(type);
    }

    /** Ends the process without a grace. */
    @Override
    public void close() {
        server.getApplicationContext().close();
    }
}
