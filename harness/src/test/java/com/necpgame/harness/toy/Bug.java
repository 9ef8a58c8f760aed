package com.necpgame.harness.toy;

/** How a server can be wrong. */
public enum Bug {
    /** Two transfers at once read the same balance, and one of them is forgotten. */
    LOST_UPDATE,
    /** A repeated grant answers as it should and pays again. */
    DOUBLE_GRANT,
    NO_REPLAY_HEADER,
    /** The receiver's line says one more than was sent. */
    WRONG_ENTRY,
    /** A line of the ledger is forgotten now and then. */
    MISSING_ENTRY,
    /** Every tenth purchase never arrives. */
    UNDELIVERED,
    /** Every tenth purchase arrives, and stays PAID. */
    NEVER_MARKED_DELIVERED,
    /** Every tenth purchase arrives twice. */
    DELIVERED_TWICE,
    CAPACITY_EXCEEDED,
    /** What a wallet may hold changes from request to request. */
    MOVING_LIMIT,
    /** Burns go below zero. */
    OVERDRAFT,
    OTHER_BODY_ACCEPTED,
    /** A refusal is stored under its key, and given again for ever. */
    REFUSAL_STORED,
    /** A key is looked up before the request and stored after it, so that requests at once all take effect. */
    KEY_RACE,
    FOREIGN_ITEM_CONSUMED,
    /** A stack gives what it does not have. */
    CONSUMES_TOO_MANY,
    /** Two claims at once bring one mail twice. */
    DOUBLE_CLAIM,
    STALE_PROFILE_ACCEPTED,
    /** The second page starts one item too late. */
    PAGE_SKIPS,
    /** The second page starts one item too early. */
    PAGE_REPEATS,
    WRONG_PRICE,
    PLAYERS_MAY_GRANT,
    TOKENS_UNCHECKED,
    SELF_TRANSFER_ACCEPTED,
    TWO_PLAYERS_PER_DEVICE,
    /** A problem that does not say that it is one. */
    PLAIN_JSON_PROBLEMS,
    /** Malformed requests end as an internal error. */
    MALFORMED_IS_500,
    FOREIGN_PURCHASE_SHOWN
}
