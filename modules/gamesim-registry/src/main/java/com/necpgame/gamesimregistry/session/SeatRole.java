package com.necpgame.gamesimregistry.session;

import io.micronaut.serde.annotation.Serdeable;

/** What one may do in a session. The order is that of the numbers in a join token. */
@Serdeable
enum SeatRole {
    /** Takes a slot. */
    PLAYER,
    /** Watches, and takes none. */
    SPECTATOR
}
