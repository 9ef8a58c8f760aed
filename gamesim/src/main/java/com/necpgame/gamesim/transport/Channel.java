package com.necpgame.gamesim.transport;

/** How messages travel. */
public enum Channel {
    /** May be lost, doubled never, in any order. */
    UNRELIABLE,
    /** All arrive, once, in order; fragmented where longer than a packet. */
    RELIABLE,
    /** May be lost; what is older than the newest that arrived is dropped. Fragmented where longer than a packet. */
    LATEST
}
