package com.necpgame.gamesim.server;

/** Why a player with a good token was sent away, in order of precedence. */
enum Refused {
    /** The server ends. */
    DRAINING,
    /** The token's build is another. */
    OTHER_BUILD,
    /** The token's map is not here. */
    NO_SUCH_MAP,
    /** The registry's ids are plainer. */
    NOT_A_PLAYER,
    /** No room for another session. */
    SESSIONS_FULL,
    /** The session is over. */
    SESSION_OVER,
    /** The slot is beyond the players of the session. */
    NO_SUCH_SLOT,
    /** Somebody else sits there. */
    SLOT_TAKEN,
    /** No room for another spectator. */
    SPECTATORS_FULL
}
