package com.necpgame.gamesim.arena;

/** Moves a player along the floor, one axis after the other, so that one slides along walls. */
final class Walk {
    private final ArenaMap map;
    private final int speed;

    Walk(ArenaMap map, int speed) {
        this.map = map;
        this.speed = speed;
    }

    void move(Fighter fighter) {
        fighter.x = along(fighter.x, fighter.y, fighter.input.moveX(), true);
        fighter.y = along(fighter.y, fighter.x, fighter.input.moveY(), false);
    }

    /** As far along an axis as the walls let one: to the wall's edge, and no unit into it. */
    private int along(int at, int across, int move, boolean isX) {
        int to = at + move * speed / Input.MOVE_MAX;
        if (to == at) {
            return at;
        }
        int sign = Integer.signum(to - at);
        int edge = to + sign * ArenaRules.RADIUS;
        if (!isWall(edge, across - ArenaRules.RADIUS, isX) && !isWall(edge, across + ArenaRules.RADIUS, isX)) {
            return to;
        }
        int tile = Math.floorDiv(edge, ArenaMap.TILE);
        int border = sign > 0 ? tile * ArenaMap.TILE - 1 : (tile + 1) * ArenaMap.TILE;
        return border - sign * ArenaRules.RADIUS;
    }

    private boolean isWall(int along, int across, boolean isX) {
        return isX ? map.isWall(along, across) : map.isWall(across, along);
    }
}
