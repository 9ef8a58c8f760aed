package com.necpgame.harness.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares wallets and ledgers with what they must be. */
final class Wallets {
    private Wallets() {}

    /** @throws Violation if a balance is negative, held without reason, or there twice */
    static Map<String, Long> balances(Object where, JsonNode wallet) {
        var balances = new TreeMap<String, Long>();
        for (JsonNode balance : wallet.path("balances")) {
            String currency = Members.required(where, balance, "currency");
            long available = balance.path("available").asLong(-1);
            if (available < 0 || balance.path("held").asLong(0) != 0 || balances.put(currency, available) != null) {
                throw new Violation(where, "each currency once, none negative, nothing held", wallet);
            }
        }
        return balances;
    }

    static Map<String, Long> withoutZeros(Map<String, Long> amounts) {
        var copy = new TreeMap<>(amounts);
        copy.values().removeIf(amount -> amount == 0);
        return copy;
    }

    static Map<String, Long> sums(Iterable<JsonNode> entries) {
        var sums = new TreeMap<String, Long>();
        for (JsonNode entry : entries) {
            sums.merge(Members.text(entry, "currency"), entry.path("amount").asLong(), Long::sum);
        }
        return sums;
    }

    /**
     * Compares the newest lines of a ledger.
     *
     * @param items newest first
     * @param expected oldest first, at least as many
     * @throws Violation at the first line that should not be where it is
     */
    static void compareNewest(Object where, Iterable<JsonNode> items, List<Entry> expected) {
        int next = expected.size() - 1;
        List<Entry> open = new ArrayList<>();
        for (JsonNode item : items) {
            if (open.isEmpty()) {
                for (long step = next < 0 ? 0 : expected.get(next).step();
                        next >= 0 && expected.get(next).step() == step;
                        next--) {
                    open.add(expected.get(next));
                }
            }
            boolean found = removeMatch(open, item);
            if (!found) {
                throw new Violation(where, open.isEmpty() ? "no further entry" : "next one of " + open, item);
            }
        }
    }

    private static boolean removeMatch(List<Entry> open, JsonNode item) {
        for (int i = 0; i < open.size(); i++) {
            if (matches(open.get(i), item)) {
                open.remove(i);
                return true;
            }
        }
        return false;
    }

    private static boolean matches(Entry entry, JsonNode item) {
        return entry.currency().equals(Members.text(item, "currency"))
                && item.path("amount").isIntegralNumber()
                && item.path("amount").asLong() == entry.amount()
                && entry.facts().entrySet().stream()
                        .allMatch(fact -> fact.getValue().equals(Members.text(item, fact.getKey())));
    }
}
