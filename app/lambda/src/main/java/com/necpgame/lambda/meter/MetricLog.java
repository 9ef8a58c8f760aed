package com.necpgame.lambda.meter;

import com.necpgame.lambda.Afterwards;
import com.necpgame.platform.runtime.store.EnabledModules;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the modules' counters, timers and gauges to standard output in the format that CloudWatch makes metrics of. Names
 * are those of the Prometheus page of the one JVM. Counters are told as what was added since the last line.
 *
 * <p>A function stands still between invocations, so lines come at the end of one, at most once per interval. What an
 * instance has counted since its last line goes with it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format</a>
 */
@Singleton
@Requires(property = MetricLogConfig.PREFIX + ".enabled", value = "true")
final class MetricLog implements Afterwards {
    /** CloudWatch's limit for one document. */
    static final int METRICS_MAX = 100;

    /** Documents of one flush, one per set of tags: a line is 256 KB at most, and each costs money. */
    static final int DOCUMENTS_MAX = 50;

    private static final Logger LOG = LoggerFactory.getLogger(MetricLog.class);

    private final SimpleMeterRegistry meters;
    private final MetricLogConfig config;
    private final JsonMapper json;
    private final Clock clock;
    private final PrintStream out;
    private final String module;
    private final Map<String, Double> told = new HashMap<>();
    private Instant next = Instant.EPOCH;

    @Inject
    MetricLog(
            SimpleMeterRegistry meters, MetricLogConfig config, JsonMapper json, Clock clock, EnabledModules modules) {
        this(meters, config, json, clock, String.join(",", modules.names()), System.out);
    }

    MetricLog(
            SimpleMeterRegistry meters,
            MetricLogConfig config,
            JsonMapper json,
            Clock clock,
            String module,
            PrintStream out) {
        this.meters = meters;
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.module = module;
        this.out = out;
    }

    @Override
    public synchronized void finish() {
        var now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(config.interval());
        try {
            write(now);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Metrics were not written", e);
        }
    }

    private void write(Instant now) throws IOException {
        var documents = new ArrayList<Document>();
        valuesByTags()
                .forEach((tags, values) -> split(values).forEach(part -> documents.add(new Document(tags, part))));
        for (var document : documents.subList(0, Math.min(documents.size(), DOCUMENTS_MAX))) {
            out.println(new String(json.writeValueAsBytes(json(document, now)), StandardCharsets.UTF_8));
        }
        if (documents.size() > DOCUMENTS_MAX) {
            LOG.warn("{} sets of metrics were too many: {} are told", documents.size(), DOCUMENTS_MAX);
        }
    }

    private record Document(List<Tag> tags, Map<String, Double> values) {}

    private Map<List<Tag>, Map<String, Double>> valuesByTags() {
        var byTags = new LinkedHashMap<List<Tag>, Map<String, Double>>();
        for (var meter : meters.getMeters()) {
            if (config.publishes(meter.getId().getName())) {
                var values = values(meter);
                if (!values.isEmpty()) {
                    byTags.computeIfAbsent(meter.getId().getTags(), tags -> new TreeMap<>())
                            .putAll(values);
                }
            }
        }
        return byTags;
    }

    private Map<String, Double> values(Meter meter) {
        var name = meter.getId().getName().replace('.', '_').replace('-', '_');
        return switch (meter) {
            case Gauge gauge -> Double.isFinite(gauge.value()) ? Map.of(name, gauge.value()) : Map.of();
            case Counter counter -> added(meter, name + "_total", counter.count());
            case FunctionCounter counter -> added(meter, name + "_total", counter.count());
            case Timer timer -> {
                var values = new HashMap<>(added(meter, name + "_seconds_count", timer.count()));
                values.putAll(added(meter, name + "_seconds_sum", timer.totalTime(TimeUnit.SECONDS)));
                yield values;
            }
            default -> Map.of();
        };
    }

    /** Nothing where nothing was added. */
    private Map<String, Double> added(Meter meter, String name, double total) {
        var before = told.put(name + meter.getId().getTags(), total);
        var added = total - (before == null ? 0 : before);
        return added > 0 ? Map.of(name, added) : Map.of();
    }

    private static List<Map<String, Double>> split(Map<String, Double> values) {
        var parts = new ArrayList<Map<String, Double>>();
        for (var value : values.entrySet()) {
            if (parts.isEmpty() || parts.getLast().size() == METRICS_MAX) {
                parts.add(new TreeMap<>());
            }
            parts.getLast().put(value.getKey(), value.getValue());
        }
        return parts;
    }

    private JsonNode json(Document document, Instant now) {
        var members = new LinkedHashMap<String, JsonNode>();
        var dimensions = new ArrayList<JsonNode>();
        members.put("_aws", JsonNode.nullNode());
        dimension("module", module, members, dimensions);
        document.tags().forEach(tag -> dimension(tag.getKey(), tag.getValue(), members, dimensions));
        var metrics = new ArrayList<JsonNode>();
        document.values().forEach((name, value) -> {
            members.put(name, JsonNode.createNumberNode(value));
            metrics.add(JsonNode.createObjectNode(Map.of("Name", JsonNode.createStringNode(name))));
        });
        members.put("_aws", metadata(now, dimensions, metrics));
        return JsonNode.createObjectNode(members);
    }

    private static void dimension(String name, String value, Map<String, JsonNode> members, List<JsonNode> names) {
        // CloudWatch refuses an empty value of a dimension.
        members.put(name, JsonNode.createStringNode(value.isEmpty() ? "-" : value));
        names.add(JsonNode.createStringNode(name));
    }

    private JsonNode metadata(Instant now, List<JsonNode> dimensions, List<JsonNode> metrics) {
        var directive = JsonNode.createObjectNode(Map.of(
                "Namespace", JsonNode.createStringNode(config.namespace()),
                "Dimensions", JsonNode.createArrayNode(List.of(JsonNode.createArrayNode(dimensions))),
                "Metrics", JsonNode.createArrayNode(metrics)));
        return JsonNode.createObjectNode(Map.of(
                "Timestamp", JsonNode.createNumberNode(now.toEpochMilli()),
                "CloudWatchMetrics", JsonNode.createArrayNode(List.of(directive))));
    }
}
