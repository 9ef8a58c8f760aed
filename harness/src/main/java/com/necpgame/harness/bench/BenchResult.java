package com.necpgame.harness.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that was measured.
 *
 * @param machine what it was measured on, by name
 * @param starts by system; empty where the harness starts nothing
 * @param residentBytes after all load, by system; 0 if unknown
 */
public record BenchResult(
        BenchOptions options,
        Instant at,
        Map<String, String> machine,
        Map<String, Starts> starts,
        Map<String, Long> residentBytes,
        List<CellResult> cells) {
    public BenchResult {
        cells = List.copyOf(cells);
    }

    /** True if a request failed somewhere: then no figure is to be trusted. */
    public boolean hasErrors() {
        return cells.stream().anyMatch(cell -> !cell.errors().isEmpty());
    }
}
