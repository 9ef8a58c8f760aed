package com.necpgame.voice.room;

/** What a moderator can do to a player in a room. */
enum Deed {
    /** Puts them out; they may come again. */
    KICK,
    /** Puts them out and keeps them out. */
    BAN,
    UNBAN,
    /** Mutes them for all. */
    MUTE,
    UNMUTE,
    /** Makes them a moderator. */
    MODERATOR,
    /** Makes them a plain member. */
    MEMBER
}
