package com.necpgame.voice.room;

/** What a member may do in a room. */
enum Role {
    MEMBER,
    /** Hears, and is not heard. */
    LISTENER,
    /** Puts others out, mutes and promotes them; alone speaks in a broadcast. */
    MODERATOR,
    /** Always holds a speaker's slot. */
    PRIORITY
}
