package com.necpgame.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.contracts.PlayerId;
import com.necpgame.contracts.inventory.ItemsGranted;
import com.necpgame.contracts.inventory.ItemsRemoved;
import com.necpgame.contracts.inventory.ItemsRemoved.Reason;
import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.ApiClient;
import com.necpgame.platform.testkit.ApiRequest;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
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
class InventoryHttpTest {
    private static final int CAPACITY = 4;
    private Bags bags;

    @BeforeAll
    void start() {
        bags = new Bags(CAPACITY);
    }

    @AfterAll
    void stop() {
        bags.close();
    }

    @Test
    void theCatalogIsWhatTheContentSays() {
        var catalog = as("looker").get("/v1/catalog");

        assertThat(catalog.json("/items")
                        .valueStream()
                        .map(item -> item.at("/id").asString()))
                .containsExactly("cell", "medkit", "plate", "rifle");
        assertThat(catalog.json("/items/1")).isEqualTo(json("""
                {"id": "medkit", "name": "Medkit", "category": "consumable", "stacking": "stackable", "stackMax": 5,
                 "description": "Heals."}"""));
        assertThat(catalog.json("/items/3")).isEqualTo(json("""
                {"id": "rifle", "name": "Rifle", "category": "weapon", "stacking": "unique"}"""));
        assertThat(catalog.json("/nextCursor").isNull()).isTrue();
    }

    @Test
    void aNewPlayersBagIsEmpty() {
        assertThat(as("new").get("/v1/inventory").json())
                .isEqualTo(json("{\"items\": [], \"nextCursor\": null, \"used\": 0, \"capacity\": 4}"));
        assertThat(as("new").get("/v1/inventory/mail").json()).isEqualTo(json("{\"items\": [], \"nextCursor\": null}"));
    }

    @Test
    void whatIsBoughtLiesInTheBag() {
        bags.hear("bought-1", Bags.purchase("buyer", "pur_1", "rifle 1", "cell 12"));

        var bag = as("buyer").get("/v1/inventory");

        assertThat(bags.bag("buyer")).containsExactly("rifle 1", "cell 10", "cell 2");
        assertThat(bag.number("/used")).isEqualTo(3);
        assertThat(bag.string("/items/0/id")).startsWith("itm_");
        assertThat(bag.json("/items/0/unique").asBoolean()).isTrue();
        assertThat(bag.json("/items/1/unique").asBoolean(true)).isFalse();
        assertThat(bag.string("/items/0/at")).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(bags.granted("buyer"))
                .containsExactly(new ItemsGranted(
                        "pur_1", new PlayerId("plr_buyer"), Bags.quantities("rifle 1", "cell 12"), Bags.quantities()));
    }

    @Test
    void stacksAreFilledBeforeSlotsAreTaken() {
        bags.grant("filler", "cell 7", "medkit 4");
        bags.grant("filler", "cell 5", "medkit 1");

        assertThat(bags.bag("filler")).containsExactly("cell 10", "medkit 5", "cell 2");
        assertThat(bags.used("filler")).isEqualTo(3);
    }

    @Test
    void aGrantThatComesTenTimesIsOne() {
        for (int i = 0; i < 10; i++) {
            bags.hear("often", Bags.purchase("often", "pur_often", "rifle 3", "cell 30"));
        }

        assertThat(bags.bag("often")).containsExactly("rifle 1", "rifle 1", "rifle 1", "cell 10");
        assertThat(bags.mail("often")).containsExactly("cell 20");
        assertThat(bags.granted("often")).hasSize(1);
    }

    @Test
    void whatDoesNotFitWaitsInTheMailbox() {
        bags.hear("much", Bags.purchase("much", "pur_much", "rifle 3", "cell 25", "medkit 2"));

        var mail = as("much").get("/v1/inventory/mail");

        assertThat(bags.bag("much")).containsExactly("rifle 1", "rifle 1", "rifle 1", "cell 10");
        assertThat(bags.used("much")).isEqualTo(CAPACITY);
        assertThat(bags.mail("much")).containsExactly("medkit 2", "cell 15");
        assertThat(mail.string("/items/0/id")).startsWith("mail_");
        assertThat(mail.string("/items/0/reference")).isEqualTo("pur_much");
        assertThat(mail.string("/items/0/at")).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(bags.granted("much"))
                .containsExactly(new ItemsGranted(
                        "pur_much",
                        new PlayerId("plr_much"),
                        Bags.quantities("rifle 3", "cell 10"),
                        Bags.quantities("cell 15", "medkit 2")));
    }

    @Test
    void whatTheCatalogDoesNotKnowWaitsInTheMailbox() {
        bags.grant("relic", "relic 3", "medkit 2");

        assertThat(bags.bag("relic")).containsExactly("medkit 2");
        assertThat(bags.mail("relic")).containsExactly("relic 3");
    }

    @Test
    void mailIsClaimedAsFarAsItFits() {
        bags.grant("claimer", "rifle 3", "cell 3", "plate 250");
        var letter = bags.letter("claimer", 0);
        bags.discard("claimer", bags.item("claimer", 0), 1);
        bags.discard("claimer", bags.item("claimer", 0), 1);

        var some = bags.claim("claimer", letter);
        bags.discard("claimer", bags.item("claimer", 0), 1);
        var rest = bags.claim("claimer", letter);

        assertThat(some.json())
                .isEqualTo(json("{\"id\": \"" + letter + "\", \"item\": \"plate\", \"claimed\": 200, \"left\": 50}"));
        assertThat(rest.json())
                .isEqualTo(json("{\"id\": \"" + letter + "\", \"item\": \"plate\", \"claimed\": 50, \"left\": 0}"));
        assertThat(bags.bag("claimer")).containsExactly("cell 3", "plate 100", "plate 100", "plate 50");
        assertThat(bags.mail("claimer")).isEmpty();
        assertThat(bags.used("claimer")).isEqualTo(CAPACITY);
        assertThat(bags.claim("claimer", letter).outcome()).isEqualTo("404 inventory/mail-not-found");
    }

    /** Each needs no slot of its own. */
    @Test
    void aFullBagStillTakesWhatFitsOntoItsStacks() {
        bags.grant("full", "rifle 3", "cell 4", "medkit 1");
        bags.grant("full", "cell 5");

        assertThat(bags.bag("full")).containsExactly("rifle 1", "rifle 1", "rifle 1", "cell 9");
    }

    @Test
    void consumingTakesFromAStackUntilItIsGone() {
        bags.grant("eater", "medkit 5", "rifle 1");
        var id = bags.item("eater", 0);

        var some = bags.consume("eater", id, 2);
        var rest = bags.consume("eater", id, 3);

        assertThat(some.status()).isEqualTo(200);
        assertThat(some.json())
                .isEqualTo(json("{\"id\": \"" + id + "\", \"item\": \"medkit\", \"quantity\": 2, \"left\": 3}"));
        assertThat(rest.json())
                .isEqualTo(json("{\"id\": \"" + id + "\", \"item\": \"medkit\", \"quantity\": 3, \"left\": 0}"));
        assertThat(bags.bag("eater")).containsExactly("rifle 1");
        assertThat(bags.used("eater")).isEqualTo(1);
        assertThat(bags.removed("eater"))
                .containsExactly(
                        new ItemsRemoved(new PlayerId("plr_eater"), id, "medkit", 2, Reason.CONSUMED),
                        new ItemsRemoved(new PlayerId("plr_eater"), id, "medkit", 3, Reason.CONSUMED));
    }

    @Test
    void anythingCanBeDiscarded() {
        bags.grant("tidy", "rifle 1", "relic 1", "cell 2");
        var id = bags.item("tidy", 0);

        assertThat(bags.discard("tidy", id, 1).number("/left")).isZero();
        assertThat(bags.bag("tidy")).containsExactly("cell 2");
        assertThat(bags.removed("tidy"))
                .containsExactly(new ItemsRemoved(new PlayerId("plr_tidy"), id, "rifle", 1, Reason.DISCARDED));
    }

    @Test
    void aRepetitionGetsTheFirstAnswerAndHasNoEffect() {
        bags.grant("repeats", "rifle 1", "cell 40");
        var cells = bags.item("repeats", 3);
        var letter = bags.letter("repeats", 0);
        var repeats = as("repeats");

        assertReplays(key -> repeats.post("/v1/inventory/items/" + cells + "/consume", Map.of("quantity", 4), key));
        assertReplays(key -> repeats.post("/v1/inventory/items/" + cells + "/discard", Map.of("quantity", 6), key));
        assertReplays(key -> bags.claim("repeats", letter, key));
        assertThat(bags.bag("repeats")).containsExactly("rifle 1", "cell 10", "cell 10", "cell 10");
        assertThat(bags.mail("repeats")).isEmpty();
        assertThat(bags.removed("repeats")).hasSize(2);
    }

    @Test
    void theSameKeyForAnotherStackIsRefused() {
        bags.grant("reuses", "cell 20");
        as("reuses")
                .post("/v1/inventory/items/" + bags.item("reuses", 0) + "/consume", Map.of("quantity", 4), "reused");

        assertThat(as("reuses")
                        .post(
                                "/v1/inventory/items/" + bags.item("reuses", 1) + "/consume",
                                Map.of("quantity", 4),
                                "reused")
                        .outcome())
                .isEqualTo("409 platform/idempotency-key-reused");
        assertThat(bags.bag("reuses")).containsExactly("cell 6", "cell 10");
    }

    @Test
    void whateverChangesTheBagNeedsAKey() {
        assertThat(Stream.of(
                        as("ada").post("/v1/inventory/items/itm_1/consume", Map.of("quantity", 1)),
                        as("ada").post("/v1/inventory/items/itm_1/discard", Map.of("quantity", 1)),
                        as("ada").send(ApiRequest.of("POST", "/v1/inventory/mail/mail_1/claim"))))
                .extracting(ApiAnswer::outcome)
                .containsOnly("400 platform/idempotency-key-missing");
    }

    @Test
    void bagAndMailboxAreReadInPagesByTheirOwnerOnly() {
        bags.grant("pages", "rifle 6", "medkit 1", "plate 1");

        var first = as("pages").get("/v1/inventory?limit=3");
        var second = as("pages").get("/v1/inventory?limit=3&cursor=" + first.string("/nextCursor"));
        var mail = as("pages").get("/v1/inventory/mail?limit=2");
        var moreMail = as("pages").get("/v1/inventory/mail?limit=2&cursor=" + mail.string("/nextCursor"));

        assertThat(first.json("/items")).hasSize(3);
        assertThat(second.json("/items")).hasSize(1);
        assertThat(first.number("/used")).isEqualTo(4);
        assertThat(second.number("/used")).isEqualTo(4);
        assertThat(second.json("/nextCursor").isNull()).isTrue();
        assertThat(Stream.of(mail, moreMail).flatMap(page -> page.json("/items").valueStream()))
                .hasSize(3);
        assertThat(as("stranger")
                        .get("/v1/inventory?cursor=" + first.string("/nextCursor"))
                        .outcome())
                .isEqualTo("400 platform/cursor-invalid");
        assertThat(as("pages")
                        .get("/v1/inventory/mail?cursor=" + first.string("/nextCursor"))
                        .outcome())
                .isEqualTo("400 platform/cursor-invalid");
        assertThat(as("stranger").get("/v1/inventory").json("/items")).isEmpty();
    }

    @Test
    void eachRouteHasItsCallers() {
        assertThat(Stream.of("/v1/catalog", "/v1/inventory", "/v1/inventory/mail")
                        .map(path -> bags.server.asNobody().get(path).status()))
                .containsOnly(401);
        var operator = bags.server.asOperator();
        assertThat(Stream.of(
                        operator.get("/v1/inventory"),
                        operator.get("/v1/inventory/mail"),
                        operator.post("/v1/inventory/items/itm_1/consume", Map.of("quantity", 1), "k1"),
                        operator.post("/v1/inventory/items/itm_1/discard", Map.of("quantity", 1), "k2"),
                        bags.server
                                .asGameServer()
                                .send(ApiRequest.of("POST", "/v1/inventory/mail/mail_1/claim")
                                        .key("k3"))))
                .extracting(ApiAnswer::outcome)
                .containsOnly("403 platform/not-allowed");
        assertThat(operator.get("/v1/catalog").status()).isEqualTo(200);
    }

    /**
     * Why, in the catalogue's order; how to meet it. {@code ada} has a full bag of a rifle, two stacks of ten cells and
     * one of five medkits; relics, which are no longer of this game, and plates in the mail. {@code bob} has a cell, and a
     * relic in the mail.
     */
    private record Refused(InventoryProblem problem, String when, Function<Bags, ApiAnswer> request) {
        @Override
        public String toString() {
            return problem + " when " + when;
        }
    }

    static Stream<Refused> refusals() {
        return Stream.of(
                new Refused(InventoryProblem.ITEM_NOT_FOUND, "no such", b -> b.consume("ada", "itm_nil", 1)),
                new Refused(InventoryProblem.ITEM_NOT_FOUND, "bob's", b -> b.consume("ada", b.item("bob", 0), 1)),
                new Refused(
                        InventoryProblem.ITEM_NOT_FOUND, "bob's discarded", b -> b.discard("ada", b.item("bob", 0), 1)),
                new Refused(
                        InventoryProblem.ITEM_NOT_FOUND, "a mail's id", b -> b.discard("ada", b.letter("ada", 0), 1)),
                new Refused(InventoryProblem.ITEM_NOT_FOUND, "gone", b -> {
                    var id = b.item("bob", 0);
                    b.consume("bob", id, 1);
                    return b.consume("bob", id, 1);
                }),
                new Refused(InventoryProblem.NOT_CONSUMABLE, "a weapon", b -> b.consume("ada", b.item("ada", 0), 1)),
                new Refused(InventoryProblem.NOT_CONSUMABLE, "too many", b -> b.consume("ada", b.item("ada", 0), 2)),
                new Refused(InventoryProblem.NOT_ENOUGH, "consumed", b -> b.consume("ada", b.item("ada", 1), 11)),
                new Refused(InventoryProblem.NOT_ENOUGH, "discarded", b -> b.discard("ada", b.item("ada", 0), 2)),
                new Refused(
                        InventoryProblem.NOT_ENOUGH,
                        "far too many",
                        b -> b.consume("ada", b.item("ada", 1), Long.MAX_VALUE)),
                new Refused(InventoryProblem.MAIL_NOT_FOUND, "no such", b -> b.claim("ada", "mail_nil")),
                new Refused(InventoryProblem.MAIL_NOT_FOUND, "bob's", b -> b.claim("ada", b.letter("bob", 0))),
                new Refused(InventoryProblem.MAIL_NOT_FOUND, "an item's id", b -> b.claim("ada", b.item("ada", 0))),
                new Refused(InventoryProblem.UNKNOWN_ITEM, "there is room", b -> b.claim("bob", b.letter("bob", 0))),
                new Refused(InventoryProblem.UNKNOWN_ITEM, "the bag is full", b -> b.claim("ada", b.letter("ada", 0))),
                new Refused(InventoryProblem.BAG_FULL, "stacks too", b -> b.claim("ada", b.letter("ada", 1))));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(Refused refused) {
        try (var fresh = new Bags(CAPACITY)) {
            fresh.grant("ada", "rifle 1", "cell 20", "medkit 5", "plate 1", "relic 1");
            fresh.grant("bob", "cell 1", "relic 1");

            var answer = refused.request().apply(fresh);

            assertThat(answer.outcome())
                    .isEqualTo(refused.problem().status().getCode() + " "
                            + refused.problem().code());
            assertThat(fresh.bag("ada")).containsExactly("rifle 1", "cell 10", "cell 10", "medkit 5");
            assertThat(fresh.mail("ada")).containsExactly("relic 1", "plate 1");
        }
    }

    @Test
    void everyProblemIsCoveredInOrder() {
        assertThat(refusals().map(Refused::problem).distinct()).containsExactly(InventoryProblem.values());
    }

    @Test
    void breaksOfTheFormatAreBadRequests() {
        bags.grant("breaks", "cell 5");
        var path = "/v1/inventory/items/" + bags.item("breaks", 0) + "/consume";
        var bodies = Stream.of(
                "",
                "{",
                "[]",
                "{}",
                "{\"quantity\": 0}",
                "{\"quantity\": -1}",
                "{\"quantity\": \"x\"}",
                "{\"quantity\": 92233720368547758080}");

        assertThat(bodies)
                .allSatisfy(body -> assertThat(as("breaks")
                                .send(ApiRequest.of("POST", path).jsonText(body).key(bags.key()))
                                .status())
                        .isEqualTo(400));
        assertThat(bags.consume("breaks", "i".repeat(65), 1).status()).isEqualTo(400);
        assertThat(bags.claim("breaks", "m".repeat(65)).status()).isEqualTo(400);
        assertThat(as("breaks").get("/v1/inventory?limit=101").status()).isEqualTo(400);
        assertThat(as("breaks").get("/v1/inventory/mail?limit=0").status()).isEqualTo(400);
        assertThat(bags.bag("breaks")).containsExactly("cell 5");
    }

    /** A transaction has a hundred writes; what it cannot place waits, and is claimed piece by piece. */
    @Test
    void aGrantOfMoreThanATransactionHoldsLosesNothing() {
        try (var wide = new Bags(300)) {
            wide.grant("ada", "rifle 250", "cell 30");

            assertThat(wide.used("ada")).isEqualTo(95);
            assertThat(wide.mail("ada")).containsExactly("cell 30", "rifle 155");
            assertThat(wide.claim("ada", wide.letter("ada", 1)).number("/claimed"))
                    .isEqualTo(96);
            assertThat(wide.claim("ada", wide.letter("ada", 1)).number("/left")).isZero();
            assertThat(wide.claim("ada", wide.letter("ada", 0)).number("/claimed"))
                    .isEqualTo(30);
            assertThat(wide.used("ada")).isEqualTo(253);
        }
    }

    /** Designers may make stacks smaller and items vanish: what players have stays theirs. */
    @Test
    void contentThatChangesTakesNothingAway() {
        try (var old = new Bags(CAPACITY)) {
            old.grant("ada", "cell 9", "medkit 3");
            old.seed("classpath:content-later");
            old.server.clock().advance(Duration.ofMinutes(1));

            old.grant("ada", "cell 5");

            assertThat(old.bag("ada")).containsExactly("cell 9", "medkit 3", "cell 4", "cell 1");
            assertThat(old.consume("ada", old.item("ada", 1), 1).outcome()).isEqualTo("422 inventory/not-consumable");
            assertThat(old.discard("ada", old.item("ada", 1), 3).number("/left"))
                    .isZero();
            assertThat(old.consume("ada", old.item("ada", 0), 9).number("/left"))
                    .isZero();
        }
    }

    private void assertReplays(Function<String, ApiAnswer> request) {
        var key = bags.key();
        var first = request.apply(key);
        var again = request.apply(key);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.isReplayed()).isFalse();
        assertThat(again.isReplayed()).isTrue();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
    }

    private ApiClient as(String subject) {
        return bags.server.as(subject);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
