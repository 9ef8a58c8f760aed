package com.necpgame.gamesim.arena;

/**
 * What a player wants, for one tick.
 *
 * @param tick the client's own count of its inputs, which never goes back
 * @param moveX east, -{@value #MOVE_MAX} to {@value #MOVE_MAX}; as a vector with moveY no longer than {@value #MOVE_MAX}
 * @param moveY south
 * @param aim one of {@link Directions}
 */
public record Input(int tick, int moveX, int moveY, int aim, boolean fire) {
    public static final int MOVE_MAX = 127;
    /** Wants nothing. */
    public static final Input NONE = new Input(0, 0, 0, 0, false);

    public Input {
        if (moveX * moveX + moveY * moveY > MOVE_MAX * MOVE_MAX || Math.abs(moveX) > MOVE_MAX) {
            throw new IllegalArgumentException("a move is no longer than " + MOVE_MAX + ": " + moveX + "," + moveY);
        }
        if (aim < 0 || aim >= Directions.COUNT) {
            throw new IllegalArgumentException("no direction " + aim);
        }
    }

    /** An input of whatever a client sent: a move that is too long is shortened, an aim beyond the circle goes around it. */
    public static Input clamped(int tick, int moveX, int moveY, int aim, boolean fire) {
        int x = Math.clamp(moveX, -MOVE_MAX, MOVE_MAX);
        int y = Math.clamp(moveY, -MOVE_MAX, MOVE_MAX);
        int length = rootUp(x * x + y * y);
        if (length > MOVE_MAX) {
            x = x * MOVE_MAX / length;
            y = y * MOVE_MAX / length;
        }
        return new Input(tick, x, y, aim & (Directions.COUNT - 1), fire);
    }

    /** The same wish at another tick of the client. */
    public Input at(int otherTick) {
        return new Input(otherTick, moveX, moveY, aim, fire);
    }

    /** The smallest number whose square is not below. */
    private static int rootUp(int square) {
        int root = 0;
        while (root * root < square) {
            root++;
        }
        return root;
    }
}
