package com.necpgame.harness.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads everything back and compares it with what must be true. */
final class Reconciliation {
    private static final int LIMIT_SPREAD = 97;

    private final Stage stage;
    private final World world;
    private final TransferDeeds transfers;
    private final PurchaseDeeds purchases;
    private final InventoryDeeds inventory;
    private final Map<String, Long> inWallets = new TreeMap<>();

    Reconciliation(Stage stage, TransferDeeds transfers, PurchaseDeeds purchases, InventoryDeeds inventory) {
        this.stage = stage;
        this.world = stage.world();
        this.transfers = transfers;
        this.purchases = purchases;
        this.inventory = inventory;
    }

    /** All that belongs to one player. Callable from many threads. */
    void check(Person person) {
        Map<String, Long> balances = transfers.checkWallet(person);
        checkLedger(person, balances);
        checkPurchases(person);
        inventory.settled(person, limit(person));
        synchronized (inWallets) {
            balances.forEach((currency, amount) -> inWallets.merge(currency, amount, Long::sum));
        }
    }

    private void checkLedger(Person person, Map<String, Long> balances) {
        Request request = Request.get("/v1/wallet/entries");
        List<JsonNode> entries = stage.readAll(person, request, limit(person)).all();
        Map<String, Long> sums = Wallets.sums(entries);
        if (!Wallets.withoutZeros(sums).equals(Wallets.withoutZeros(balances))) {
            throw new Violation(
                    request + " of player " + person.index, "entries that add up to the balances " + balances, sums);
        }
        if (entries.size() != person.entries.size()) {
            throw new Violation(
                    request + " of player " + person.index, person.entries.size() + " entries", entries.size());
        }
        Wallets.compareNewest(request + " of player " + person.index, entries, person.entries);
    }

    private void checkPurchases(Person person) {
        for (String id : new ArrayList<>(person.purchases.keySet())) {
            boolean delivered = stage.deliveryPatience().until(() -> purchases.checkPurchase(person, id));
            if (!delivered) {
                throw new Violation(
                        "GET /v1/purchases/" + id + " of player " + person.index,
                        "status DELIVERED within the time of a delivery",
                        "status PAID");
            }
        }
    }

    /** What belongs to all, once every player is checked. */
    void checkTotals() {
        for (String currency : world.currencies()) {
            long actual = inWallets.getOrDefault(currency, 0L);
            if (actual != world.inWallets(currency)) {
                throw new Violation(
                        "all wallets of " + currency,
                        world.inWallets(currency) + " from " + world.flows(currency),
                        actual);
            }
        }
    }

    /** Pages of many sizes, so that their edges are met. */
    private static int limit(Person person) {
        return 1 + (person.index * 31 + 6) % LIMIT_SPREAD;
    }
}
