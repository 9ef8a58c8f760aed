package com.necpgame.harness.autoscale;

import com.necpgame.harness.screen.TextTable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Outcomes in words and figures, the same on a terminal and on a page. */
final class AutoscaleText {
    static final List<String> HEADS = List.of(
            "policy",
            "started",
            "waited",
            "wait p50 s",
            "wait p95 s",
            "wait p99 s",
            "refused",
            "waiting at end",
            "server-hours",
            "peak servers",
            "occupancy");

    private static final double SECOND_MILLIS = 1000;

    private AutoscaleText() {}

    static String of(Autoscale.Scenario scenario, List<Outcome> outcomes) {
        var table = new TextTable(HEADS.toArray(String[]::new));
        outcomes.forEach(outcome -> table.row(row(outcome).toArray()));
        return introduction(scenario, outcomes) + "\n\n" + table;
    }

    static String introduction(Autoscale.Scenario scenario, List<Outcome> outcomes) {
        FleetModel model = scenario.model();
        return String.format(
                Locale.ROOT,
                "seed %d: %,d sessions asked for in %,d minutes (%s), of %s on average, spread %.2f. Servers of %d sessions"
                        + " take %s to start and %s to warm up; a policy looks every %s, waits %s after a launch and %s"
                        + " before a removal; %d to %d servers, %d at first; %s. One waits %s for a slot at most.",
                scenario.seed(),
                outcomes.getFirst().arrived(),
                scenario.curve().arrivals().size(),
                scenario.source(),
                words(scenario.length().mean()),
                scenario.length().spread(),
                model.capacity(),
                words(model.start()),
                words(model.warmUp()),
                words(model.evaluateEvery()),
                words(model.scaleOutCooldown()),
                words(model.scaleInCooldown()),
                model.serversMin(),
                model.serversMax(),
                model.serversFirst(),
                model.drains() ? "surplus servers are drained" : "only empty servers go",
                words(model.waitMax()));
    }

    static List<String> row(Outcome outcome) {
        return List.of(
                outcome.policy().toString(),
                whole(outcome.played().size()),
                whole(outcome.waited()),
                seconds(outcome.waitedMillis(50)),
                seconds(outcome.waitedMillis(95)),
                seconds(outcome.waitedMillis(99)),
                whole(outcome.refused()),
                whole(outcome.waiting()),
                String.format(Locale.ROOT, "%,.1f", outcome.serverHours()),
                whole(outcome.serversPeak()),
                String.format(Locale.ROOT, "%.1f %%", 100 * outcome.occupancy()));
    }

    private static String words(Duration length) {
        return length.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String whole(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / SECOND_MILLIS);
    }
}
