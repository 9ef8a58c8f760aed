package com.necpgame.harness.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Request;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What players send each other, and what they read of their wallets. */
final class TransferDeeds {
    private static final List<String> MALFORMED = List.of(
            "{",
            "[]",
            "\"gold\"",
            "{\"to\":1,\"currency\":[],\"amount\":{}}",
            "{\"to\":\"%s\",\"currency\":\"%s\",\"amount\":0}",
            "{\"to\":\"%s\",\"currency\":\"%s\",\"amount\":-1}",
            "{\"to\":\"%s\",\"currency\":\"%s\",\"amount\":9223372036854775808}",
            "{\"to\":\"%s\",\"currency\":\"%s\",\"amount\":\"many\"}",
            "{\"to\":\"%s\",\"currency\":\"%s\"}",
            "{\"to\":\"%s\",\"currency\":\"%s\",\"amount\":1,\"tip\":1}");

    private final Stage stage;
    private final World world;

    TransferDeeds(Stage stage) {
        this.stage = stage;
        this.world = stage.world();
    }

    void transfer(Step step) {
        SplittableRandom chance = step.chance();
        Person from = world.person(step.actor());
        String currency = world.currencyOf(from, chance);
        long amount = 1 + chance.nextLong(Math.max(1, from.balance(currency) / 2));
        stage.expect(wish(step, 0, from, world.person(step.other()), currency, amount));
    }

    void transferAll(Step step) {
        Person from = world.person(step.actor());
        String currency = world.currencyOf(from, step.chance());
        long amount = Math.max(1, from.balance(currency));
        stage.expect(wish(step, 0, from, world.person(step.other()), currency, amount));
    }

    void transferTooMuch(Step step) {
        SplittableRandom chance = step.chance();
        Person from = world.person(step.actor());
        String currency = world.currency(chance);
        long amount = from.balance(currency) + 1 + (chance.nextBoolean() ? 0 : chance.nextInt(1_000_000));
        stage.expect(wish(step, 0, from, world.person(step.other()), currency, amount));
    }

    void transferToSelf(Step step) {
        Person person = world.person(step.actor());
        Request request =
                moving(person.id(), world.currencyOf(person, step.chance()), 1).withKey(stage.key(step, 0));
        stage.expect(Wish.refused(person, request, Refusal.SAME_WALLET));
    }

    void transferUnknownCurrency(Step step) {
        Request request =
                moving(world.person(step.other()).id(), "no-such-currency", 1).withKey(stage.key(step, 0));
        stage.expect(Wish.refused(world.person(step.actor()), request, Refusal.UNKNOWN_CURRENCY));
    }

    void transferToStranger(Step step) {
        Person from = world.person(step.actor());
        String currency = world.currencyOf(from, step.chance());
        Request request =
                moving("plr_nobody-" + stage.key(step, 0), currency, 1).withKey(stage.key(step, 0));
        boolean funded = from.balance(currency) > 0;
        stage.expect(Wish.refused(from, request, funded ? Refusal.UNKNOWN_PLAYER : Refusal.INSUFFICIENT_FUNDS));
    }

    void transferWithoutKey(Step step) {
        Person from = world.person(step.actor());
        Request request = moving(from.id() + "x", world.currencyOf(from, step.chance()), 1);
        stage.expect(Wish.refused(from, request, Refusal.KEY_MISSING));
    }

    void transferMalformed(Step step) {
        SplittableRandom chance = step.chance();
        Person from = world.person(step.actor());
        String body = MALFORMED.get(chance.nextInt(MALFORMED.size()));
        String text = String.format(body, from.id() + "x", world.currencyOf(from, chance));
        Request request = Request.postText("/v1/transfers", text).withKey(stage.key(step, 0));
        stage.expect(Wish.refused(from, request, Refusal.MALFORMED));
    }

    /** A transfer that takes effect if the sender has enough. Both players must be of the step. */
    Wish wish(Step step, int number, Person from, Person to, String currency, long amount) {
        Request request = moving(to.id(), currency, amount).withKey(stage.key(step, number));
        return Wish.accepted(from, request, 201)
                .moving(
                        Refusal.INSUFFICIENT_FUNDS,
                        from.wallet(currency).change(-amount),
                        to.wallet(currency).change(amount))
                .promising(body -> Members.check(
                        request, body, "from", from.id(), "to", to.id(), "currency", currency, "amount", amount))
                .then(answer -> {
                    String id = Members.required(request, answer.json(), "id");
                    from.entries.add(new Entry(
                            step.number(),
                            currency,
                            -amount,
                            Map.of("transactionId", id, "counterpart", to.id(), "kind", "TRANSFER")));
                    to.entries.add(new Entry(
                            step.number(),
                            currency,
                            amount,
                            Map.of("transactionId", id, "counterpart", from.id(), "kind", "TRANSFER")));
                    from.remember(from, request, answer);
                });
    }

    private static Request moving(String to, String currency, long amount) {
        return Request.post(
                "/v1/transfers",
                Json.object().put("to", to).put("currency", currency).put("amount", amount));
    }

    void readWallet(Step step) {
        checkWallet(world.person(step.actor()));
    }

    /** Reads a wallet. @return the balances, which are as they must be */
    Map<String, Long> checkWallet(Person person) {
        Request request = Request.get("/v1/wallet");
        JsonNode body = stage.read(person, request).json();
        Members.check(request, body, "playerId", person.id());
        Map<String, Long> balances = Wallets.balances(request, body);
        if (!Wallets.withoutZeros(balances).equals(Wallets.withoutZeros(person.balances))) {
            throw new Violation(request, "balances " + person.balances, body);
        }
        return balances;
    }

    void readEntries(Step step) {
        Person person = world.person(step.actor());
        int limit = 1 + step.chance().nextInt(Stage.PAGE_ITEMS_MAX);
        Request request = Request.get("/v1/wallet/entries").query("limit", Integer.toString(limit));
        JsonNode body = stage.read(person, request).json();
        int expected = Math.min(limit, person.entries.size());
        if (body.path("items").size() != expected) {
            throw new Violation(request, expected + " entries", body);
        }
        Wallets.compareNewest(request, body.path("items"), person.entries);
    }
}
