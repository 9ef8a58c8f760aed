package com.necpgame.lambda.socket;

import io.micronaut.json.tree.JsonNode;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

/** Clients of the APIs that hold our connections: one API, unless a function lives on while its API is replaced. */
@Singleton
public final class Gateways {
    private static final Duration ATTEMPT_TIME_MAX = Duration.ofSeconds(2);

    private final ConnectionsConfig config;
    private final Map<URI, ApiGatewayManagementApiClient> clients = new ConcurrentHashMap<>();
    private volatile @Nullable URI last;

    Gateways(ConnectionsConfig config) {
        this.config = config;
        this.last = config.connectionsEndpoint();
    }

    /** A connection of this API exists. */
    void seen(String domain, String stage) {
        if (config.connectionsEndpoint() == null) {
            last = URI.create("https://" + domain + "/" + stage);
        }
    }

    /**
     * What an event says of the connection that it began with, so that who only hears events knows where to answer.
     *
     * @param detail of an event; {@code websocket_context: {domain_name, stage}} is looked for, and may be missing
     */
    public void learn(@Nullable JsonNode detail) {
        if (detail != null && detail.isObject() && detail.get("websocket_context") instanceof JsonNode context) {
            var domain = SocketEvent.text(context, "domain_name");
            var stage = SocketEvent.text(context, "stage");
            if (domain != null && stage != null) {
                seen(domain, stage);
            }
        }
    }

    /** @throws IllegalStateException if nobody has said where the connections are */
    ApiGatewayManagementApiClient client() {
        var endpoint = last;
        if (endpoint == null) {
            throw new IllegalStateException(
                    "Where the connections are is not known: set necpgame.lambda.connections-endpoint");
        }
        return clients.computeIfAbsent(endpoint, Gateways::open);
    }

    private static ApiGatewayManagementApiClient open(URI endpoint) {
        return ApiGatewayManagementApiClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(ApiGatewayConnections.TOGETHER_MAX))
                .endpointOverride(endpoint)
                .overrideConfiguration(client -> client.apiCallAttemptTimeout(ATTEMPT_TIME_MAX)
                        .apiCallTimeout(ApiGatewayConnections.POST_TIME_MAX))
                .build();
    }

    @PreDestroy
    void close() {
        clients.values().forEach(ApiGatewayManagementApiClient::close);
    }
}
