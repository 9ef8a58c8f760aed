package com.necpgame.harness.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a player's bag and mail hold, as the server says.
 *
 * @param used slots in use
 * @param capacity slots in all
 */
record Bag(List<Row> rows, List<Row> mail, long used, long capacity) {
    private static final Request LIST = Request.get("/v1/inventory");
    private static final Request MAIL = Request.get("/v1/inventory/mail");

    /** A stack, a unique instance, or a mail. */
    record Row(String id, String item, long quantity, boolean unique) {
        private void checkFits(Catalog catalog) {
            long most = catalog.perSlot(item);
            if (quantity > most || (unique && most != 1)) {
                throw new Violation(LIST, "at most " + most + " of " + item + " in a slot", this);
            }
        }
    }

    /**
     * Reads a bag, page by page, and the mail. Something may arrive meanwhile, so that the parts need not agree.
     *
     * @param limit items per page
     * @throws Violation if it holds more than it may, or nonsense
     */
    static Bag read(Stage stage, Person person, int limit) {
        Stage.Items list = stage.readAll(person, LIST, limit);
        List<Row> rows = rows(list.all());
        rows.forEach(row -> row.checkFits(stage.world().catalog()));
        List<Row> mail = rows(stage.readAll(person, MAIL, limit).all());
        return of(rows, mail, list.lastPage());
    }

    private static Bag of(List<Row> rows, List<Row> mail, JsonNode page) {
        var bag = new Bag(
                rows, mail, page.path("used").asLong(-1), page.path("capacity").asLong(-1));
        if (bag.used < 0 || bag.used > bag.capacity) {
            throw new Violation(LIST, "used <= capacity", page);
        }
        return bag;
    }

    private static List<Row> rows(List<JsonNode> items) {
        var rows = new ArrayList<Row>();
        for (JsonNode item : items) {
            var row = new Row(
                    Members.required(LIST, item, "id"),
                    Members.required(LIST, item, "item"),
                    item.path("quantity").asLong(),
                    item.path("unique").asBoolean());
            if (row.quantity < 1) {
                throw new Violation(LIST, "a quantity of at least one", item);
            }
            rows.add(row);
        }
        return List.copyOf(rows);
    }

    /** @throws Violation if the number of slots in use is not that of the rows, though nothing was under way */
    Bag consistent() {
        if (used != rows.size()) {
            throw new Violation(LIST, "used = " + rows.size(), used);
        }
        return this;
    }

    long free() {
        return capacity - used;
    }

    /** Quantities by item, bag and mail together. */
    Map<String, Long> items() {
        var items = new TreeMap<String, Long>();
        rows.forEach(row -> items.merge(row.item(), row.quantity(), Long::sum));
        mail.forEach(row -> items.merge(row.item(), row.quantity(), Long::sum));
        return items;
    }
}
