package com.necpgame.harness.junit;

import com.necpgame.harness.server.Target;
import com.necpgame.harness.sim.Report;
import com.necpgame.harness.sim.Simulation;
import com.necpgame.harness.sim.SimulationOptions;

/** A game that a test can have played on its server. Made by {@link SimulationExtension}. */
public final class Game {
    private final Target target;
    private final SimulationOptions options;

    Game(Target target, SimulationOptions options) {
        this.target = target;
        this.options = options;
    }

    /** The seed of this test, drawn or given by the system property {@value SimulationExtension#SEED}. */
    public long seed() {
        return options.seed();
    }

    /**
     * Plays and audits.
     *
     * @param steps how many, sign-ins included
     * @param players at least 2
     * @param threads how many steps may run at the same time
     * @return the report of a game in which all was right
     * @throws AssertionError if anything was not, with seed, step, request, and both answers
     */
    public Report play(long steps, int players, int threads) {
        return Simulation.run(options.withSteps(steps).withPlayers(players).withThreads(threads), target)
                .orThrow();
    }
}
