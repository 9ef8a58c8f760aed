package com.necpgame.harness.autoscale;

import com.necpgame.harness.page.LinePlot;
import com.necpgame.harness.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Policies side by side on one page. */
final class AutoscalePage {
    private static final double HOUR_MINUTES = 60;

    private final Autoscale.Scenario scenario;
    private final List<Outcome> outcomes;

    private AutoscalePage(Autoscale.Scenario scenario, List<Outcome> outcomes) {
        this.scenario = scenario;
        this.outcomes = outcomes;
    }

    static String of(Autoscale.Scenario scenario, List<Outcome> outcomes) {
        return new AutoscalePage(scenario, outcomes).write();
    }

    private String write() {
        var page = new Page("NECPGAME autoscaling");
        page.paragraph(AutoscaleText.introduction(scenario, outcomes));
        page.table(
                AutoscaleText.HEADS, outcomes.stream().map(AutoscaleText::row).toList());
        page.legend(
                outcomes.stream().map(outcome -> outcome.policy().toString()).toList());
        page.plots(List.of(
                lines("servers, starting and draining too", Minute::servers),
                lines("waiting in the queue", Minute::waiting),
                lines("refused, per minute", Minute::refused),
                lines("sessions that run", Minute::sessions),
                lines("occupancy, percent of all servers' slots", this::occupancy),
                asked()));
        page.paragraph(
                "Each plot shows the end of each minute, in hours from the start of the curve; of a long curve the highest"
                        + " of each few minutes. The last plot is the curve itself. Waits are of those who got a session; who was refused waited to the end.");
        return page.toString();
    }

    private double occupancy(Minute minute) {
        return minute.servers() == 0
                ? 0
                : 100.0
                        * minute.sessions()
                        / minute.servers()
                        / scenario.model().capacity();
    }

    private String lines(String name, ToDoubleFunction<Minute> value) {
        var plot = plot(name);
        for (Outcome outcome : outcomes) {
            plot.line(outcome.minutes().stream().map(value::applyAsDouble).toList());
        }
        return plot.svg();
    }

    private String asked() {
        var arrivals = new ArrayList<Double>();
        scenario.curve().arrivals().forEach(count -> arrivals.add(count.doubleValue()));
        return plot("sessions asked for, per minute").line(arrivals).svg();
    }

    private LinePlot plot(String name) {
        return new LinePlot(name, "hours", scenario.curve().arrivals().size() / HOUR_MINUTES);
    }
}
