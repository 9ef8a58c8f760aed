package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.testkit.DynamoInterceptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What the operator's page says of dead letters, followed word by word after a store that was down for a while. */
class OperationsTest {
    private static final Path PAGE = SourceTree.ROOT.resolve("docs/operations.md");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LETTERS = 3;

    @Test
    void deadLettersCanBeSeenAndSentAgain() throws IOException {
        Shell.assumeCurl();
        var page = Tour.of(Files.readString(PAGE), "Dead letters");
        try (var store = TemporaryDynamo.open();
                var shell = new Shell()) {
            payWithoutRelay(store.client());
            failUntilDead(store);
            try (var server = Tour.onFreePort(port -> GameServer.over(
                    store.client(),
                    "micronaut.server.port",
                    port,
                    "necpgame.identity.operator-secret",
                    page.operatorSecret()))) {
                assertThat(page.steps()).hasSizeGreaterThan(4);
                page.steps()
                        .forEach(step -> Tour.check(step, shell, server.uri().getPort()));
                assertThat(Ledgers.deadLetters(store.client())).isEmpty();
            }
        }
    }

    private static void payWithoutRelay(DynamoDbClient store) {
        try (var server = GameServer.over(store, "necpgame.relay.enabled", false)) {
            var player = server.guest("a-device-that-waits");
            var operator = server.operator().token();
            server.post(
                            operator,
                            "/v1/grants",
                            "g",
                            Map.of(
                                    "playerId",
                                    player.playerId(),
                                    "currency",
                                    "credits",
                                    "amount",
                                    1000,
                                    "reason",
                                    "test"))
                    .ok();
            for (int i = 0; i < LETTERS; i++) {
                server.post(player.token(), "/v1/purchases", "p" + i, Map.of("offerId", "medkit-pair", "quantity", 1))
                        .ok();
            }
        }
    }

    private static void failUntilDead(TemporaryDynamo store) {
        var failing = DynamoInterceptor.around(store.client(), call -> {
            if (call.request() instanceof TransactWriteItemsRequest) {
                throw ProvisionedThroughputExceededException.builder()
                        .message("The level of configured provisioned throughput for the table was exceeded")
                        .build();
            }
            return call.proceed();
        });
        try (var server = GameServer.over(
                failing,
                "necpgame.content.seed-at-start",
                false,
                "necpgame.transactions.attempts-max",
                1,
                "necpgame.events.backoff-max",
                "50ms")) {
            await("dead letters").atMost(PATIENCE).until(() -> Ledgers.eventsWaiting(server) == 0);
            assertThat(Ledgers.deadLetters(store.client())).hasSize(LETTERS);
        }
    }
}
