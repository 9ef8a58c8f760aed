package com.necpgame.gamesim.client;

import com.necpgame.gamesim.arena.ArenaMap;
import com.necpgame.gamesim.arena.Place;
import java.util.ArrayDeque;
import java.util.Arrays;

/** Ways over the floor of a map, tile by tile. */
final class Paths {
    private static final int[][] STEPS = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};

    private final ArenaMap map;

    Paths(ArenaMap map) {
        this.map = map;
    }

    /** The middle of the next tile on a shortest way; the target itself where there is no way, or one is there. */
    Place next(Place from, Place to) {
        int start = tile(from);
        int goal = tile(to);
        var before = new int[map.width() * map.height()];
        Arrays.fill(before, -1);
        // From the goal, so that the tile before the start is the next one.
        before[goal] = goal;
        var open = new ArrayDeque<Integer>();
        open.add(goal);
        while (!open.isEmpty() && before[start] < 0) {
            spread(open.remove(), before, open);
        }
        return start == goal || before[start] < 0 ? to : middle(before[start]);
    }

    private void spread(int tile, int[] before, ArrayDeque<Integer> open) {
        for (var step : STEPS) {
            int x = tile % map.width() + step[0];
            int y = tile / map.width() + step[1];
            if (map.isWall(x * ArenaMap.TILE, y * ArenaMap.TILE)) {
                continue;
            }
            int other = y * map.width() + x;
            if (before[other] < 0) {
                before[other] = tile;
                open.add(other);
            }
        }
    }

    /** Whether a straight line meets no wall. */
    boolean sees(Place from, Place to) {
        int steps =
                (int) (Math.max(Math.abs(to.x() - from.x()), Math.abs(to.y() - from.y())) / (ArenaMap.TILE / 4)) + 1;
        for (int i = 1; i < steps; i++) {
            int x = from.x() + (to.x() - from.x()) * i / steps;
            int y = from.y() + (to.y() - from.y()) * i / steps;
            if (map.isWall(x, y)) {
                return false;
            }
        }
        return true;
    }

    private int tile(Place place) {
        return place.y() / ArenaMap.TILE * map.width() + place.x() / ArenaMap.TILE;
    }

    private Place middle(int tile) {
        int half = ArenaMap.TILE / 2;
        return new Place(tile % map.width() * ArenaMap.TILE + half, tile / map.width() * ArenaMap.TILE + half);
    }
}
