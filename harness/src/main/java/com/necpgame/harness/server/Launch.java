package com.necpgame.harness.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a server is started.
 *
 * <p>In the command and in the environment's values {@code {port}}, {@code {data}} and {@code {operator.secret}} stand for what is chosen at each start.
 *
 * @param command the program and its arguments
 * @param environment what is added to this process's own environment
 * @param readyPath what answers 200 once the server is ready
 * @param readyWithin how long a start may take
 * @param stopWithin how long a stop may take before the process is killed
 */
public record Launch(
        List<String> command,
        Map<String, String> environment,
        String readyPath,
        Duration readyWithin,
        Duration stopWithin) {
    public static final Duration READY_WITHIN = Duration.ofSeconds(90);
    public static final Duration STOP_WITHIN = Duration.ofSeconds(30);
    public static final String READY_PATH = "/health/readiness";

    /** What a server needs to know to be played with hard: where to listen and keep data, who operates, and a
     * rate limit beyond reach. */
    public static final Map<String, String> ENVIRONMENT = Map.of(
            "MICRONAUT_SERVER_PORT", "{port}",
            "MICRONAUT_SERVER_HOST", "127.0.0.1",
            "NECPGAME_STORE_PATH", "{data}",
            "NECPGAME_IDENTITY_OPERATOR_SECRET", "{operator.secret}",
            "NECPGAME_SERVER_RATE_LIMIT_REQUESTS_PER_SECOND", "1000000",
            "NECPGAME_SERVER_RATE_LIMIT_BURST", "1000000");

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a server is started by a command");
        }
    }

    public static Launch of(List<String> command) {
        return new Launch(command, ENVIRONMENT, READY_PATH, READY_WITHIN, STOP_WITHIN);
    }

    /** This launch with more variables, which win over the present ones. */
    public Launch withEnvironment(Map<String, String> more) {
        var both = new TreeMap<>(environment);
        both.putAll(more);
        return new Launch(command, both, readyPath, readyWithin, stopWithin);
    }
}
