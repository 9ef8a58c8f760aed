package com.necpgame.economy;

import io.micronaut.serde.annotation.Serdeable;

/**
 * An amount of a currency.
 *
 * @param currency the currency's id
 * @param amount minor units, 1 to {@value #AMOUNT_MAX}
 */
@Serdeable
record Money(String currency, long amount) {
    /** The largest integer that every JSON reader keeps exactly. */
    static final long AMOUNT_MAX = 9_007_199_254_740_991L;

    Money {
        if (amount < 1 || amount > AMOUNT_MAX) {
            throw new IllegalArgumentException("an amount is 1 to " + AMOUNT_MAX + ": " + amount);
        }
    }

    /** Whether so many times this much is still an amount. */
    boolean canTake(long factor) {
        return factor >= 1 && amount <= AMOUNT_MAX / factor;
    }

    Money times(long factor) {
        return new Money(currency, Math.multiplyExact(amount, factor));
    }
}
