package com.necpgame.economy;

import static com.necpgame.economy.EconomyProblem.UNKNOWN_CURRENCY;

import com.necpgame.platform.runtime.content.Content;
import com.necpgame.platform.runtime.content.Contents;
import jakarta.inject.Singleton;
import java.util.Collection;

/** The game's currencies, as its designers have published them. */
@Singleton
final class Currencies {
    private final Content<Currency> content;
    private final EconomyConfig config;

    Currencies(Contents contents, EconomyConfig config) {
        this.content = contents.of(LedgerTable.NAME, "currencies", Currency.class);
        this.config = config;
    }

    Collection<Currency> all() {
        return content.all();
    }

    /** The most of it that one wallet holds, in minor units. */
    long balanceMax(String currency) {
        var own = content.find(currency).orElseThrow(UNKNOWN_CURRENCY).balanceMax();
        return own == null ? config.balanceMax() : Math.min(own, config.balanceMax());
    }
}
