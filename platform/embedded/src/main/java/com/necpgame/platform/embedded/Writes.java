package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.item.ItemCodec;
import com.necpgame.platform.embedded.item.Sizes;
import com.necpgame.platform.embedded.storage.Batch;
import com.necpgame.platform.embedded.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Every change of an item comes by here: lock, read, decide, one batch, unlock, wait for the disk. The locks do not wait for the disk; nobody
 * can make durable what rests on a batch before that batch is, for the log has one order, and readers wait for what they have read.
 */
final class Writes {
    private final Storage storage;
    private final Tables tables;
    private final Tokens tokens;
    private final Locks locks;

    Writes(Storage storage, Tables tables, Tokens tokens, Locks locks) {
        this.storage = storage;
        this.tables = tables;
        this.tokens = tokens;
        this.locks = locks;
    }

    /** Does the write, and waits until it is durable. */
    Outcome commit(Write write, Consumption consumption) {
        return commit(List.of(write), null, consumption).getFirst();
    }

    /**
     * Does all of the writes or, if one is refused, none, and waits until that is durable.
     *
     * @param token under which the client sends them, if it has one
     * @return one outcome for each; empty if they were done before under the same token
     */
    List<Outcome> commit(List<Write> writes, Tokens.@Nullable Use token, Consumption consumption) {
        List<Outcome> outcomes;
        long ticket = 0;
        boolean isReplay;
        try (var held = locks.of(keys(writes, token))) {
            isReplay = token != null && tokens.isReplay(token);
            outcomes = isReplay ? List.of() : writes.stream().map(this::decide).toList();
            if (!isReplay && !refused(outcomes)) {
                requireTogether(outcomes);
                ticket = store(outcomes, token, consumption);
            }
        }
        if (isReplay && token != null) {
            storage.awaitReadable(token.key());
        }
        await(outcomes, ticket);
        return outcomes;
    }

    private static void requireTogether(List<Outcome> outcomes) {
        long bytes = 0;
        if (outcomes.size() > Transactions.BYTES_MAX / Sizes.ITEM_BYTES) {
            for (Outcome outcome : outcomes) {
                bytes += outcome.bytesAfter();
            }
        }
        Transactions.requireTogether(bytes);
    }

    /** Does each for itself, and waits until all are durable. */
    List<Outcome> each(List<Write> writes, Consumption consumption) {
        var outcomes = new ArrayList<Outcome>(writes.size());
        long last = 0;
        for (Write write : writes) {
            try (var held = locks.of(List.of(write.entry()))) {
                var outcome = List.of(decide(write));
                outcomes.addAll(outcome);
                last = refused(outcome) ? last : store(outcome, null, consumption);
            }
        }
        await(outcomes, last);
        return outcomes;
    }

    static boolean refused(List<Outcome> outcomes) {
        return outcomes.stream().anyMatch(Outcome::isRefused);
    }

    private static List<byte[]> keys(List<Write> writes, Tokens.@Nullable Use token) {
        var keys = new ArrayList<byte[]>(writes.size() + 1);
        writes.forEach(write -> keys.add(write.entry()));
        if (token != null) {
            keys.add(token.key());
        }
        return keys;
    }

    private Outcome decide(Write write) {
        TableSchema table = tables.current(write.table());
        byte[] stored = storage.get(write.entry());
        var old = stored == null ? null : ItemCodec.decode(stored);
        try {
            if (write.change() instanceof Change.Put put) {
                ItemRules.requireIndexable(table, old, put.item());
            }
            if (!write.isAllowed(old)) {
                return Outcome.failed(write, table, old);
            }
            var now = write.change().apply(old, write.key());
            if (now != null && write.change() instanceof Change.Edit) {
                ItemRules.requireSize(now);
                ItemRules.requireIndexable(table, old, now);
            }
            return Outcome.done(write, table, old, now);
        } catch (DynamoDbException e) {
            return Outcome.invalid(write, table, e);
        }
    }

    private long store(List<Outcome> outcomes, Tokens.@Nullable Use token, Consumption consumption) {
        var batch = new Batch();
        for (Outcome outcome : outcomes) {
            add(batch, outcome, consumption);
        }
        if (token != null) {
            tokens.remember(token, batch);
        }
        return storage.apply(batch);
    }

    private static void add(Batch batch, Outcome outcome, Consumption consumption) {
        var old = outcome.old();
        var now = outcome.now();
        if (consumption.isWanted()) {
            consumption.table(outcome.table(), Math.max(outcome.bytesBefore(), outcome.bytesAfter()));
        }
        if (outcome.write().change() instanceof Change.Check || (old == null && now == null)) {
            return;
        }
        if (now == null) {
            batch.delete(outcome.write().entry());
        } else {
            batch.put(outcome.write().entry(), ItemCodec.encode(now));
        }
        batch.touches(outcome.write().partition());
        Indexes.follow(batch, outcome.table(), old, now, consumption);
    }

    /** Who is refused, or changed nothing, has still read: that must be durable before it is told. */
    private void await(List<Outcome> outcomes, long ticket) {
        if (ticket > 0) {
            storage.awaitDurable(ticket);
        } else {
            outcomes.forEach(outcome -> storage.awaitReadable(outcome.write().partition()));
        }
    }
}
