package com.necpgame.economy;

import static com.necpgame.economy.EconomyProblem.SAME_WALLET;

import com.necpgame.contracts.PlayerId;

/** A valid wish to send money to another player. */
record Transfer(PlayerId from, PlayerId to, Money money) {
    Transfer {
        if (from.equals(to)) {
            throw SAME_WALLET.refuse();
        }
    }
}
