package com.necpgame.harness.bench;

import java.util.Locale;

/** What is asked over and over. */
public enum Scenario {
    /** {@code GET /v1/wallet}: one small read. */
    WALLET_READ,
    /** {@code POST /v1/transfers}: one unit to another player of the pool, drawn for each. */
    TRANSFER,
    /** {@code POST /v1/purchases}: one of the cheapest offer; what it brings is delivered afterwards. */
    PURCHASE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The scenario of a name. @throws IllegalArgumentException if there is none */
    public static Scenario of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
