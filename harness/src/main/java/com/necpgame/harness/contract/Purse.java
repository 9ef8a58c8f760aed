package com.necpgame.harness.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.wire.Answer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Profiles, money, and what it buys; a bag that is soon full. Deliveries are waited for. */
final class Purse {
    private static final String GRANTS = "/v1/grants";
    private static final String BURNS = "/v1/burns";
    private static final String TRANSFERS = "/v1/transfers";
    private static final String PURCHASES = "/v1/purchases";
    private static final String PROFILE = "/v1/profile";

    private static final String TRANSFER = "{'to':'%s','currency':'%s','amount':%d}";

    private final Stage stage;
    private final Cast cast;
    private final RandomGenerator random;

    Purse(Stage stage, Cast cast, RandomGenerator random) {
        this.stage = stage;
        this.cast = cast;
        this.random = random;
    }

    void profiles() {
        stage.chapter("player");
        Person anna = cast.anna();
        String etag = etag(stage.get("the profile, made on first use", anna, PROFILE)
                .expect(200)
                .header("etag"));
        edit("an edit", etag)
                .body("{'displayName':'Anna %d','bio':'plays','settings':{'volume':'7'}}", number())
                .expect(200);
        edit("an edit of an old version", etag)
                .body("{'displayName':'Anna'}")
                .refused(412, "platform/version-outdated");
        edit("an edit of a version that is none", "\"no version\"")
                .body("{'displayName':'Anna'}")
                .refused(412, "platform/version-outdated");
        String now =
                etag(stage.get("the edited profile", anna, PROFILE).expect(200).header("etag"));
        edit("a name of nothing that is seen", now)
                .body("{'displayName':'\\u200b'}")
                .refused(422, "player/name-not-allowed");
        edit("a name that is too long", now)
                .body("{'displayName':'%s'}", "n".repeat(500))
                .refused(400, "platform/invalid", "/displayName");
        others();
    }

    private Ask edit(String title, String version) {
        return stage.put(title, cast.anna(), PROFILE).with("If-Match", version);
    }

    private void others() {
        String path = "/v1/profiles/" + cast.anna().playerId();
        stage.get("another's profile", cast.bert(), path).expect(200);
        stage.get("an unknown player's profile", cast.bert(), "/v1/profiles/" + Route.PLAYER)
                .refused(404, "player/profile-not-found");
        stage.get("a profile of no id", cast.bert(), "/v1/profiles/nobody").refused(404, "player/profile-not-found");
        String etag = etag(stage.get("the server's fields", cast.gamesim(), path + "/server")
                .expect(200)
                .header("etag"));
        stage.put("the server's fields are kept", cast.gamesim(), path + "/server")
                .with("If-Match", etag)
                .body("{'fields':{'rank':'%d'}}", number())
                .expect(200);
        stage.put("the server's fields of an old version", cast.operator(), path + "/server")
                .with("If-Match", etag)
                .body("{'fields':{}}")
                .refused(412, "platform/version-outdated");
        stage.get("the player sees them", cast.anna(), PROFILE).expect(200);
    }

    void money() {
        stage.chapter("economy");
        Person anna = cast.anna();
        Person bert = cast.bert();
        stage.get("an empty wallet", anna, "/v1/wallet").expect(200);
        stage.get("the offers", anna, "/v1/offers").expect(200);
        grant("the first grant, once anna's joining is known", anna, 5_000 + number())
                .settled(201, answer -> true);
        stage.get("bert's profile, by which he joins", bert, PROFILE).expect(200);
        by(anna, "a transfer to nobody", TRANSFERS, TRANSFER, Route.PLAYER, "credits", 1)
                .refused(404, "economy/unknown-player");
        by(anna, "a transfer to bert, once his joining is known", TRANSFERS, TRANSFER, bert.playerId(), "credits", 3)
                .settled(201, answer -> true);
        grant("a grant", bert, 100).expect(201);
        stage.post("a grant again", cast.operator(), GRANTS)
                .key("grant-bert-100")
                .body("{'playerId':'%s','currency':'credits','amount':100,'reason':'contract'}", bert.playerId())
                .expect(201);
        stage.post("a grant's key for another", cast.operator(), GRANTS)
                .key("grant-bert-100")
                .body("{'playerId':'%s','currency':'credits','amount':101,'reason':'contract'}", bert.playerId())
                .refused(409, "platform/idempotency-key-reused");
        refusedGrants();
        burns(anna);
        transfers(anna, bert);
        paging(anna, bert);
    }

    private Ask grant(String title, Person player, long amount) {
        return stage.post(title, cast.operator(), GRANTS)
                .key("grant-" + player + "-" + amount)
                .body(
                        "{'playerId':'%s','currency':'credits','amount':%d,'reason':'contract'}",
                        player.playerId(), amount);
    }

    private void refusedGrants() {
        String form = "{'playerId':'%s','currency':'%s','amount':%s,'reason':'%s'}";
        String anna = cast.anna().playerId();
        operator("a grant of no currency", GRANTS, form, anna, "shells", 5, "x")
                .refused(422, "economy/unknown-currency");
        operator("a grant beyond the limit", GRANTS, form, anna, "credits", 1_000_000_000, "x")
                .refused(409, "economy/balance-limit");
        operator("a grant of nothing", GRANTS, form, anna, "credits", 0, "x")
                .refused(400, "platform/invalid", "/amount");
        operator("a grant of less", GRANTS, form, anna, "credits", -5, "x").refused(400, "platform/invalid", "/amount");
        operator("a grant of a fraction", GRANTS, form, anna, "credits", "1.5", "x")
                .refused(400, "platform/invalid", "/amount");
        operator("a grant beyond all numbers", GRANTS, form, anna, "credits", "9223372036854775808", "x")
                .refused(400, "platform/invalid", "/amount");
        operator("a grant for no reason", GRANTS, form, anna, "credits", 5, " ")
                .refused(400, "platform/invalid", "/reason");
        operator("a grant to no id", GRANTS, form, "somebody", "credits", 5, "x")
                .refused(400, "platform/invalid", "/playerId");
    }

    private Ask operator(String title, String path, String form, Object... values) {
        return stage.post(title, cast.operator(), path)
                .key(title.replace(' ', '-'))
                .body(form, values);
    }

    private void burns(Person anna) {
        String form = "{'playerId':'%s','currency':'credits','amount':%d,'reason':'contract'}";
        operator("a burn", BURNS, form, anna.playerId(), 10).expect(201);
        operator("a burn of more than there is", BURNS, form, anna.playerId(), 999_999)
                .refused(409, "economy/insufficient-funds");
        operator("a burn of nobody's", BURNS, form, Route.PLAYER, 1).refused(409, "economy/insufficient-funds");
    }

    private void transfers(Person anna, Person bert) {
        String form = TRANSFER;
        for (int i = 1; i <= 3; i++) {
            by(anna, "transfer " + i, TRANSFERS, form, bert.playerId(), "credits", 1 + random.nextInt(50))
                    .expect(201);
        }
        by(bert, "a transfer of more than there is", TRANSFERS, form, anna.playerId(), "credits", 900_000)
                .refused(409, "economy/insufficient-funds");
        by(anna, "a transfer to oneself", TRANSFERS, form, anna.playerId(), "credits", 1)
                .refused(422, "economy/same-wallet");
        by(anna, "a transfer of no currency", TRANSFERS, form, bert.playerId(), "shells", 1)
                .refused(422, "economy/unknown-currency");
        Answer once = by(anna, "a transfer that is asked for twice", TRANSFERS, form, bert.playerId(), "credits", 7)
                .expect(201);
        Answer again = by(anna, "a transfer that is asked for twice", TRANSFERS, form, bert.playerId(), "credits", 7)
                .expect(201);
        if (!again.isReplayed() || !again.body().equals(once.body())) {
            stage.fault(stage.title("a transfer that is asked for twice"), "is not replayed: " + again);
        }
        by(anna, "a transfer that is asked for twice", TRANSFERS, form, bert.playerId(), "credits", 8)
                .refused(409, "platform/idempotency-key-reused");
    }

    private Ask by(Person player, String title, String path, String form, Object... values) {
        return stage.post(title, player, path).key(title.replace(' ', '-')).body(form, values);
    }

    private void paging(Person anna, Person bert) {
        stage.get("the wallet", anna, "/v1/wallet").expect(200);
        String entries = "/v1/wallet/entries";
        String cursor = next(
                stage.get("entries, two at a time", anna, entries + "?limit=2").expect(200));
        next(stage.get("entries, the next two", anna, entries + "?limit=2&cursor=" + cursor)
                .expect(200));
        stage.get("all entries", anna, entries + "?limit=100").expect(200);
        stage.get("another's cursor", bert, entries + "?limit=2&cursor=" + cursor)
                .refused(400, "platform/cursor-invalid");
        stage.get("a cursor of another list", anna, PURCHASES + "?cursor=" + cursor)
                .refused(400, "platform/cursor-invalid");
        stage.get("a cursor that is none", anna, entries + "?cursor=nonsense").refused(400, "platform/cursor-invalid");
        stage.get("a limit of none", anna, entries + "?limit=0").refused(400, "platform/invalid", "limit");
        stage.get("a limit beyond the limit", anna, entries + "?limit=101").refused(400, "platform/invalid", "limit");
        stage.get("a limit that is no number", anna, entries + "?limit=x").refused(400, "platform/invalid", "limit");
    }

    private static String next(Answer answer) {
        return answer.json().path("nextCursor").asText();
    }

    void bag() {
        stage.chapter("inventory");
        Person anna = cast.anna();
        stage.get("the catalog", anna, "/v1/catalog").expect(200);
        stage.get("an empty bag", anna, "/v1/inventory").expect(200);
        refusedPurchases(anna);
        buy(anna, "rifle-cell-crate", 1 + random.nextInt(4));
        buy(anna, "shield-battery-single", 3);
        JsonNode items = stage.get("the bag", anna, "/v1/inventory")
                .unordered()
                .expect(200)
                .json()
                .path("items");
        use(anna, id(items, "shield-battery"), id(items, "rifle-cell"));
        fill();
        stage.get("purchases", anna, PURCHASES).expect(200);
    }

    private void refusedPurchases(Person anna) {
        String form = "{'offerId':'%s','quantity':%d}";
        by(anna, "no such offer", PURCHASES, form, "a-castle", 1).refused(404, "economy/unknown-offer");
        by(anna, "too many at once", PURCHASES, form, "recruit-loadout", 2).refused(422, "economy/quantity-too-large");
        by(anna, "none at all", PURCHASES, form, "recruit-loadout", 0).refused(400, "platform/invalid", "/quantity");
        by(cast.cleo(), "without money", PURCHASES, form, "recruit-loadout", 1)
                .refused(409, "economy/insufficient-funds");
        stage.get("no such purchase", anna, PURCHASES + "/nothing").refused(404, "economy/purchase-not-found");
    }

    /** Buys, and waits for the delivery. */
    private void buy(Person player, String offer, int quantity) {
        String id = by(player, "buys " + offer, PURCHASES, "{'offerId':'%s','quantity':%d}", offer, quantity)
                .expect(201)
                .json()
                .path("id")
                .asText();
        stage.get(offer + " is delivered", player, PURCHASES + "/" + id)
                .settled(
                        200,
                        answer ->
                                "DELIVERED".equals(answer.json().path("status").asText()));
        Person other = player.equals(cast.bert()) ? cast.anna() : cast.bert();
        stage.get("another's purchase of " + offer, other, PURCHASES + "/" + id)
                .refused(404, "economy/purchase-not-found");
    }

    private static String id(JsonNode items, String item) {
        for (JsonNode each : items) {
            if (each.path("item").asText().equals(item)) {
                return each.path("id").asText();
            }
        }
        throw new IllegalStateException("there is no " + item + " in " + items);
    }

    private void use(Person anna, String battery, String cells) {
        String consume = "/v1/inventory/items/" + battery + "/consume";
        by(anna, "consumes one", consume, "{'quantity':1}").expect(200);
        by(anna, "consumes one", consume, "{'quantity':1}").expect(200);
        by(anna, "consumes one", consume, "{'quantity':2}").refused(409, "platform/idempotency-key-reused");
        by(anna, "consumes too many", consume, "{'quantity':100}").refused(409, "inventory/not-enough");
        by(anna, "consumes none", consume, "{'quantity':0}").refused(400, "platform/invalid", "/quantity");
        by(cast.bert(), "consumes another's", consume, "{'quantity':1}").refused(404, "inventory/item-not-found");
        String discard = "/v1/inventory/items/" + cells + "/discard";
        by(anna, "discards ten", discard, "{'quantity':10}").expect(200);
        by(anna, "discards too many", discard, "{'quantity':100000}").refused(409, "inventory/not-enough");
        by(cast.bert(), "discards another's", discard, "{'quantity':1}").refused(404, "inventory/item-not-found");
    }

    /** Until what is bought goes to the mailbox; the bags of a contract's server have eight slots. */
    private void fill() {
        Person bert = cast.bert();
        stage.post("a grant for a shopping spree", cast.operator(), GRANTS)
                .key("spree")
                .body("{'playerId':'%s','currency':'credits','amount':20000,'reason':'contract'}", bert.playerId())
                .expect(201);
        buy(bert, "medkit-pair", 10);
        buy(bert, "breacher-kit", 1);
        buy(bert, "rifle-cell-crate", 20);
        Answer mail =
                stage.get("the mailbox", bert, "/v1/inventory/mail").unordered().expect(200);
        JsonNode bag = stage.get("a full bag", bert, "/v1/inventory")
                .unordered()
                .expect(200)
                .json()
                .path("items");
        String letter = mail.json().path("items").path(0).path("id").asText();
        String claim = "/v1/inventory/mail/" + letter + "/claim";
        stage.post("a claim into a full bag", bert, claim).key("claim-full").refused(409, "inventory/bag-full");
        by(
                        bert,
                        "consumes a shotgun",
                        "/v1/inventory/items/" + id(bag, "breaker-shotgun") + "/consume",
                        "{'quantity':1}")
                .refused(422, "inventory/not-consumable");
        by(bert, "makes room", "/v1/inventory/items/" + id(bag, "breaker-shotgun") + "/discard", "{'quantity':1}")
                .expect(200);
        stage.post("a claim", bert, claim).key("claim").expect(200);
        stage.post("a claim", bert, claim).key("claim").expect(200);
        stage.post("a claim of no mail", bert, "/v1/inventory/mail/nothing/claim")
                .key("claim-nothing")
                .refused(404, "inventory/mail-not-found");
        stage.post("a claim of another's mail", cast.anna(), claim)
                .key("claim-another")
                .refused(404, "inventory/mail-not-found");
        String cursor = next(stage.get("three of the bag", bert, "/v1/inventory?limit=3")
                .unordered()
                .expect(200));
        stage.get("another's cursor of the bag", cast.anna(), "/v1/inventory?limit=3&cursor=" + cursor)
                .refused(400, "platform/cursor-invalid");
        stage.get("the rest of the bag", bert, "/v1/inventory?limit=100&cursor=" + cursor)
                .unordered()
                .expect(200);
    }

    private int number() {
        return 1 + random.nextInt(900);
    }

    /** One that is missing is sent as such, and refused. */
    private static String etag(@Nullable String header) {
        return header == null ? "" : header;
    }
}
