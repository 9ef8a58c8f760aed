package com.necpgame.gamesim.server;

import org.jspecify.annotations.Nullable;

/** A player's place in a session; it outlives their connection for a while. */
final class Seat {
    final String playerId;
    final String name;
    final int slot;

    @Nullable
    Guest guest;
    /** The tick at which the place is free again, while nobody is on it. */
    int keptUntilTick;

    Seat(String playerId, String name, int slot) {
        this.playerId = playerId;
        this.name = name;
        this.slot = slot;
    }
}
