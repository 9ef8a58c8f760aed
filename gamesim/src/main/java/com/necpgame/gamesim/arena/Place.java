package com.necpgame.gamesim.arena;

/** A point of a map, in units; {@link ArenaMap#TILE} of them are a tile. */
public record Place(int x, int y) {
    /** The square of the distance, which needs no root. */
    public long squaredDistance(int otherX, int otherY) {
        long dx = x - otherX;
        long dy = y - otherY;
        return dx * dx + dy * dy;
    }
}
