package com.necpgame.harness.slice.local;

/** Who checks tokens. */
public enum TokenCheck {
    /** The gateway's authorizer, which passes the claims on. */
    GATEWAY,
    /** Each function, with the provider's keys. */
    FUNCTION
}
