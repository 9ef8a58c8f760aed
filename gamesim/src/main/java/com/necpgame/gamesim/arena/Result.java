package com.necpgame.gamesim.arena;

/**
 * What one player did in a game.
 *
 * @param damage dealt, in points of health
 * @param ticks that they were there
 * @param credits picked up
 */
public record Result(
        String playerId,
        int score,
        int kills,
        int deaths,
        int assists,
        int damage,
        int shots,
        int hits,
        int ticks,
        int credits,
        Outcome outcome) {
    /** How it ended for them. */
    public enum Outcome {
        /** Nobody scored more, and nobody as much. */
        WON,
        LOST,
        /** The highest score, and not alone. */
        DRAWN,
        /** Not there at the end. */
        LEFT
    }
}
