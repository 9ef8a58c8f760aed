package com.necpgame.gamesim.arena;

/**
 * A shot that flies. Where it is follows from where and when it began, so that it travels to clients once.
 *
 * @param id grows with each shot of an arena
 * @param owner the slot of who shot
 * @param born the tick
 */
public record Shot(int id, int owner, int x, int y, int aim, int born) {
    /**
     * Where it is.
     *
     * @param speed units a tick
     * @param part of a tick after {@code tick}, out of {@code parts}
     */
    Place at(int tick, int speed, int part, int parts) {
        long way = ((long) (tick - born) * parts + part) * speed;
        int dx = (int) Math.floorDiv(way * Directions.x(aim), (long) Directions.ONE * parts);
        int dy = (int) Math.floorDiv(way * Directions.y(aim), (long) Directions.ONE * parts);
        return new Place(x + dx, y + dy);
    }

    /** Where it is at a tick. */
    public Place at(int tick, ArenaRules rules) {
        return at(tick, rules.shotSpeed(), 0, 1);
    }
}
