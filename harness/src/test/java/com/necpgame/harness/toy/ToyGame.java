package com.necpgame.harness.toy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Patience;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The rules of the toy. One lock guards all, except where a bug wants a race. */
final class ToyGame implements AutoCloseable {
    record ToyOffer(String currency, long price, String item, long quantity, int quantityMax, boolean onSale) {}

    static final Map<String, ToyOffer> OFFERS = Map.of(
            "potions",
            new ToyOffer("gold", 700, "potion", 3, 10, true),
            "sword",
            new ToyOffer("gold", 9_000, "sword", 1, 2, true),
            "elixir",
            new ToyOffer("gems", 1_500, "elixir", 1, 5, true),
            "skates",
            new ToyOffer("gems", 10, "skates", 1, 1, false));

    private static final Duration RACE_WINDOW = Duration.ofMillis(8);
    private static final Duration DELIVERY_DELAY = Duration.ofMillis(1);
    private static final int EVERY = 10;
    private static final long LIMIT = 1_000_000_000;

    final Map<String, ToyPlayer> players = new ConcurrentHashMap<>();
    private final Map<String, String> devices = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong purchases = new AtomicLong();
    private final AtomicLong lines = new AtomicLong();
    private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();
    private final @Nullable Bug bug;

    ToyGame(@Nullable Bug bug) {
        this.bug = bug;
    }

    boolean has(Bug other) {
        return bug == other;
    }

    /** Makes the window of a bug's race wide enough to be met. */
    void race(Bug racing) {
        if (has(racing)) {
            Patience.pause(RACE_WINDOW);
        }
    }

    String id(String prefix) {
        return prefix + String.format("%026d", ids.incrementAndGet());
    }

    /** Finds or creates a player. @return true if it is new */
    boolean signIn(String device, StringBuilder id) {
        String known = devices.get(device);
        if (known != null) {
            id.append(known);
            return false;
        }
        if (has(Bug.TWO_PLAYERS_PER_DEVICE)) {
            Patience.pause(RACE_WINDOW);
            return create(device, id);
        }
        synchronized (this) {
            String raced = devices.get(device);
            if (raced != null) {
                id.append(raced);
                return false;
            }
            return create(device, id);
        }
    }

    private boolean create(String device, StringBuilder id) {
        var player = new ToyPlayer(id("plr_"), has(Bug.CAPACITY_EXCEEDED));
        players.put(player.id, player);
        devices.put(device, player.id);
        id.append(player.id);
        return true;
    }

    ToyPlayer player(String id) {
        ToyPlayer player = players.get(id);
        if (player == null) {
            throw new Refused(404, "economy/unknown-player");
        }
        return player;
    }

    ObjectNode mint(JsonNode body, int sign) {
        ToyPlayer player = player(text(body, "playerId"));
        String currency = currency(body);
        long amount = amount(body, "amount");
        boolean free = has(Bug.OVERDRAFT) && sign < 0;
        add(player, currency, sign * amount, free);
        String id = id("txn_");
        line(player, id, sign > 0 ? "GRANT" : "BURN", currency, sign * amount).put("reason", text(body, "reason"));
        return Json.object()
                .put("id", id)
                .put("playerId", player.id)
                .put("currency", currency)
                .put("amount", amount)
                .put("reason", text(body, "reason"))
                .put("at", "2026-11-20T00:00:00.000Z");
    }

    ObjectNode transfer(ToyPlayer from, JsonNode body) {
        String to = text(body, "to");
        String currency = currency(body);
        long amount = amount(body, "amount");
        if (to.equals(from.id) && !has(Bug.SELF_TRANSFER_ACCEPTED)) {
            throw new Refused(422, "economy/same-wallet");
        }
        long before = from.balances.getOrDefault(currency, 0L);
        race(Bug.LOST_UPDATE);
        refuseShort(before - amount);
        ToyPlayer receiver = player(to);
        add(receiver, currency, amount, false);
        from.balances.put(currency, before - amount);
        String id = id("txn_");
        line(from, id, "TRANSFER", currency, -amount).put("counterpart", to);
        line(receiver, id, "TRANSFER", currency, amount + (has(Bug.WRONG_ENTRY) ? 1 : 0))
                .put("counterpart", from.id);
        return Json.object()
                .put("id", id)
                .put("from", from.id)
                .put("to", to)
                .put("currency", currency)
                .put("amount", amount)
                .put("at", "2026-11-20T00:00:00.000Z");
    }

    ObjectNode purchase(ToyPlayer player, JsonNode body) {
        ToyOffer offer = OFFERS.get(text(body, "offerId"));
        if (offer == null) {
            throw new Refused(404, "economy/unknown-offer");
        }
        if (!offer.onSale) {
            throw new Refused(409, "economy/offer-not-on-sale");
        }
        long quantity = amount(body, "quantity");
        if (quantity > offer.quantityMax) {
            throw new Refused(422, "economy/quantity-too-large");
        }
        long price = offer.price * quantity;
        add(player, offer.currency, -price - (has(Bug.WRONG_PRICE) && quantity > 1 ? 1 : 0), false);
        String id = id("pur_");
        line(player, id, "PURCHASE", offer.currency, -price).put("reason", text(body, "offerId"));
        ObjectNode purchase = Json.object()
                .put("id", id)
                .put("offerId", text(body, "offerId"))
                .put("quantity", quantity)
                .put("status", "PAID")
                .put("at", "2026-11-20T00:00:00.000Z");
        purchase.set("price", Json.object().put("currency", offer.currency).put("amount", price));
        player.purchases.put(id, purchase.deepCopy());
        boolean strange = purchases.incrementAndGet() % EVERY == 0;
        if (!(has(Bug.UNDELIVERED) && strange)) {
            deliveries.execute(() -> {
                Patience.pause(DELIVERY_DELAY);
                deliver(player, id, offer, quantity, strange);
            });
        }
        return purchase;
    }

    private synchronized void deliver(ToyPlayer player, String id, ToyOffer offer, long quantity, boolean strange) {
        player.bag.deliver(offer.item, offer.quantity * quantity);
        if (has(Bug.DELIVERED_TWICE) && strange) {
            player.bag.deliver(offer.item, offer.quantity * quantity);
        }
        ObjectNode purchase = player.purchases.get(id);
        if (purchase != null && !(has(Bug.NEVER_MARKED_DELIVERED) && strange)) {
            purchase.put("status", "DELIVERED");
        }
    }

    ObjectNode takeOut(ToyPlayer player, String rowId, JsonNode body, boolean consume) {
        ToyPlayer owner = has(Bug.FOREIGN_ITEM_CONSUMED) ? ownerOf(player, rowId) : player;
        ToyBag.Row row = owner.bag.rows.get(rowId);
        if (row == null) {
            throw new Refused(404, "inventory/item-not-found");
        }
        if (consume && row.isUnique()) {
            throw new Refused(422, "inventory/not-consumable");
        }
        long quantity = amount(body, "quantity");
        if (quantity > row.quantity && !has(Bug.CONSUMES_TOO_MANY)) {
            throw new Refused(409, "inventory/not-enough");
        }
        owner.bag.take(row, quantity);
        return Json.object().put("id", rowId).put("quantity", row.quantity);
    }

    private ToyPlayer ownerOf(ToyPlayer caller, String rowId) {
        return players.values().stream()
                .filter(p -> p.bag.rows.containsKey(rowId))
                .findFirst()
                .orElse(caller);
    }

    ObjectNode claim(ToyPlayer player, String mailId) {
        ToyBag.Row letter = player.bag.mail.get(mailId);
        if (letter == null) {
            throw new Refused(404, "inventory/mail-not-found");
        }
        race(Bug.DOUBLE_CLAIM);
        player.bag.claim(letter);
        player.bag.mail.remove(mailId);
        return Json.object().put("id", mailId).put("item", letter.item);
    }

    private void add(ToyPlayer player, String currency, long change, boolean overdraft) {
        long after = player.balances.getOrDefault(currency, 0L) + change;
        long limit = has(Bug.MOVING_LIMIT) && ids.get() % 3 == 0 ? LIMIT / 20_000 : LIMIT;
        if (change > 0 && currency.equals("gems") && after > limit) {
            throw new Refused(409, "economy/balance-limit");
        }
        if (!overdraft) {
            refuseShort(after);
        }
        player.balances.put(currency, after);
    }

    private static void refuseShort(long after) {
        if (after < 0) {
            throw new Refused(409, "economy/insufficient-funds");
        }
    }

    private ObjectNode line(ToyPlayer player, String transaction, String kind, String currency, long amount) {
        ObjectNode line = Json.object()
                .put("id", id("ent_"))
                .put("transactionId", transaction)
                .put("kind", kind)
                .put("currency", currency)
                .put("amount", amount)
                .put("at", "2026-11-20T00:00:00.000Z");
        if (!has(Bug.MISSING_ENTRY) || lines.incrementAndGet() % EVERY != 0) {
            player.entries.add(line);
        }
        return line;
    }

    static String text(JsonNode body, String name) {
        if (!body.path(name).isTextual()) {
            throw new Refused(400, "platform/malformed");
        }
        return body.path(name).asText();
    }

    private static long amount(JsonNode body, String name) {
        JsonNode amount = body.path(name);
        if (!amount.isIntegralNumber() || !amount.canConvertToLong() || amount.asLong() < 1) {
            throw new Refused(400, "platform/malformed");
        }
        return amount.asLong();
    }

    private static String currency(JsonNode body) {
        String currency = text(body, "currency");
        if (!currency.equals("gold") && !currency.equals("gems")) {
            throw new Refused(422, "economy/unknown-currency");
        }
        return currency;
    }

    @Override
    public void close() {
        deliveries.shutdownNow();
    }
}
