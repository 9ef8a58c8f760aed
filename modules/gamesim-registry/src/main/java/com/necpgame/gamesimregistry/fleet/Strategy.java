package com.necpgame.gamesimregistry.fleet;

import io.micronaut.serde.annotation.Serdeable;

/** Which of the servers that fit takes a session. */
@Serdeable
public enum Strategy {
    /** The one with the most sessions, so that the others stay empty and can be removed. */
    PACKED,
    /** The one with the fewest sessions. */
    DISTRIBUTED,
    /** One of the region that is nearest to the caller; there as packed. */
    LATENCY
}
