package com.necpgame.platform.embedded.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * @param rounds of each cell
 * @param warmups rounds before them that do not count
 * @param round how long one round of one cell takes
 * @param only the one store to measure, or empty for all; for profiles
 * @param seed of the order of the cells and of the players that are drawn
 */
record BenchOptions(
        int rounds,
        int warmups,
        Duration round,
        int players,
        List<Integer> threads,
        List<Scenario> scenarios,
        String only,
        Path folder,
        long seed) {
    private static final Set<String> NAMES =
            Set.of("rounds", "warmups", "millis", "players", "threads", "scenarios", "only", "folder", "seed");

    /** Of arguments like {@code rounds=10 millis=1000 threads=1,16,64 scenarios=TRANSACTION,GET,QUERY players=1000 only=embedded folder=target/engine-bench seed=1}. */
    static BenchOptions of(String... arguments) {
        Map<String, String> given = Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length == 2 ? pair[1] : ""));
        if (!NAMES.containsAll(given.keySet())) {
            throw new IllegalArgumentException("known are " + NAMES + ", given were " + given.keySet());
        }
        BiFunction<String, String, String> option = given::getOrDefault;
        return new BenchOptions(
                Integer.parseInt(option.apply("rounds", "10")),
                Integer.parseInt(option.apply("warmups", "2")),
                Duration.ofMillis(Long.parseLong(option.apply("millis", "1000"))),
                Integer.parseInt(option.apply("players", "1000")),
                Arrays.stream(option.apply("threads", "1,16,64").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                Arrays.stream(option.apply("scenarios", "TRANSACTION,GET,QUERY").split(","))
                        .map(Scenario::valueOf)
                        .toList(),
                option.apply("only", ""),
                Path.of(option.apply("folder", "target/engine-bench")).toAbsolutePath(),
                Long.parseLong(option.apply("seed", "1")));
    }

    boolean wants(String contender) {
        return only.isEmpty() || only.equals(contender);
    }
}
