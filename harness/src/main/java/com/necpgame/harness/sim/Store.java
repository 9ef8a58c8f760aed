package com.necpgame.harness.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Caller;
import com.necpgame.harness.wire.Client;
import com.necpgame.harness.wire.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what the target's store sells. */
final class Store {
    private static final int PAGES_MAX = 100;

    private Store() {}

    /** @param reader may read offers
     * @throws IllegalStateException if there is no store, or it sells nothing */
    static List<Offer> offers(Client client, Caller reader) {
        List<Offer> offers = all(client, reader, Request.get("/v1/offers")).stream()
                .map(Store::offer)
                .toList();
        if (offers.isEmpty()) {
            throw new IllegalStateException("the target sells nothing");
        }
        return offers;
    }

    /** What can lie in a bag. */
    static Catalog catalog(Client client, Caller reader) {
        return new Catalog(all(client, reader, Request.get("/v1/catalog")));
    }

    private static List<JsonNode> all(Client client, Caller reader, Request list) {
        var items = new ArrayList<JsonNode>();
        Request request = list;
        for (int page = 0; page < PAGES_MAX; page++) {
            Answer answer = client.send(reader, request);
            if (answer.status() != 200) {
                throw new IllegalStateException(request + " answered " + answer);
            }
            JsonNode body = answer.json();
            body.path("items").forEach(items::add);
            String cursor = Members.text(body, "nextCursor");
            if (cursor.isEmpty()) {
                break;
            }
            request = list.query("cursor", cursor);
        }
        return items;
    }

    private static Offer offer(JsonNode item) {
        Map<String, Long> items = new HashMap<>();
        for (JsonNode grant : item.path("grants")) {
            items.merge(Members.text(grant, "item"), grant.path("quantity").asLong(1), Long::sum);
        }
        return new Offer(
                Members.text(item, "id"),
                Members.text(item, "price.currency"),
                item.path("price").path("amount").asLong(),
                items,
                item.path("quantityMax").asInt(1));
    }
}
