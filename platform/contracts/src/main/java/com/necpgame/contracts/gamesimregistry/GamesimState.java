package com.necpgame.contracts.gamesimregistry;

import io.micronaut.serde.annotation.Serdeable;

/** Where a game server is in its life. */
@Serdeable
public enum GamesimState {
    /** Registered, and not yet ready. */
    STARTING,
    /** Ready, and empty. */
    READY,
    /** Holds a session at least; takes more while it has slots. */
    ALLOCATED,
    /** Takes no new session, and ends with its last. */
    DRAINING,
    /** Missed a heartbeat; takes no new session until it beats again. */
    UNHEALTHY,
    /** Said goodbye, or drained. The end of its epoch. */
    SHUTDOWN,
    /** Silent for too long. The end of its epoch. */
    LOST
}
