package com.necpgame.voice.live;

import java.util.Map;

/** Where players stand, in proximity rooms, as a trusted game server tells it. */
public interface Positions {
    /** In place of all that was known of the room. Units of the game, x to the east, y up, z to the south. */
    void place(String room, Map<String, Point> byPlayer);

    record Point(double x, double y, double z) {
        public Point {
            if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(z)) {
                throw new IllegalArgumentException("A position must be finite");
            }
        }
    }
}
