package com.necpgame.harness.toy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A bag of few slots, with a mailbox behind it. */
final class ToyBag {
    static final int CAPACITY = 6;
    static final int STACK_MAX = 5;

    private static final AtomicLong IDS = new AtomicLong();

    static final class Row {
        final String id;
        final String item;
        long quantity;

        Row(String prefix, String item, long quantity) {
            id = prefix + String.format("%020d", IDS.incrementAndGet());
            this.item = item;
            this.quantity = quantity;
        }

        boolean isUnique() {
            return isUnique(item);
        }

        static boolean isUnique(String item) {
            return item.startsWith("sword");
        }

        ObjectNode json() {
            return Json.object()
                    .put("id", id)
                    .put("item", item)
                    .put("quantity", quantity)
                    .put("unique", isUnique());
        }
    }

    final Map<String, Row> rows = new LinkedHashMap<>();
    final Map<String, Row> mail = new LinkedHashMap<>();
    private final boolean unlimited;

    ToyBag(boolean unlimited) {
        this.unlimited = unlimited;
    }

    void deliver(String item, long quantity) {
        long left = fill(item, quantity);
        if (left > 0) {
            var row = new Row("mal_", item, left);
            mail.put(row.id, row);
        }
    }

    /** @throws Refused if not all of it fits */
    void claim(Row letter) {
        if (!fits(letter.item, letter.quantity)) {
            throw new Refused(409, "inventory/full");
        }
        fill(letter.item, letter.quantity);
    }

    void take(Row row, long quantity) {
        row.quantity -= quantity;
        if (row.quantity <= 0) {
            rows.remove(row.id);
        }
    }

    private boolean fits(String item, long quantity) {
        long room = (long) (CAPACITY - rows.size()) * stackMax(item);
        for (Row row : rows.values()) {
            room += row.item.equals(item) ? stackMax(item) - row.quantity : 0;
        }
        return room >= quantity;
    }

    private long fill(String item, long quantity) {
        long left = quantity;
        for (Row row : rows.values()) {
            long more = row.item.equals(item) ? Math.min(left, stackMax(item) - row.quantity) : 0;
            row.quantity += more;
            left -= more;
        }
        while (left > 0 && (unlimited || rows.size() < CAPACITY)) {
            var row = new Row("itm_", item, Math.min(left, stackMax(item)));
            rows.put(row.id, row);
            left -= row.quantity;
        }
        return left;
    }

    private static int stackMax(String item) {
        return Row.isUnique(item) ? 1 : STACK_MAX;
    }
}
