package com.necpgame.harness.sim;

/** What a player, or somebody who pretends to be one, may try; with how often it is chosen among all. */
enum Deed {
    /** Every player's first step; a new device becomes a new player. */
    SIGN_IN(0),
    /** The same device again: the same player. */
    SIGN_IN_AGAIN(2),
    /** Several first sign-ins of one device at once: one player. */
    RACE_SIGN_IN(1),
    REFRESH_TOKEN(1),

    GRANT(7),
    /** So much that some wallets cannot hold it. */
    GRANT_HUGE(1),
    GRANT_BY_PLAYER(1),
    GRANT_UNKNOWN_CURRENCY(1),
    BURN(3),
    BURN_TOO_MUCH(1),

    TRANSFER(14, true),
    TRANSFER_ALL(2, true),
    TRANSFER_TOO_MUCH(3, true),
    TRANSFER_TO_SELF(1),
    TRANSFER_UNKNOWN_CURRENCY(1, true),
    TRANSFER_TO_STRANGER(1),
    TRANSFER_WITHOUT_KEY(1),
    TRANSFER_MALFORMED(3),

    PURCHASE(12),
    PURCHASE_MOST(2),
    PURCHASE_UNKNOWN_OFFER(1),
    PURCHASE_OVER_MAX(1),

    /** A request that took effect, once more, byte by byte. */
    REPEAT(5),
    /** The key of a request that took effect, with another body. */
    REPEAT_CHANGED(2),
    /** A request that was refused, once more: it is judged afresh. */
    RETRY_REFUSED(2),

    CONSUME(5),
    CONSUME_TOO_MANY(1),
    CONSUME_FOREIGN(1, true),
    DISCARD(2),
    CLAIM(3),

    EDIT_PROFILE(2),
    EDIT_PROFILE_STALE(1),

    READ_WALLET(5),
    READ_ENTRIES(3),
    READ_PURCHASE(3),
    READ_FOREIGN_PURCHASE(1, true),
    READ_INVENTORY(2),
    NO_TOKEN(1),
    FORGED_TOKEN(1),

    /** More is spent at once than there is. */
    RACE_SPEND(3, true),
    /** One request several times at once. */
    RACE_REPEAT(2, true),
    /** More is taken from one stack at once than it holds. */
    RACE_CONSUME(1),
    /** One mail is claimed several times at once. */
    RACE_CLAIM(1);

    final int weight;

    /** True if the other player of the step takes part. */
    final boolean pair;

    Deed(int weight) {
        this(weight, false);
    }

    Deed(int weight, boolean pair) {
        this.weight = weight;
        this.pair = pair;
    }
}
