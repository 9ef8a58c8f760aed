package com.necpgame.platform.embedded.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole run.
 *
 * @param skipped who could not take part, and why
 * @param fsyncs one for each round
 */
record Result(
        BenchOptions options,
        Instant at,
        Map<String, String> machine,
        Map<String, String> skipped,
        List<Cell> cells,
        Cell fsyncs) {
    Optional<Cell> cell(String contender, Scenario scenario, int threads) {
        return cells.stream()
                .filter(c -> c.contender().equals(contender) && c.scenario() == scenario && c.threads() == threads)
                .findFirst();
    }

    Optional<Double> perSecond(String contender, Scenario scenario, int threads) {
        return cell(contender, scenario, threads).map(cell -> cell.median(Round::perSecond));
    }
}
