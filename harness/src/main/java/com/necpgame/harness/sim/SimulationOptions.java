package com.necpgame.harness.sim;

import java.time.Duration;

/**
 * What is played.
 *
 * @param seed decides every step
 * @param steps how many, sign-ins included
 * @param players at least 2
 * @param threads how many steps may run at the same time
 * @param run distinguishes this run's devices and keys from those of other runs on the same server: 1-24 of {@code a-z0-9-}
 * @param settleWithin how long a delivery may take, from the answer to a purchase to the item in the bag
 */
public record SimulationOptions(long seed, long steps, int players, int threads, String run, Duration settleWithin) {
    public static final int PLAYERS_MIN = 2;
    public static final int PLAYERS_MAX = 100_000;
    public static final int THREADS_MAX = 256;
    public static final Duration SETTLE_WITHIN = Duration.ofSeconds(20);

    public SimulationOptions {
        if (players < PLAYERS_MIN || players > PLAYERS_MAX) {
            throw new IllegalArgumentException("players: " + PLAYERS_MIN + " to " + PLAYERS_MAX);
        }
        if (threads < 1 || threads > THREADS_MAX) {
            throw new IllegalArgumentException("threads: 1 to " + THREADS_MAX);
        }
        if (steps < 0) {
            throw new IllegalArgumentException("steps: 0 or more");
        }
        if (!run.matches("[a-z0-9-]{1,24}")) {
            throw new IllegalArgumentException("run: 1-24 of a-z 0-9 -");
        }
    }

    /** 2,000 steps of 20 players on 4 threads. */
    public static SimulationOptions small(long seed, String run) {
        return new SimulationOptions(seed, 2_000, 20, 4, run, SETTLE_WITHIN);
    }

    public SimulationOptions withSteps(long other) {
        return new SimulationOptions(seed, other, players, threads, run, settleWithin);
    }

    public SimulationOptions withPlayers(int other) {
        return new SimulationOptions(seed, steps, other, threads, run, settleWithin);
    }

    public SimulationOptions withThreads(int other) {
        return new SimulationOptions(seed, steps, players, other, run, settleWithin);
    }

    public SimulationOptions withSettleWithin(Duration other) {
        return new SimulationOptions(seed, steps, players, threads, run, other);
    }

    /** The command that plays the same steps again. */
    public String reproduction() {
        return "make sim SEED=" + seed + " STEPS=" + steps + " PLAYERS=" + players + " THREADS=" + threads;
    }
}
