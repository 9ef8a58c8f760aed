package com.necpgame.gamesim.arena;

/**
 * The numbers of a game. Speeds and times are per second; the arena counts in ticks.
 *
 * @param tickRate steps a second
 * @param timeLimitSeconds after which the game is over
 * @param scoreLimit the score that ends the game; 0 for none
 * @param playersMax slots
 */
public record ArenaRules(int tickRate, int timeLimitSeconds, int scoreLimit, int playersMax) {
    public static final int PLAYERS_MAX = 16;
    public static final int HEALTH_MAX = 100;
    /** Half the side of a player, in units. */
    public static final int RADIUS = 384;

    static final int TICK_RATE_MIN = 10;
    static final int TICK_RATE_MAX = 128;
    static final int TIME_LIMIT_SECONDS_MAX = 24 * 3600;
    static final int DAMAGE = 20;
    static final int KILL_POINTS = 100;
    static final int ASSIST_POINTS = 25;
    static final int PICKUP_HEALTH = 40;
    static final int PICKUP_CREDITS_MAX = 25;

    private static final int TILES_PER_SECOND = 4;
    private static final int SHOT_TILES_PER_SECOND = 14;
    private static final int SHOTS_PER_SECOND = 4;
    private static final int SHOT_SECONDS = 2;
    private static final int RESPAWN_SECONDS = 3;
    private static final int PICKUP_SECONDS = 10;

    public ArenaRules {
        refuseUnless(tickRate >= TICK_RATE_MIN && tickRate <= TICK_RATE_MAX, "tick rate", tickRate);
        refuseUnless(
                timeLimitSeconds > 0 && timeLimitSeconds <= TIME_LIMIT_SECONDS_MAX, "time limit", timeLimitSeconds);
        refuseUnless(scoreLimit >= 0, "score limit", scoreLimit);
        refuseUnless(playersMax > 0 && playersMax <= PLAYERS_MAX, "number of players", playersMax);
    }

    private static void refuseUnless(boolean holds, String what, int value) {
        if (!holds) {
            throw new IllegalArgumentException("an arena has no " + what + " of " + value);
        }
    }

    int timeLimitTicks() {
        return timeLimitSeconds * tickRate;
    }

    /** Units a tick. */
    int speed() {
        return TILES_PER_SECOND * ArenaMap.TILE / tickRate;
    }

    /** Units a tick. */
    int shotSpeed() {
        return SHOT_TILES_PER_SECOND * ArenaMap.TILE / tickRate;
    }

    int reloadTicks() {
        return Math.max(1, tickRate / SHOTS_PER_SECOND);
    }

    int shotTicks() {
        return SHOT_SECONDS * tickRate;
    }

    int respawnTicks() {
        return RESPAWN_SECONDS * tickRate;
    }

    int pickupTicks() {
        return PICKUP_SECONDS * tickRate;
    }
}
