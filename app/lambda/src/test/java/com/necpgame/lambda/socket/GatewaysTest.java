package com.necpgame.lambda.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.lambda.RunningFunction;
import io.micronaut.json.tree.JsonNode;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewaysTest {
    private final RunningFunction function = new RunningFunction(Map.of());
    private final Gateways gateways = new Gateways(new ConnectionsConfig(null));

    @AfterEach
    void close() {
        gateways.close();
        function.close();
    }

    @Test
    void whoWasToldOfNoConnectionKnowsNoGateway() {
        gateways.learn(null);
        gateways.learn(JsonNode.createObjectNode(Map.of("bell", JsonNode.createStringNode("big"))));

        assertThatThrownBy(gateways::client).hasMessageContaining("necpgame.lambda.connections-endpoint");
    }

    @Test
    void theLastConnectionSaysWhere() {
        gateways.seen("old.example", "live");
        gateways.seen("api.example", "live");

        assertThat(endpoint(gateways)).contains(URI.create("https://api.example/live"));
        assertThat(gateways.client()).isSameAs(gateways.client());
    }

    @Test
    void anEventSaysWhereItBegan() {
        var context = JsonNode.createObjectNode(Map.of(
                "domain_name", JsonNode.createStringNode("api.example"), "stage", JsonNode.createStringNode("live")));

        gateways.learn(JsonNode.createObjectNode(Map.of("websocket_context", context)));

        assertThat(endpoint(gateways)).contains(URI.create("https://api.example/live"));
    }

    @Test
    void aSettingOverrulesBoth() {
        var set = function.bean(Gateways.class);

        set.seen("api.example", "live");

        assertThat(endpoint(set)).contains(URI.create(function.connections.endpoint() + "/live"));
    }

    private static java.util.Optional<URI> endpoint(Gateways gateways) {
        return gateways.client().serviceClientConfiguration().endpointOverride();
    }
}
