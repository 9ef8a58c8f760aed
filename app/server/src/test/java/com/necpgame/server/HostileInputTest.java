package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.ApiClient;
import com.necpgame.platform.testkit.ApiOperation;
import com.necpgame.platform.testkit.ApiRequest;
import com.necpgame.platform.testkit.BadInput;
import com.necpgame.platform.testkit.Sample;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import com.necpgame.server.GameClient.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Every operation of the API's own document, with every way to break its request that the testkit knows. Whatever the
 * input: never a 5xx, a refusal where the document forbids it, always in the one problem shape, and nothing changes.
 */
@ExtendWith(Seeded.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputTest {
    private static final int BODY_BYTES_MAX = 256 * 1024;

    private final TemporaryDynamo store = TemporaryDynamo.open();
    private final GameServer game = GameServer.over(store.client());
    private final ApiClient api = ApiClient.to(game.uri()).describedAt("/openapi");
    private final Session player = game.guest("hostile-device");
    private final Session operator = game.operator();

    @BeforeAll
    void give() {
        var grant = Map.of("playerId", player.playerId(), "currency", "credits", "amount", 1000, "reason", "test");
        game.post(operator.token(), "/v1/grants", "give", grant).ok();
        game.post(player.token(), "/v1/purchases", "buy", Map.of("offerId", "medkit-pair", "quantity", 1))
                .ok();
        for (var path : List.of("/v1/profile", "/v1/wallet", "/v1/inventory")) {
            game.get(player.token(), path).ok();
        }
        await().until(() -> Ledgers.eventsWaiting(game) == 0);
    }

    @AfterAll
    void stop() {
        api.close();
        game.close();
        store.close();
    }

    @Test
    void whatTheDocumentForbidsIsRefusedAndChangesNothing(Seed seed) {
        var before = rows();
        var sent = 0;
        for (var operation : api.document().operations()) {
            for (var bad : broken(operation, seed)) {
                if (bad.refused()) {
                    bad.judge(send(operation, bad.request()));
                    sent++;
                }
            }
        }
        await().until(() -> Ledgers.eventsWaiting(game) == 0);
        assertThat(rows()).as("rows after %d broken requests, %s", sent, seed).isEqualTo(before);
        System.out.printf("%s: %d broken requests refused, nothing changed%n", seed, sent);
    }

    @Test
    void whatTheDocumentLeavesOpenIsNoFaultOfOurs(Seed seed) {
        var sent = 0;
        for (var operation : api.document().operations()) {
            for (var bad : broken(operation, seed)) {
                if (!bad.refused()) {
                    bad.judge(send(operation, bad.request()));
                    sent++;
                }
            }
        }
        Ledgers.check(store.client());
        System.out.printf("%s: %d odd requests answered%n", seed, sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "a.b.c",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyb290IiwiY29nbml0bzpncm91cHMiOlsib3BlcmF0b3IiXX0."
            })
    void aForgedTokenOpensNothing(String forged) {
        for (var operation : api.document().operations()) {
            if (isOpen(operation)) {
                continue;
            }
            var answer = api.anonymous()
                    .send(ApiRequest.of(operation.method(), operation.path().replaceAll("\\{[^}]*}", "x"))
                            .header("Authorization", "Bearer " + forged));
            assertThat(answer.status())
                    .as("%s %s", operation.method(), operation.path())
                    .isEqualTo(401);
        }
    }

    @Test
    void aPlayerIsNoOperator() {
        var grant = Map.of("playerId", player.playerId(), "currency", "credits", "amount", 1, "reason", "mine");

        api.as(player.token()).post("/v1/grants", grant, "k1").isRefused(403, "platform/not-allowed");
        api.as(player.token()).post("/v1/burns", grant, "k2").isRefused(403, "platform/not-allowed");
        api.as(player.token()).get("/v1/operations/economy/dead-letters").isRefused(403, "platform/not-allowed");
    }

    @Test
    void aCursorOfAnotherListOrCallerIsRefused() {
        var entries = api.as(player.token()).get("/v1/wallet/entries?limit=1").isOk();
        var cursor = entries.string("/nextCursor");
        var other = game.guest("another-hostile-device");

        api.as(player.token())
                .get("/v1/wallet/entries?limit=1&cursor=" + cursor)
                .isOk();
        api.as(player.token()).get("/v1/purchases?cursor=" + cursor).isRefused(400, "platform/cursor-invalid");
        api.as(other.token()).get("/v1/wallet/entries?cursor=" + cursor).isRefused(400, "platform/cursor-invalid");
    }

    private List<BadInput> broken(ApiOperation operation, Seed seed) {
        var random = seed.random(operation.method() + operation.path());
        var good = Sample.of(api.document(), operation);
        return BadInput.of(api.document(), operation, good, BODY_BYTES_MAX, random);
    }

    private ApiAnswer send(ApiOperation operation, ApiRequest request) {
        var caller = isOperators(operation) ? operator : player;
        return isOpen(operation)
                ? api.anonymous().send(request)
                : api.as(caller.token()).send(request);
    }

    private static boolean isOperators(ApiOperation operation) {
        return operation.path().matches("/v1/(grants|burns|operations)\\b.*");
    }

    private static boolean isOpen(ApiOperation operation) {
        return operation.path().matches("/(v1/auth|oauth|\\.well-known)/.*");
    }

    /** All that players own, past all code of ours. */
    private List<Map<String, AttributeValue>> rows() {
        var rows = new ArrayList<Map<String, AttributeValue>>();
        Map.of(
                        "economy",
                        List.of("WALLET#", "SYSTEM#", "PURCHASE#"),
                        "inventory",
                        List.of("BAG#", "MAIL#"),
                        "player",
                        List.of("P"))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(table -> table.getValue()
                        .forEach(kind -> rows.addAll(Ledgers.rows(store.client(), table.getKey(), kind))));
        return rows;
    }
}
