package com.necpgame.harness.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.wire.Json;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/** A result as data: every round, so that others can draw their own conclusions. */
final class BenchJson {
    private static final double[] PERCENTILES = {50, 90, 95, 99, 99.9, 100};

    private BenchJson() {}

    static ObjectNode of(BenchResult result) {
        ObjectNode json = Json.object().put("at", result.at().toString());
        ObjectNode options = json.putObject("options");
        options.put("rounds", result.options().rounds());
        options.put("roundMillis", result.options().round().toMillis());
        options.put("warmUpMillis", result.options().warmUp().toMillis());
        options.put("seed", result.options().seed());
        ObjectNode machine = json.putObject("machine");
        result.machine().forEach(machine::put);
        ObjectNode resident = json.putObject("residentBytesAfterLoad");
        result.residentBytes().forEach(resident::put);
        ObjectNode starts = json.putObject("starts");
        result.starts().forEach((system, of) -> starts(starts.putObject(system), of));
        ArrayNode cells = json.putArray("cells");
        result.cells().forEach(cell -> cell(cells.addObject(), cell));
        return json;
    }

    private static void starts(ObjectNode json, Starts starts) {
        millis(json.putArray("freshMillis"), starts.fresh());
        millis(json.putArray("againMillis"), starts.again());
        starts.idleBytes().forEach(json.putArray("idleBytes")::add);
    }

    private static void millis(ArrayNode array, List<Duration> durations) {
        durations.forEach(duration -> array.add(duration.toMillis()));
    }

    private static void cell(ObjectNode json, CellResult result) {
        json.put("system", result.cell().system());
        json.put("scenario", result.cell().scenario().toString());
        json.put("connections", result.cell().connections());
        ArrayNode rounds = json.putArray("rounds");
        result.rounds().forEach(round -> round(rounds.addObject(), round));
    }

    private static void round(ObjectNode json, Round round) {
        json.put("answers", round.answers());
        json.put("perSecond", round.perSecond());
        json.put("tookMillis", round.took().toMillis());
        json.put("serverMicrosPerAnswer", round.serverMicrosPerAnswer());
        json.put("clientMicrosPerAnswer", round.clientMicrosPerAnswer());
        json.put("settledMillis", round.settled().toMillis());
        json.put("loadAverage", round.loadAverage());
        ObjectNode errors = json.putObject("errors");
        round.errors().forEach(errors::put);
        percentiles(json.putObject("micros"), round.times());
    }

    private static void percentiles(ObjectNode json, Histogram times) {
        for (double percentile : PERCENTILES) {
            String name =
                    percentile == 100 ? "max" : "p" + (percentile % 1 == 0 ? "" + (int) percentile : "" + percentile);
            json.put(name, times.getValueAtPercentile(percentile) / 1_000);
        }
    }
}
