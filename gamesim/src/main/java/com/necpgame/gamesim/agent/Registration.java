package com.necpgame.gamesim.agent;

import java.time.Duration;

/**
 * What the registry calls this server, until the epoch is over.
 *
 * @param tokenKey opens the join tokens of this server and epoch, 32 bytes; nobody else's business
 */
public record Registration(String simId, long epoch, byte[] tokenKey, Duration heartbeat) {
    public Registration {
        tokenKey = tokenKey.clone();
    }

    @Override
    public byte[] tokenKey() {
        return tokenKey.clone();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return simId + "/" + epoch;
    }
}
