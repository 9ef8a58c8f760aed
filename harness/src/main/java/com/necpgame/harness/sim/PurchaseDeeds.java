package com.necpgame.harness.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.sim.World.Flow;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What players buy, and what they do with too much of it at once. */
final class PurchaseDeeds {
    private static final String NO_SUCH_PURCHASE = "pur_00000000000000000000000000";

    private final Stage stage;
    private final World world;
    private final TransferDeeds transfers;

    PurchaseDeeds(Stage stage, TransferDeeds transfers) {
        this.stage = stage;
        this.world = stage.world();
        this.transfers = transfers;
    }

    void purchase(Step step, boolean most) {
        SplittableRandom chance = step.chance();
        Person person = world.person(step.actor());
        Offer offer = world.offer(chance);
        int quantity = most ? offer.quantityMax() : 1 + chance.nextInt(Math.min(3, offer.quantityMax()));
        stage.expectOrRemember(person, wish(step, 0, person, offer, quantity));
    }

    void purchaseUnknownOffer(Step step) {
        Request request = buying("no-such-offer", 1).withKey(stage.key(step, 0));
        stage.expect(Wish.refused(world.person(step.actor()), request, Refusal.UNKNOWN_OFFER));
    }

    void purchaseOverMax(Step step) {
        Offer offer = world.offer(step.chance());
        Request request = buying(offer.id(), offer.quantityMax() + 1).withKey(stage.key(step, 0));
        Refusal refusal = offer.onSale() ? Refusal.QUANTITY_TOO_LARGE : Refusal.OFFER_NOT_ON_SALE;
        stage.expect(Wish.refused(world.person(step.actor()), request, refusal));
    }

    /** A purchase that takes effect if the buyer has enough and the offer is on sale. */
    Wish wish(Step step, int number, Person person, Offer offer, int quantity) {
        long price = Math.multiplyExact(offer.price(), quantity);
        Request request = buying(offer.id(), quantity).withKey(stage.key(step, number));
        if (!offer.onSale()) {
            return Wish.refused(person, request, Refusal.OFFER_NOT_ON_SALE);
        }
        return Wish.accepted(person, request, 201)
                .moving(
                        Refusal.INSUFFICIENT_FUNDS,
                        person.wallet(offer.currency()).change(-price))
                .promising(body -> Members.check(
                        request,
                        body,
                        "offerId",
                        offer.id(),
                        "quantity",
                        quantity,
                        "price.currency",
                        offer.currency(),
                        "price.amount",
                        price))
                .then(answer -> {
                    String id = Members.required(request, answer.json(), "id");
                    person.purchases.put(id, false);
                    offer.items().forEach((item, each) -> person.addItem(item, each * quantity));
                    person.entries.add(new Entry(
                            step.number(),
                            offer.currency(),
                            -price,
                            Map.of("transactionId", id, "reason", offer.id(), "kind", "PURCHASE")));
                    world.flow(Flow.SPENT, offer.currency(), price);
                    person.remember(person, request, answer);
                });
    }

    private static Request buying(String offer, int quantity) {
        return Request.post("/v1/purchases", Json.object().put("offerId", offer).put("quantity", quantity));
    }

    void retryRefused(Step step) {
        Person person = world.person(step.actor());
        if (person.refused.isEmpty()) {
            purchase(step, false);
            return;
        }
        Wish again = person.refused.get(step.chance().nextInt(person.refused.size()));
        if (stage.expect(again).isSuccess()) {
            person.refused.remove(again);
        }
    }

    void raceSpend(Step step) {
        SplittableRandom chance = step.chance();
        Person person = world.person(step.actor());
        Person other = world.person(step.other());
        String currency = world.currencyOf(person, chance);
        long half = Math.max(1, person.balance(currency) / 2 + 1);
        var wishes = new ArrayList<Wish>();
        wishes.add(transfers.wish(step, 0, person, other, currency, half));
        wishes.add(transfers.wish(step, 1, person, other, currency, half));
        wishes.add(transfers.wish(step, 2, other, person, currency, 1 + chance.nextLong(half)));
        world.offerFor(currency).ifPresent(offer -> wishes.add(wish(step, 3, person, offer, 1)));
        stage.expectAll(wishes);
    }

    void raceRepeat(Step step) {
        SplittableRandom chance = step.chance();
        Person person = world.person(step.actor());
        String currency = world.currencyOf(person, chance);
        long amount = 1 + chance.nextLong(Math.max(1, person.balance(currency) / 2));
        Wish wish = chance.nextBoolean()
                ? transfers.wish(step, 0, person, world.person(step.other()), currency, amount)
                : wish(step, 0, person, world.offer(chance), 1);
        stage.expectAll(List.of(wish, wish, wish));
    }

    void readPurchase(Step step) {
        Person person = world.person(step.actor());
        List<String> ids = List.copyOf(person.purchases.keySet());
        if (ids.isEmpty()) {
            Request request = Request.get("/v1/purchases/{id}", NO_SUCH_PURCHASE);
            stage.expect(Wish.refused(person, request, Refusal.PURCHASE_NOT_FOUND));
            return;
        }
        checkPurchase(person, ids.get(step.chance().nextInt(ids.size())));
    }

    /** Reads a purchase. @return true if it is delivered */
    boolean checkPurchase(Person person, String id) {
        Request request = Request.get("/v1/purchases/{id}", id);
        JsonNode body = stage.read(person, request).json();
        Members.check(request, body, "id", id);
        String status = Members.text(body, "status");
        boolean delivered = "DELIVERED".equals(status);
        boolean before = person.purchases.getOrDefault(id, false);
        if (!delivered && (before || !"PAID".equals(status))) {
            throw new Violation(request, before ? "status DELIVERED, as before" : "status PAID or DELIVERED", body);
        }
        person.purchases.put(id, delivered);
        return delivered;
    }

    void readForeignPurchase(Step step) {
        List<String> ids = List.copyOf(world.person(step.other()).purchases.keySet());
        String id = ids.isEmpty() ? NO_SUCH_PURCHASE : ids.getLast();
        Request request = Request.get("/v1/purchases/{id}", id);
        stage.expect(Wish.refused(world.person(step.actor()), request, Refusal.PURCHASE_NOT_FOUND));
    }
}
