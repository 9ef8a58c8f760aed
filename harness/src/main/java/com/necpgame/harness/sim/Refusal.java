package com.necpgame.harness.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.wire.Answer;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A problem that the server must answer with.
 *
 * @param statuses the allowed ones
 * @param code of the problem; empty if any will do
 */
record Refusal(Set<Integer> statuses, String code) {
    static final Refusal INSUFFICIENT_FUNDS = of(409, "economy/insufficient-funds");
    static final Refusal SAME_WALLET = of(422, "economy/same-wallet");
    static final Refusal UNKNOWN_CURRENCY = of(422, "economy/unknown-currency");
    static final Refusal UNKNOWN_PLAYER = of(404, "economy/unknown-player");
    static final Refusal BALANCE_LIMIT = of(409, "economy/balance-limit");
    static final Refusal QUANTITY_TOO_LARGE = of(422, "economy/quantity-too-large");
    static final Refusal PURCHASE_NOT_FOUND = of(404, "economy/purchase-not-found");
    static final Refusal UNKNOWN_OFFER = of(404, "economy/unknown-offer");
    static final Refusal OFFER_NOT_ON_SALE = of(409, "economy/offer-not-on-sale");
    static final Refusal ITEM_NOT_FOUND = of(404, "inventory/item-not-found");
    static final Refusal NOT_ENOUGH = of(409, "inventory/not-enough");
    static final Refusal NOT_CONSUMABLE = of(422, "inventory/not-consumable");
    static final Refusal MAIL_NOT_FOUND = of(404, "inventory/mail-not-found");
    static final Refusal KEY_REUSED = of(409, "platform/idempotency-key-reused");
    static final Refusal KEY_MISSING = of(400, "platform/idempotency-key-missing");
    static final Refusal NOT_ALLOWED = of(403, "platform/not-allowed");
    static final Refusal UNAUTHENTICATED = of(401, "platform/unauthenticated");
    static final Refusal VERSION_OUTDATED = of(412, "platform/version-outdated");
    static final Refusal MALFORMED = new Refusal(Set.of(400, 422), "");

    static Refusal of(int status, String code) {
        return new Refusal(Set.of(status), code);
    }

    /** True if the answer is this refusal, and a well-formed problem. */
    boolean isAnsweredBy(Answer answer) {
        return statuses.contains(answer.status())
                && (code.isEmpty() || code.equals(answer.code()))
                && isProblem(answer);
    }

    private static boolean isProblem(Answer answer) {
        String type = answer.header("content-type");
        JsonNode problem = answer.json();
        return type != null
                && type.startsWith("application/problem+json")
                && problem.path("status").asInt() == answer.status()
                && !problem.path("title").asText("").isEmpty()
                && !answer.code().isEmpty()
                && !problem.path("type").asText("").isEmpty();
    }

    @Override
    public String toString() {
        String status = new TreeSet<>(statuses).stream().map(String::valueOf).collect(Collectors.joining(" or "));
        return status + " " + (code.isEmpty() ? "(any code)" : code) + " as a problem";
    }
}
