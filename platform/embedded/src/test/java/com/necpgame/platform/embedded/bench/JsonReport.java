package com.necpgame.platform.embedded.bench;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** A result with each round of each cell, for programs. */
final class JsonReport {
    private final JsonWriter json = JsonWriter.create();

    private JsonReport() {}

    static String of(Result result) {
        return new JsonReport().write(result);
    }

    private String write(Result result) {
        json.writeStartObject();
        member("at", result.at().toString());
        json.writeFieldName("roundMillis").writeValue(result.options().round().toMillis());
        json.writeFieldName("players").writeValue(result.options().players());
        json.writeFieldName("seed").writeValue(result.options().seed());
        members("machine", result.machine());
        members("skipped", result.skipped());
        json.writeFieldName("fsync");
        cell(result.fsyncs());
        json.writeFieldName("cells").writeStartArray();
        result.cells().forEach(this::cell);
        json.writeEndArray();
        json.writeFieldName("ratios").writeStartArray();
        Goal.of(result).forEach(this::goal);
        json.writeEndArray();
        json.writeEndObject();
        return new String(json.getBytes(), StandardCharsets.UTF_8);
    }

    private void cell(Cell cell) {
        json.writeStartObject();
        member("contender", cell.contender());
        member("scenario", cell.scenario().name());
        json.writeFieldName("threads").writeValue(cell.threads());
        json.writeFieldName("p50Millis").writeValue(cell.millis(50));
        json.writeFieldName("p99Millis").writeValue(cell.millis(99));
        json.writeFieldName("maxMillis").writeValue(cell.millis(100));
        rounds("perSecond", cell, Round::perSecond);
        rounds("cpuMicrosPerCall", cell, Round::cpuMicrosPerCall);
        rounds("loadAverage", cell, Round::loadAverage);
        json.writeEndObject();
    }

    private void rounds(String name, Cell cell, ToDoubleFunction<Round> figure) {
        json.writeFieldName(name).writeStartArray();
        cell.rounds().forEach(round -> json.writeValue(figure.applyAsDouble(round)));
        json.writeEndArray();
    }

    private void goal(Goal goal) {
        json.writeStartObject();
        member("to", goal.name());
        json.writeFieldName("ratio").writeValue(goal.ratio());
        Optional<Double> atLeast = goal.atLeast();
        atLeast.ifPresent(least -> json.writeFieldName("goal").writeValue(least));
        json.writeEndObject();
    }

    private void members(String name, Map<String, String> values) {
        json.writeFieldName(name).writeStartObject();
        values.forEach(this::member);
        json.writeEndObject();
    }

    private void member(String name, String value) {
        json.writeFieldName(name).writeValue(value);
    }
}
