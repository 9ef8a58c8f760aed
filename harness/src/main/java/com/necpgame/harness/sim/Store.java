package com.necpgame.harness.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Caller;
import com.necpgame.harness.wire.Client;
import com.necpgame.harness.wire.Request;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what the target's store sells. An offer whose sale begins or ends during a simulation would be misjudged. */
final class Store {
    private static final int PAGES_MAX = 100;

    private Store() {}

    /** @param reader may read offers
     * @throws IllegalStateException if there is no store, or it sells nothing */
    static List<Offer> offers(Client client, Caller reader) {
        Instant now = serverTime(client, reader);
        List<Offer> offers = all(client, reader, Request.get("/v1/offers")).stream()
                .map(item -> offer(item, now))
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

    /** By the server's own clock: it is the one that decides what is on sale. */
    private static Instant serverTime(Client client, Caller reader) {
        String date = client.send(reader, Request.get("/v1/offers")).header("date");
        return date == null ? Instant.EPOCH : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    }

    private static boolean isOnSale(JsonNode availability, Instant now) {
        String from = Members.text(availability, "from");
        String until = Members.text(availability, "until");
        return (from.isEmpty() || !now.isBefore(Instant.parse(from)))
                && (until.isEmpty() || now.isBefore(Instant.parse(until)));
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

    private static Offer offer(JsonNode item, Instant now) {
        Map<String, Long> items = new HashMap<>();
        for (JsonNode grant : item.path("grants")) {
            items.merge(Members.text(grant, "item"), grant.path("quantity").asLong(1), Long::sum);
        }
        return new Offer(
                Members.text(item, "id"),
                Members.text(item, "price.currency"),
                item.path("price").path("amount").asLong(),
                items,
                item.path("quantityMax").asInt(1),
                isOnSale(item.path("availability"), now));
    }
}
