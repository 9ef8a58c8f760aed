package com.necpgame.platform.embedded.bench;

import static com.necpgame.platform.embedded.bench.EngineBench.EMBEDDED;
import static com.necpgame.platform.embedded.bench.EngineBench.LOCAL_FILE;
import static com.necpgame.platform.embedded.bench.EngineBench.LOCAL_MEMORY;
import static com.necpgame.platform.embedded.bench.EngineBench.POSTGRES;
import static com.necpgame.platform.embedded.bench.EngineBench.POSTGRES_ONE_ROUND_TRIP;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A ratio of the engine's transactions to something else.
 *
 * @param atLeast what was aimed at, if anything was
 */
record Goal(String name, double ratio, Optional<Double> atLeast) {
    static List<Goal> of(Result result) {
        var goals = new ArrayList<Goal>();
        for (int threads : result.options().threads()) {
            add(
                    goals,
                    result,
                    LOCAL_FILE,
                    threads,
                    threads == 1 ? Optional.of(10.0) : threads == 16 ? Optional.of(40.0) : Optional.empty());
            add(goals, result, LOCAL_MEMORY, threads, Optional.empty());
            add(goals, result, POSTGRES, threads, Optional.of(1.5));
            add(goals, result, POSTGRES_ONE_ROUND_TRIP, threads, Optional.empty());
        }
        result.perSecond(EMBEDDED, Scenario.TRANSACTION, 1)
                .ifPresent(own -> goals.add(new Goal(
                        "raw fsync, 1 thread", own / result.fsyncs().median(Round::perSecond), Optional.of(0.5))));
        return goals;
    }

    private static void add(List<Goal> goals, Result result, String other, int threads, Optional<Double> atLeast) {
        var own = result.perSecond(EMBEDDED, Scenario.TRANSACTION, threads);
        var others = result.perSecond(other, Scenario.TRANSACTION, threads);
        if (own.isPresent() && others.isPresent()) {
            goals.add(new Goal(
                    other + ", " + threads + (threads == 1 ? " thread" : " threads"),
                    own.get() / others.get(),
                    atLeast));
        }
    }

    /** Times or, of less than one, percent. */
    String words() {
        return ratio < 1 && atLeast.orElse(1.0) < 1
                ? String.format(Locale.ROOT, "%.0f %%", ratio * 100)
                : String.format(Locale.ROOT, "%.1fx", ratio);
    }

    String verdict() {
        return atLeast.map(least -> (ratio >= least ? "reached: " : "MISSED: ")
                        + (least < 1
                                ? String.format(Locale.ROOT, "%.0f %%", least * 100)
                                : String.format(Locale.ROOT, "%.1fx", least)))
                .orElse("");
    }
}
