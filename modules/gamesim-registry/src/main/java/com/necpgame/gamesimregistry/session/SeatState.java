package com.necpgame.gamesimregistry.session;

import io.micronaut.serde.annotation.Serdeable;

/** Where one is on the way into a session and out of it. */
@Serdeable
enum SeatState {
    /** Has a token; has not come yet. */
    RESERVED,
    /** Is on the server, which says so. */
    CONNECTED,
    /** Was there. */
    LEFT
}
