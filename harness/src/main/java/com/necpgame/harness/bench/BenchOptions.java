package com.necpgame.harness.bench;

import java.time.Duration;
import java.util.List;

/**
 * What is measured.
 *
 * @param connections how many clients at a time, each with a connection of its own; one entry per configuration
 * @param rounds per cell, at least {@value #ROUNDS_MIN}: fewer say nothing about the spread
 * @param round how long each lasts
 * @param warmUp how long each cell runs before the first round
 * @param starts how often the start is measured; 0 for not at all
 * @param seed decides the order of turns and who pays whom
 */
public record BenchOptions(
        List<Scenario> scenarios,
        List<Integer> connections,
        int rounds,
        Duration round,
        Duration warmUp,
        int starts,
        long seed) {
    public static final int ROUNDS_MIN = 10;
    public static final int CONNECTIONS_MAX = 1_024;

    public BenchOptions {
        scenarios = List.copyOf(scenarios);
        connections = List.copyOf(connections);
        if (rounds < ROUNDS_MIN) {
            throw new IllegalArgumentException("rounds: " + ROUNDS_MIN + " or more");
        }
        if (scenarios.isEmpty() || connections.isEmpty()) {
            throw new IllegalArgumentException("at least one scenario and one number of connections");
        }
        if (connections.stream().anyMatch(c -> c < 1 || c > CONNECTIONS_MAX)) {
            throw new IllegalArgumentException("connections: 1 to " + CONNECTIONS_MAX);
        }
        if (!round.isPositive() || warmUp.isNegative() || starts < 0) {
            throw new IllegalArgumentException(
                    "a round takes time, a warm-up and the number of starts are not negative");
        }
    }
}
