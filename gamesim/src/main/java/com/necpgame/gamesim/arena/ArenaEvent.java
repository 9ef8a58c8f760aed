package com.necpgame.gamesim.arena;

/** Something that happened in a tick, and that players are told of. */
public sealed interface ArenaEvent {
    /** Somebody came. */
    record Joined(int slot, String playerId) implements ArenaEvent {}

    /** Somebody went. */
    record Left(int slot) implements ArenaEvent {}

    /** Somebody lost the last of their health. */
    record Killed(int killer, int victim) implements ArenaEvent {}

    /** Somebody is back. */
    record Respawned(int slot) implements ArenaEvent {}

    /** Somebody picked something up. @param amount of health or credits */
    record PickedUp(int slot, Pickup.Kind kind, int amount) implements ArenaEvent {}
}
