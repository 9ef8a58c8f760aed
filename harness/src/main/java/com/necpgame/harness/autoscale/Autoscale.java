package com.necpgame.harness.autoscale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Replays one load curve against policies, and tells what each made of it. */
public final class Autoscale {
    private final Scenario scenario;
    private final List<Outcome> outcomes;

    /**
     * What is replayed.
     *
     * @param seed decides when within a minute players come and how long they play; the curve too where it is drawn
     * @param source what the curve is, in words
     * @param policies at least one
     */
    public record Scenario(
            long seed, String source, LoadCurve curve, SessionLength length, FleetModel model, List<Policy> policies) {
        public Scenario {
            policies = List.copyOf(policies);
            if (policies.isEmpty()) {
                throw new IllegalArgumentException("a comparison needs a policy");
            }
            policies.forEach(policy -> policy.check(model));
        }
    }

    private Autoscale(Scenario scenario, List<Outcome> outcomes) {
        this.scenario = scenario;
        this.outcomes = outcomes;
    }

    /** Replays. The same scenario gives the same figures, always. */
    public static Autoscale run(Scenario scenario) {
        var demands = scenario.curve().demands(new SplittableRandom(scenario.seed()), scenario.length());
        long end = scenario.curve().endMillis();
        return new Autoscale(
                scenario,
                scenario.policies().stream()
                        .map(policy -> FleetReplay.run(scenario.model(), policy, demands, end))
                        .toList());
    }

    /**
     * Writes {@code index.html} with plots.
     *
     * @return the page
     * @throws IOException if the folder cannot be written
     */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve("index.html"), AutoscalePage.of(scenario, outcomes));
    }

    /** A table for a terminal. */
    @Override
    public String toString() {
        return AutoscaleText.of(scenario, outcomes);
    }
}
