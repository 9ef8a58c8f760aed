package com.necpgame.gamesim.arena;

/**
 * The arena's own dice: a number that is part of its state, so that the same seed and inputs give the same game on every machine and in every
 * release of Java.
 *
 * @see <a href="https://prng.di.unimi.it/splitmix64.c">SplitMix64</a>
 */
final class Chance {
    private long state;

    Chance(long seed) {
        state = seed;
    }

    /** A number from 0 to below the bound. */
    int below(int bound) {
        state += 0x9E3779B97F4A7C15L;
        long mixed = state;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 31), bound);
    }

    long state() {
        return state;
    }
}
