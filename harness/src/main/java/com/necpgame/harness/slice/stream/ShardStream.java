package com.necpgame.harness.slice.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.slice.bus.BatchFailures;
import com.necpgame.harness.slice.call.Invoked;
import com.necpgame.harness.slice.call.Invoker;
import com.necpgame.harness.slice.fault.Chance;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Patience;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One partition of one outbox, as a shard: one batch at a time, in order, until it is done. */
final class ShardStream {
    /** Rows that were done and may still stand in the outbox for a moment; the oldest are forgotten first. */
    private static final int DONE_KEPT_MAX = 10_000;

    private final DoorClient door;
    private final String table;
    private final String partition;
    private final Invoker relay;
    private final StreamOptions options;
    private final Chance chance;
    private final StreamCounts counts;
    private final Set<String> done = new LinkedHashSet<>();
    private final Thread thread;
    private long sequence = 100_000_000_000_000_000L;
    private volatile boolean closed;
    private volatile long looksWanted;
    private volatile long idleAtLook = -1;

    ShardStream(
            DoorClient door,
            String table,
            String partition,
            Invoker relay,
            StreamOptions options,
            Chance chance,
            StreamCounts counts) {
        this.door = door;
        this.table = table;
        this.partition = partition;
        this.relay = relay;
        this.options = options;
        this.chance = chance;
        this.counts = counts;
        thread = Thread.ofVirtual().name("stream-" + table + "-" + partition).start(this::run);
    }

    private void run() {
        while (!closed) {
            List<StreamRecord> batch = readNew();
            if (batch.isEmpty()) {
                Patience.pause(options.poll());
            } else {
                deliver(batch);
            }
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /** The first rows that were not yet done; none as well if the store does not answer. */
    private List<StreamRecord> readNew() {
        long look = looksWanted;
        try {
            var fresh = new ArrayList<StreamRecord>();
            ObjectNode query = query();
            JsonNode page;
            do {
                page = door.call("Query", query);
                collect(page.path("Items"), fresh);
                query.set("ExclusiveStartKey", page.path("LastEvaluatedKey"));
            } while (fresh.size() < options.batchSize() && page.has("LastEvaluatedKey"));
            if (fresh.isEmpty()) {
                idleAtLook = look;
            }
            return fresh;
        } catch (DoorClient.Refused | UncheckedIOException | IllegalStateException e) {
            return List.of();
        }
    }

    private void collect(JsonNode items, List<StreamRecord> fresh) {
        for (JsonNode item : items) {
            if (fresh.size() < options.batchSize()
                    && !done.contains(item.path("sk").path("S").asText())) {
                fresh.add(new StreamRecord(table, Long.toString(++sequence), item));
            }
        }
    }

    private ObjectNode query() {
        ObjectNode query = Json.object();
        query.put("TableName", table);
        query.put("KeyConditionExpression", "#pk = :pk");
        query.putObject("ExpressionAttributeNames").put("#pk", "pk");
        query.putObject("ExpressionAttributeValues").putObject(":pk").put("S", partition);
        query.put("ConsistentRead", true);
        return query.put("Limit", 2 * options.batchSize());
    }

    private void deliver(List<StreamRecord> batch) {
        List<StreamRecord> left = batch;
        while (!left.isEmpty() && !closed) {
            List<StreamRecord> failed = invoke(left);
            remember(left.subList(0, left.size() - failed.size()));
            if (!failed.isEmpty()) {
                Patience.pause(options.retryPause());
            }
            left = failed;
        }
        if (!closed) {
            repeatOnPurpose(batch);
        }
    }

    private void remember(List<StreamRecord> records) {
        records.forEach(row -> done.add(row.sortKey()));
        counts.records.add(records.size());
        var oldest = done.iterator();
        for (int over = done.size() - DONE_KEPT_MAX; over > 0; over--) {
            oldest.next();
            oldest.remove();
        }
    }

    /** What succeeded comes again: all of it, or from the middle on. What the function answers to that counts for nothing. */
    private void repeatOnPurpose(List<StreamRecord> batch) {
        if (chance.happens(options.duplicates())) {
            counts.duplicates.increment();
            invoke(batch);
        }
        if (batch.size() > 1 && chance.happens(options.halves())) {
            counts.halves.increment();
            invoke(batch.subList(batch.size() / 2, batch.size()));
        }
    }

    /** Hands a batch over. @return its end, from the first record on that failed */
    private List<StreamRecord> invoke(List<StreamRecord> batch) {
        counts.invocations.increment();
        try {
            Invoked invoked = relay.invoke(StreamRecord.event(batch).toString().getBytes(StandardCharsets.UTF_8));
            if (!invoked.failed()) {
                return fromFirstFailed(batch, new String(invoked.answer(), StandardCharsets.UTF_8));
            }
        } catch (RuntimeException e) {
            // Throttled or gone: the whole batch comes again.
        }
        counts.failed.increment();
        return batch;
    }

    private List<StreamRecord> fromFirstFailed(List<StreamRecord> batch, String answer) {
        Set<String> sent = batch.stream().map(StreamRecord::sequence).collect(Collectors.toSet());
        Set<String> failed = BatchFailures.in(answer, sent).orElse(sent);
        for (int i = 0; i < batch.size(); i++) {
            if (failed.contains(batch.get(i).sequence())) {
                counts.partial.increment();
                return batch.subList(i, batch.size());
            }
        }
        return List.of();
    }

    /** {@link #isIdle()} speaks of a look after this. */
    void lookAgain(long look) {
        looksWanted = look;
    }

    /** Whether the look that was wanted last, or a later one, found nothing new. */
    boolean isIdle() {
        return idleAtLook == looksWanted;
    }

    void close() {
        closed = true;
        thread.interrupt();
    }
}
