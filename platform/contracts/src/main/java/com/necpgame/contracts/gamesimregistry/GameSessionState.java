package com.necpgame.contracts.gamesimregistry;

import io.micronaut.serde.annotation.Serdeable;

/** Where a game session is in its life. */
@Serdeable
public enum GameSessionState {
    /** Has a slot on a server; nobody came yet. */
    ALLOCATED,
    /** Somebody came. */
    ACTIVE,
    /** Reported by its server. */
    ENDED,
    /** Nobody came in time. */
    EXPIRED,
    /** Its server is gone. */
    LOST
}
