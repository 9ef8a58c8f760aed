package com.necpgame.lambda.event;

import com.amazonaws.services.lambda.runtime.Context;
import com.necpgame.lambda.EventSource;
import com.necpgame.platform.runtime.event.EventEnvelope;
import com.necpgame.platform.runtime.event.Outboxes;
import com.necpgame.platform.runtime.store.EnabledModules;
import com.necpgame.platform.runtime.store.StoreConfig;
import io.micronaut.context.BeanProvider;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream of the module's table: new rows of its outbox leave over the bus. Where one cannot, the answer names the
 * first such record, and Lambda hands over that one and all after it again; those that had left by then leave twice,
 * which listeners bear.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Lambda with DynamoDB Streams</a>
 */
@Singleton
final class StreamSource implements EventSource {
    private static final Logger LOG = LoggerFactory.getLogger(StreamSource.class);
    private static final String TABLE_IN_ARN = ":table/";

    private final JsonMapper json;
    private final EnabledModules modules;
    private final StoreConfig store;
    private final BeanProvider<Outboxes> outboxes;

    StreamSource(JsonMapper json, EnabledModules modules, StoreConfig store, BeanProvider<Outboxes> outboxes) {
        this.json = json;
        this.modules = modules;
        this.store = store;
        this.outboxes = outboxes;
    }

    @Override
    public boolean sends(JsonNode event) {
        return Batch.isOf(event, "aws:dynamodb");
    }

    @Override
    public void handle(JsonNode event, Context context, OutputStream answer) throws IOException {
        var records = Batch.records(event);
        var module = module(records.getFirst());
        // By sequence number, in the stream's order.
        var waiting = new LinkedHashMap<String, EventEnvelope>();
        for (var each : records) {
            var image = image(each);
            if (image != null) {
                waiting.put(sequence(each), outboxes.get().event(module, Attributes.read(image)));
            }
        }
        Batch.answer(json, answer, relay(module, waiting));
    }

    private List<String> relay(String module, LinkedHashMap<String, EventEnvelope> waiting) {
        var relayed = outboxes.get().relay(module, List.copyOf(waiting.values()));
        var first = waiting.entrySet().stream()
                .filter(each -> !relayed.gone().contains(each.getValue().id()))
                .findFirst();
        first.ifPresent(each ->
                LOG.warn("{} and what follows it leave later", each.getValue().id(), relayed.failure()));
        return first.stream().map(each -> each.getKey()).toList();
    }

    /** The row that a record tells of, if it is one of an outbox and still there: nothing else leaves. */
    private static @Nullable JsonNode image(JsonNode each) {
        var change = each.get("dynamodb");
        if (change == null || !(change.get("NewImage") instanceof JsonNode image)) {
            return null;
        }
        var partition = Batch.text(image.get("pk"), "S");
        return partition != null && Outboxes.isOutbox(partition) ? image : null;
    }

    private static String sequence(JsonNode each) {
        return Batch.need(each.get("dynamodb"), "SequenceNumber");
    }

    /**
     * By the table in {@code arn:aws:dynamodb:region:account:table/name/stream/label}.
     *
     * @throws IllegalArgumentException if that is no table of this function's modules
     */
    private String module(JsonNode first) {
        var arn = Batch.need(first, "eventSourceARN");
        var at = arn.indexOf(TABLE_IN_ARN);
        var table = at < 0 ? arn : arn.substring(at + TABLE_IN_ARN.length()).split("/", 2)[0];
        var name = table.startsWith(store.tablePrefix())
                ? table.substring(store.tablePrefix().length())
                : "";
        if (!modules.names().contains(name)) {
            throw new IllegalArgumentException("a stream of a table that is not this function's: " + arn);
        }
        return name;
    }
}
