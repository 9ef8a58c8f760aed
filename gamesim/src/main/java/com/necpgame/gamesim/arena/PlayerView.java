package com.necpgame.gamesim.arena;

/**
 * A player as all may see them.
 *
 * @param health 0 while dead
 * @param inputTick the tick of the last of their inputs that counted
 */
public record PlayerView(
        int slot, int x, int y, int aim, int health, int score, int kills, int deaths, int credits, int inputTick) {
    static final int FIELDS = 9;
    /** Compared with where nothing is known. */
    static PlayerView unknown(int slot) {
        return new PlayerView(slot, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    static PlayerView of(int slot, int[] fields) {
        return new PlayerView(
                slot, fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6], fields[7],
                fields[8]);
    }

    int[] fields() {
        return new int[] {x, y, aim, health, score, kills, deaths, credits, inputTick};
    }

    public boolean isAlive() {
        return health > 0;
    }
}
