package com.necpgame.economy;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.contracts.ItemQuantity;
import com.necpgame.contracts.PlayerId;
import com.necpgame.contracts.inventory.ItemsGranted;
import com.necpgame.contracts.player.PlayerJoined;
import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.ApiClient;
import com.necpgame.platform.testkit.ApiRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EconomyHttpTest {
    private Economy economy;

    @BeforeAll
    void start() {
        economy = new Economy();
    }

    @AfterAll
    void stop() {
        economy.close();
    }

    @Test
    void aNewPlayersWalletHoldsNothingOfEachCurrency() {
        var wallet = as("new").get("/v1/wallet");

        assertThat(wallet.status()).isEqualTo(200);
        assertThat(wallet.string("/playerId")).isEqualTo("plr_new");
        assertThat(wallet.json("/balances")).hasSize(2).allSatisfy(balance -> {
            assertThat(balance.at("/available").asLong(-1)).isZero();
            assertThat(balance.at("/held").asLong(-1)).isZero();
        });
        assertThat(wallet.json("/balances")
                        .valueStream()
                        .map(balance -> balance.at("/currency").asString()))
                .containsExactly("gem", "gold");
    }

    @Test
    void aGrantMakesMoneyForSomebodyWhoHasNotComeYet() {
        var granted = economy.grant("granted", "gold", 70);

        assertThat(granted.status()).isEqualTo(201);
        assertThat(granted.string("/id")).startsWith("txn_");
        assertThat(granted.string("/playerId")).isEqualTo("plr_granted");
        assertThat(granted.number("/amount")).isEqualTo(70);
        assertThat(granted.string("/reason")).isEqualTo("for the test");
        assertThat(economy.balance("granted", "gold")).isEqualTo(70);
        assertThat(entries("granted")).containsExactly("GRANT gold 70 MINT " + granted.string("/id"));
        assertThat(economy.told("plr_granted")).containsExactly("CurrencyGranted");
    }

    @Test
    void aBurnTakesMoneyOutOfTheWorld() {
        economy.open("burned", "gold", 70);

        var burned =
                economy.server.asOperator().post("/v1/burns", Economy.correction("burned", "gold", 30), economy.key());

        assertThat(burned.status()).isEqualTo(201);
        assertThat(economy.balance("burned", "gold")).isEqualTo(40);
        assertThat(entries("burned").getFirst()).isEqualTo("BURN gold -30 SINK " + burned.string("/id"));
        assertThat(economy.told("plr_burned")).containsExactly("CurrencyGranted", "CurrencyBurned");
    }

    @Test
    void aTransferMovesMoneyAndBothSeeIt() {
        economy.open("giver", "gem", 50);
        as("taker").get("/v1/wallet");

        var moved = economy.transfer("giver", "taker", "gem", 20);

        assertThat(moved.status()).isEqualTo(201);
        assertThat(moved.string("/from")).isEqualTo("plr_giver");
        assertThat(moved.string("/to")).isEqualTo("plr_taker");
        assertThat(moved.number("/amount")).isEqualTo(20);
        assertThat(economy.balance("giver", "gem")).isEqualTo(30);
        assertThat(economy.balance("taker", "gem")).isEqualTo(20);
        assertThat(entries("giver").getFirst()).isEqualTo("TRANSFER gem -20 plr_taker " + moved.string("/id"));
        assertThat(entries("taker")).containsExactly("TRANSFER gem 20 plr_giver " + moved.string("/id"));
        assertThat(economy.told(moved.string("/id"))).hasSize(1);
    }

    @Test
    void aPlayerWhoHasOnlyJoinedCanBePaid() {
        economy.open("patron", "gold", 5);
        for (int i = 0; i < 10; i++) {
            economy.hear("joined-1", "player", new PlayerJoined(new PlayerId("plr_joined")));
        }

        assertThat(economy.transfer("patron", "joined", "gold", 5).status()).isEqualTo(201);
        assertThat(economy.balance("joined", "gold")).isEqualTo(5);
    }

    @Test
    void entriesComeNewestFirstInPagesForTheirOwnerOnly() {
        IntStream.rangeClosed(1, 5).forEach(amount -> economy.open("reader", "gold", amount));

        var first = as("reader").get("/v1/wallet/entries?limit=2");
        var second = as("reader").get("/v1/wallet/entries?limit=2&cursor=" + first.string("/nextCursor"));
        var third = as("reader").get("/v1/wallet/entries?limit=2&cursor=" + second.string("/nextCursor"));

        assertThat(Stream.of(first, second, third)
                        .flatMap(page -> page.json("/items").valueStream())
                        .map(entry -> entry.at("/amount").asLong()))
                .containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(third.json("/nextCursor").isNull()).isTrue();
        assertThat(as("stranger")
                        .get("/v1/wallet/entries?cursor=" + first.string("/nextCursor"))
                        .outcome())
                .isEqualTo("400 platform/cursor-invalid");
        assertThat(as("reader")
                        .get("/v1/purchases?cursor=" + first.string("/nextCursor"))
                        .outcome())
                .isEqualTo("400 platform/cursor-invalid");
        assertThat(as("stranger").get("/v1/wallet/entries").json("/items")).isEmpty();
    }

    @Test
    void offersAreWhatTheContentSays() {
        var offers = as("shopper").get("/v1/offers");

        assertThat(offers.json("/items")
                        .valueStream()
                        .map(offer -> offer.at("/id").asString()))
                .containsExactly("arrows", "earlier", "hero-kit", "later", "now");
        assertThat(offers.json("/items/0")).isEqualTo(json("""
                {"id": "arrows", "name": "Thirty Arrows", "price": {"currency": "gold", "amount": 15},
                 "grants": [{"item": "arrow", "quantity": 30}], "quantityMax": 10}"""));
        assertThat(offers.json("/nextCursor").isNull()).isTrue();
    }

    /** Its first instant belongs to a time of sale, its end does not. */
    @Test
    void anOfferIsSoldInItsTime() {
        try (var shop = new Economy()) {
            shop.open("ada", "gold", 100);

            shop.purchase("ada", "now", 1).isCreated();
            shop.purchase("ada", "later", 1).isRefused(409, "economy/offer-not-on-sale");
            shop.server.clock().set(Instant.parse("2026-11-21T00:00:00Z"));
            shop.purchase("ada", "now", 1).isRefused(409, "economy/offer-not-on-sale");
            shop.purchase("ada", "later", 1).isCreated();
        }
    }

    @Test
    void aPurchaseIsPaidAtOnceAndDeliveredByEvent() {
        economy.open("buyer", "gem", 100);

        var bought = economy.purchase("buyer", "hero-kit", 2);
        var id = bought.string("/id");

        assertThat(bought.status()).isEqualTo(201);
        assertThat(id).startsWith("pur_");
        assertThat(bought.string("/status")).isEqualTo("PAID");
        assertThat(bought.json("/price")).isEqualTo(json("{\"currency\": \"gem\", \"amount\": 80}"));
        assertThat(bought.json("/items"))
                .isEqualTo(json("[{\"item\": \"sword\", \"quantity\": 2}, {\"item\": \"potion\", \"quantity\": 10}]"));
        assertThat(economy.balance("buyer", "gem")).isEqualTo(20);
        assertThat(entries("buyer").getFirst()).isEqualTo("PURCHASE gem -80 STORE " + id);
        assertThat(economy.told("plr_buyer")).containsExactly("CurrencyGranted", "PurchasePaid");
        assertThat(as("buyer").get("/v1/purchases/" + id).json()).isEqualTo(bought.json());

        for (int i = 0; i < 10; i++) {
            economy.hear("granted-" + id, "inventory", granted("plr_buyer", id));
        }

        assertThat(as("buyer").get("/v1/purchases/" + id).string("/status")).isEqualTo("DELIVERED");
    }

    @Test
    void itemsForSomethingElseThanAPurchaseAreNoneOfItsBusiness() {
        economy.hear("granted-quest", "inventory", granted("plr_buyer", "quest-7"));

        assertThat(as("buyer").get("/v1/purchases/quest-7").outcome()).isEqualTo("404 economy/purchase-not-found");
        assertThat(economy.server
                        .asOperator()
                        .get("/v1/operations/economy/dead-letters")
                        .json("/items"))
                .isEmpty();
    }

    @Test
    void purchasesComeNewestFirstInPages() {
        economy.open("collector", "gold", 60);
        var ids = IntStream.range(0, 3)
                .mapToObj(i -> economy.purchase("collector", "arrows", 1).string("/id"))
                .toList();

        var first = as("collector").get("/v1/purchases?limit=2");
        var second = as("collector").get("/v1/purchases?limit=2&cursor=" + first.string("/nextCursor"));

        assertThat(Stream.of(first, second)
                        .flatMap(page -> page.json("/items").valueStream())
                        .map(purchase -> purchase.at("/id").asString()))
                .containsExactlyElementsOf(ids.reversed());
        assertThat(second.json("/nextCursor").isNull()).isTrue();
    }

    @Test
    void aRepetitionGetsTheFirstAnswerAndHasNoEffect() {
        economy.open("repeats", "gold", 100);
        as("other").get("/v1/wallet");
        var operator = economy.server.asOperator();
        var repeats = as("repeats");

        assertReplays(key -> operator.post("/v1/grants", Economy.correction("repeats", "gold", 7), key));
        assertReplays(key -> operator.post("/v1/burns", Economy.correction("repeats", "gold", 7), key));
        assertReplays(key -> repeats.post("/v1/transfers", Economy.transfer("other", "gold", 7), key));
        assertReplays(key -> repeats.post("/v1/purchases", Economy.purchase("arrows", 1), key));
        assertThat(economy.balance("repeats", "gold")).isEqualTo(100 + 7 - 7 - 7 - 15);
    }

    /** What the first request spent is no reason to refuse its repetition. */
    @Test
    void aRepetitionIsAnsweredThoughTheMoneyIsGone() {
        economy.open("spent", "gold", 15);

        assertReplays(key -> as("spent").post("/v1/purchases", Economy.purchase("arrows", 1), key));
        assertThat(economy.balance("spent", "gold")).isZero();
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        economy.open("reuses", "gold", 100);
        as("other").get("/v1/wallet");
        as("reuses").post("/v1/transfers", Economy.transfer("other", "gold", 7), "reused");

        assertThat(as("reuses")
                        .post("/v1/transfers", Economy.transfer("other", "gold", 8), "reused")
                        .outcome())
                .isEqualTo("409 platform/idempotency-key-reused");
        assertThat(economy.balance("reuses", "gold")).isEqualTo(93);
    }

    @Test
    void whateverChangesValueNeedsAKey() {
        var operator = economy.server.asOperator();

        assertThat(Stream.of(
                        operator.post("/v1/grants", Economy.correction("ada", "gold", 7)),
                        operator.post("/v1/burns", Economy.correction("ada", "gold", 7)),
                        as("ada").post("/v1/transfers", Economy.transfer("other", "gold", 7)),
                        as("ada").post("/v1/purchases", Economy.purchase("arrows", 1))))
                .extracting(ApiAnswer::outcome)
                .containsOnly("400 platform/idempotency-key-missing");
    }

    @Test
    void eachRouteHasItsCallers() {
        var operator = economy.server.asOperator();
        var correction = Economy.correction("ada", "gold", 7);

        assertThat(Stream.of("/v1/wallet", "/v1/wallet/entries", "/v1/offers", "/v1/purchases", "/v1/purchases/pur_1")
                        .map(path -> economy.server.asNobody().get(path).status()))
                .containsOnly(401);
        assertThat(Stream.of(
                        as("ada").post("/v1/grants", correction, economy.key()),
                        economy.server.asGameServer().post("/v1/burns", correction, economy.key()),
                        operator.get("/v1/wallet"),
                        operator.get("/v1/wallet/entries"),
                        operator.post("/v1/transfers", Economy.transfer("ada", "gold", 7), economy.key()),
                        operator.post("/v1/purchases", Economy.purchase("arrows", 1), economy.key()),
                        operator.get("/v1/purchases"),
                        operator.get("/v1/purchases/pur_1")))
                .extracting(ApiAnswer::outcome)
                .containsOnly("403 platform/not-allowed");
    }

    /** Why, in the catalogue's order; how to meet it. {@code poor} has 10 gold, {@code rich} as much as a wallet holds. */
    private record Refused(EconomyProblem problem, String when, Function<Economy, ApiAnswer> request) {
        @Override
        public String toString() {
            return problem + " when " + when;
        }
    }

    static Stream<Refused> refusals() {
        return Stream.of(
                new Refused(EconomyProblem.SAME_WALLET, "to oneself", e -> e.transfer("poor", "poor", "gold", 5)),
                new Refused(EconomyProblem.SAME_WALLET, "of nothing known", e -> e.transfer("poor", "poor", "tin", 5)),
                new Refused(EconomyProblem.UNKNOWN_CURRENCY, "sent", e -> e.transfer("poor", "rich", "tin", 5)),
                new Refused(EconomyProblem.UNKNOWN_CURRENCY, "to nobody", e -> e.transfer("poor", "nil", "tin", 5)),
                new Refused(EconomyProblem.UNKNOWN_CURRENCY, "granted", e -> e.grant("poor", "tin", 5)),
                new Refused(EconomyProblem.UNKNOWN_CURRENCY, "burned", e -> burn(e, "poor", "tin", 5)),
                new Refused(EconomyProblem.UNKNOWN_OFFER, "no such", e -> e.purchase("poor", "castle", 1)),
                new Refused(EconomyProblem.OFFER_NOT_ON_SALE, "not yet", e -> e.purchase("poor", "later", 1)),
                new Refused(EconomyProblem.OFFER_NOT_ON_SALE, "any more", e -> e.purchase("poor", "earlier", 1000)),
                new Refused(EconomyProblem.QUANTITY_TOO_LARGE, "over its limit", e -> e.purchase("poor", "arrows", 11)),
                new Refused(
                        EconomyProblem.QUANTITY_TOO_LARGE,
                        "over all limits",
                        e -> e.purchase("poor", "arrows", Long.MAX_VALUE)),
                new Refused(EconomyProblem.INSUFFICIENT_FUNDS, "sent", e -> e.transfer("poor", "rich", "gem", 11)),
                new Refused(EconomyProblem.INSUFFICIENT_FUNDS, "to nobody", e -> e.transfer("poor", "nil", "gold", 11)),
                new Refused(
                        EconomyProblem.INSUFFICIENT_FUNDS,
                        "over the limit",
                        e -> e.transfer("poor", "rich", "gold", 11)),
                new Refused(EconomyProblem.INSUFFICIENT_FUNDS, "never seen", e -> e.transfer("nil", "rich", "gem", 1)),
                new Refused(EconomyProblem.INSUFFICIENT_FUNDS, "burned", e -> burn(e, "poor", "gold", 11)),
                new Refused(EconomyProblem.INSUFFICIENT_FUNDS, "burned of nobody", e -> burn(e, "nil", "gold", 1)),
                new Refused(EconomyProblem.INSUFFICIENT_FUNDS, "bought", e -> e.purchase("poor", "arrows", 1)),
                new Refused(EconomyProblem.UNKNOWN_PLAYER, "never seen", e -> e.transfer("poor", "nil", "gold", 5)),
                new Refused(EconomyProblem.BALANCE_LIMIT, "sent", e -> e.transfer("poor", "rich", "gold", 5)),
                new Refused(EconomyProblem.BALANCE_LIMIT, "granted", e -> e.grant("rich", "gold", 1)),
                new Refused(EconomyProblem.BALANCE_LIMIT, "ever", e -> e.grant("poor", "gem", Money.AMOUNT_MAX - 9)),
                new Refused(EconomyProblem.PURCHASE_NOT_FOUND, "no such", e -> find(e, "poor", "pur_nil")),
                new Refused(
                        EconomyProblem.PURCHASE_NOT_FOUND,
                        "another player's",
                        e -> find(e, "poor", e.purchase("rich", "arrows", 1).string("/id"))));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(Refused refused) {
        try (var fresh = new Economy()) {
            fresh.open("poor", "gold", 10);
            fresh.open("poor", "gem", 10);
            fresh.open("rich", "gold", 1_000_000);

            var answer = refused.request().apply(fresh);

            assertThat(answer.outcome())
                    .isEqualTo(refused.problem().status().getCode() + " "
                            + refused.problem().code());
            assertThat(fresh.balance("poor", "gold")).isEqualTo(10);
            assertThat(fresh.balance("poor", "gem")).isEqualTo(10);
        }
    }

    @Test
    void everyProblemIsCoveredInOrder() {
        assertThat(refusals().map(Refused::problem).distinct()).containsExactly(EconomyProblem.values());
    }

    @Test
    void breaksOfTheFormatAreBadRequests() {
        var transfers = Stream.of(
                "",
                "{",
                "{}",
                "{\"to\": \"plr_other\", \"currency\": \"gold\", \"amount\": 0}",
                "{\"to\": \"plr_other\", \"currency\": \"gold\", \"amount\": -1}",
                "{\"to\": \"plr_other\", \"currency\": \"gold\", \"amount\": 9007199254740992}",
                "{\"to\": \"plr_other\", \"currency\": \"gold\", \"amount\": 92233720368547758080}",
                "{\"to\": \"plr_other\", \"currency\": \"\", \"amount\": 1}",
                "{\"to\": \"plr_other\", \"currency\": \"" + "c".repeat(65) + "\", \"amount\": 1}",
                "{\"to\": \"other\", \"currency\": \"gold\", \"amount\": 1}",
                "{\"currency\": \"gold\", \"amount\": 1}");

        assertThat(transfers)
                .allSatisfy(body -> assertThat(as("breaks")
                                .send(ApiRequest.of("POST", "/v1/transfers")
                                        .jsonText(body)
                                        .key(economy.key()))
                                .status())
                        .isEqualTo(400));
        assertThat(as("breaks")
                        .post("/v1/purchases", Economy.purchase("arrows", 0), economy.key())
                        .status())
                .isEqualTo(400);
        assertThat(as("breaks").get("/v1/wallet/entries?limit=101").status()).isEqualTo(400);
        assertThat(as("breaks").get("/v1/wallet/entries?limit=0").status()).isEqualTo(400);
        assertThat(as("breaks").get("/v1/wallet/entries?cursor=abc").outcome())
                .isEqualTo("400 platform/cursor-invalid");
    }

    /** Wallets that are older than a currency hold it as soon as they are paid in it. */
    @Test
    void aCurrencyThatTheGameGainsLaterReachesOldWallets() {
        try (var old = new Economy()) {
            old.open("ada", "gold", 10);
            old.open("bob", "gold", 10);
            old.seed("classpath:content-later");
            old.server.clock().advance(Duration.ofMinutes(1));

            assertThat(old.balance("ada", "dust")).isZero();
            assertThat(old.grant("ada", "dust", 8).status()).isEqualTo(201);
            assertThat(old.transfer("ada", "bob", "dust", 3).status()).isEqualTo(201);
            assertThat(old.balance("ada", "dust")).isEqualTo(5);
            assertThat(old.balance("bob", "dust")).isEqualTo(3);
            assertThat(old.transfer("ada", "nil", "dust", 3).outcome()).isEqualTo("404 economy/unknown-player");
        }
    }

    private void assertReplays(Function<String, ApiAnswer> request) {
        var key = economy.key();
        var first = request.apply(key);
        var again = request.apply(key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.isReplayed()).isFalse();
        assertThat(again.isReplayed()).isTrue();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
    }

    private ApiClient as(String subject) {
        return economy.server.as(subject);
    }

    /** Newest first, as {@code kind currency amount counterpart transaction}. */
    private List<String> entries(String subject) {
        return as(subject)
                .get("/v1/wallet/entries")
                .json("/items")
                .valueStream()
                .map(e -> String.join(
                        " ",
                        e.at("/kind").asString(),
                        e.at("/currency").asString(),
                        e.at("/amount").asString(),
                        e.at("/counterpart").asString(),
                        e.at("/transactionId").asString()))
                .toList();
    }

    private static ItemsGranted granted(String playerId, String reference) {
        return new ItemsGranted(reference, new PlayerId(playerId), List.of(new ItemQuantity("sword", 2)), List.of());
    }

    private static ApiAnswer burn(Economy economy, String subject, String currency, long amount) {
        return economy.server
                .asOperator()
                .post("/v1/burns", Economy.correction(subject, currency, amount), economy.key());
    }

    private static ApiAnswer find(Economy economy, String subject, String id) {
        return economy.server.as(subject).get("/v1/purchases/" + id);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
