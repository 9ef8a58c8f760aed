package com.necpgame.harness.match;

import com.necpgame.harness.wire.Caller;

/** A player who has signed in. */
record Guest(String playerId, String accessToken) implements Caller {
    @Override
    public String token() {
        return accessToken;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return playerId;
    }
}
