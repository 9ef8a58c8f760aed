package com.necpgame.platform.embedded.bench;

/** What is measured. */
enum Scenario {
    TRANSACTION(
            "transactions",
            "4 items in one transaction, each with its condition: a profile's version and score go up and its index"
                    + " entry moves, one coin leaves the wallet if there is one, an inventory item that exists is put again,"
                    + " and a ledger row that must not exist is written. An answer means that it is durable (but for the one"
                    + " store in memory)."),
    GET("gets", "One profile by its key: 8 attributes."),
    QUERY("queries", "A player's 20 inventory items, of 8 attributes each, by key and beginning of the sort key.");

    private final String unit;
    private final String words;

    Scenario(String unit, String words) {
        this.unit = unit;
        this.words = words;
    }

    /** What there are so many per second of. */
    String unit() {
        return unit;
    }

    String words() {
        return words;
    }
}
