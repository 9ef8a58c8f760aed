package com.necpgame.platform.runtime;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.testkit.MutableClock;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The counting module on a real server with a store that outlives restarts. */
public final class Running implements AutoCloseable {
    public final MutableClock clock = MutableClock.at(Instant.parse("2026-11-20T10:00:00Z"));
    private final TemporaryDynamo store = TemporaryDynamo.open();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Object> properties = new HashMap<>();
    private EmbeddedServer server;

    public Running(Map<String, Object> properties) {
        this.properties.put("micronaut.server.port", -1);
        this.properties.put("necpgame.relay.enabled", "true");
        this.properties.put("necpgame.events.backoff-base", "1ms");
        this.properties.put("necpgame.events.poll-interval", "50ms");
        this.properties.putAll(properties);
        this.server = start(store.client());
    }

    public DynamoDbClient store() {
        return store.client();
    }

    /** Stops the process and starts another over the same store. */
    public void restart() {
        restart(store.client());
    }

    public void restart(DynamoDbClient client) {
        server.close();
        server = start(client);
    }

    private EmbeddedServer start(DynamoDbClient client) {
        return ApplicationContext.builder()
                .properties(properties)
                .singletons(clock)
                .beanDefinitions(io.micronaut.context.RuntimeBeanDefinition.builder(DynamoDbClient.class, () -> client)
                        .exposedTypes(DynamoDbClient.class)
                        .singleton(true)
                        .build())
                .start()
                .getBean(EmbeddedServer.class)
                .start();
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    public HttpResponse<String> post(String path, String subject, String key, String body) {
        var request = HttpRequest.newBuilder(URI.create(server.getURI() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!subject.isEmpty()) {
            request.header("Authorization", "Test " + subject);
        }
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return send(request.build());
    }

    public HttpResponse<String> send(String method, String path, String subject) {
        return send(HttpRequest.newBuilder(URI.create(server.getURI() + path))
                .header("Authorization", "Test " + subject)
                .method(method, BodyPublishers.noBody())
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        http.close();
        store.close();
    }
}
