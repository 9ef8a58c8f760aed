package com.necpgame.gamesim.arena;

/** What lies at a place of a map, again and again. */
public record Pickup(Kind kind, Place place) {
    /** What one gets. */
    public enum Kind {
        HEALTH,
        CREDITS
    }
}
