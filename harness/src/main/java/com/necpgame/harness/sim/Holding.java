package com.necpgame.harness.sim;

/**
 * An amount that cannot go below zero and that requests change.
 *
 * @param owner the player, by index
 * @param thing a currency, or the id of a stack or a mail
 */
record Holding(int owner, String thing) {
    /** A difference to one holding. */
    record Change(Holding holding, long delta) {}

    Change change(long delta) {
        return new Change(this, delta);
    }
}
