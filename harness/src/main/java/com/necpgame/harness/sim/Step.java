package com.necpgame.harness.sim;

import java.util.Set;
import java.util.SplittableRandom;

/**
 * One thing that happens in a simulation, chosen by the seed alone. Amounts follow from {@code roll} and from what the
 * players own when its turn comes.
 *
 * @param number from 0
 * @param actor the player who acts, by index
 * @param other another player, by index
 */
record Step(long number, Deed deed, int actor, int other, long roll) {
    Step {
        if (actor == other) {
            throw new IllegalArgumentException("a step is of two different players");
        }
    }

    /** The players of whom nothing else may happen at the same time. */
    Set<Integer> players() {
        return deed.pair ? Set.of(actor, other) : Set.of(actor);
    }

    /** The chance of this step: the same every time it is asked for. */
    SplittableRandom chance() {
        return new SplittableRandom(roll);
    }

    @Override
    public String toString() {
        return number + " " + deed + " of player " + actor + (deed.pair ? " with player " + other : "");
    }
}
