package com.necpgame.economy;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * The economy's limits.
 *
 * @param balanceMax the most minor units of one currency that a wallet holds, where the currency names no other
 */
@Context
@ConfigurationProperties("necpgame.economy")
record EconomyConfig(
        @Bindable(defaultValue = "9007199254740991") long balanceMax) {
    EconomyConfig {
        if (balanceMax < 1 || balanceMax > Money.AMOUNT_MAX) {
            throw new IllegalArgumentException("necpgame.economy.balance-max must be 1 to " + Money.AMOUNT_MAX);
        }
    }
}
