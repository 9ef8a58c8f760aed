package com.necpgame.harness.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.sim.World.Flow;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Request;
import java.util.Map;
import java.util.SplittableRandom;

/** What an operator does to wallets: grants and burns. */
final class GrantDeeds {
    static final long AMOUNT_MAX = 100_000;
    static final long HUGE_AMOUNT_MAX = 2_000_000_000;

    private final Stage stage;
    private final World world;

    GrantDeeds(Stage stage) {
        this.stage = stage;
        this.world = stage.world();
    }

    void grant(Step step, long amountMax) {
        SplittableRandom chance = step.chance();
        Person person = world.person(step.actor());
        String currency = world.currency(chance);
        long amount = 1 + chance.nextLong(amountMax);
        Request request = mint("/v1/grants", step, person, currency, amount);
        Wish wish = Wish.accepted(stage.operator(), request, 201)
                .moving(Refusal.INSUFFICIENT_FUNDS, person.wallet(currency).change(amount));
        stage.expect(minting(wish, step, person, currency, amount, Flow.GRANTED));
    }

    void grantUnknownCurrency(Step step) {
        Request request = mint("/v1/grants", step, world.person(step.actor()), "no-such-currency", 1);
        stage.expect(Wish.refused(stage.operator(), request, Refusal.UNKNOWN_CURRENCY));
    }

    void grantByPlayer(Step step) {
        Person person = world.person(step.actor());
        Request request = mint("/v1/grants", step, person, world.currency(step.chance()), 1);
        stage.expect(Wish.refused(person, request, Refusal.NOT_ALLOWED));
    }

    void burn(Step step, boolean tooMuch) {
        SplittableRandom chance = step.chance();
        Person person = world.person(step.actor());
        String currency = world.currencyOf(person, chance);
        long balance = person.balance(currency);
        long amount = tooMuch ? balance + 1 + chance.nextInt(1_000) : 1 + chance.nextLong(Math.max(1, balance / 4));
        Request request = mint("/v1/burns", step, person, currency, amount);
        Wish wish = Wish.accepted(stage.operator(), request, 201)
                .moving(Refusal.INSUFFICIENT_FUNDS, person.wallet(currency).change(-amount));
        stage.expectOrRemember(person, minting(wish, step, person, currency, -amount, Flow.BURNED));
    }

    private Request mint(String route, Step step, Person person, String currency, long amount) {
        ObjectNode body = Json.object()
                .put("playerId", person.id())
                .put("currency", currency)
                .put("amount", amount)
                .put("reason", "step " + step.number());
        return Request.post(route, body).withKey(stage.key(step, 0));
    }

    private Wish minting(Wish wish, Step step, Person person, String currency, long change, Flow flow) {
        String reason = "step " + step.number();
        return wish.promising(body -> Members.check(
                        wish.request(),
                        body,
                        "playerId",
                        person.id(),
                        "currency",
                        currency,
                        "amount",
                        Math.abs(change),
                        "reason",
                        reason))
                .then(answer -> {
                    String id = Members.required(wish.request(), answer.json(), "id");
                    person.entries.add(new Entry(
                            step.number(),
                            currency,
                            change,
                            Map.of(
                                    "transactionId",
                                    id,
                                    "reason",
                                    reason,
                                    "kind",
                                    flow == Flow.GRANTED ? "GRANT" : "BURN")));
                    world.flow(flow, currency, Math.abs(change));
                    person.remember(wish.caller(), wish.request(), answer);
                });
    }
}
