package com.necpgame.harness.slice.stream;

import com.necpgame.harness.slice.call.Invoker;
import com.necpgame.harness.slice.fault.Chance;
import com.necpgame.harness.wire.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * DynamoDB Streams and Lambda's event source mapping, over a store without streams: new rows of a module's outbox are
 * handed to its function as {@code INSERT} records, in order within a shard, and again until the function has done them.
 */
public final class OutboxStream implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(20);

    private final List<ShardStream> shards = new ArrayList<>();
    private final StreamCounts counts = new StreamCounts();
    private final DoorClient door;
    private final StreamOptions options;
    private final Chance chance;
    private long looks;

    /** @param door stays open when this is closed */
    public OutboxStream(DoorClient door, StreamOptions options) {
        this.door = door;
        this.options = options;
        chance = new Chance(options.seed());
    }

    /** Begins with the outbox of one table. */
    public synchronized void add(String table, Invoker relay) {
        for (int shard = 0; shard < options.shards(); shard++) {
            String partition = "OUT#%02d".formatted(shard);
            shards.add(new ShardStream(door, table, partition, relay, options, chance, counts));
        }
    }

    /** Waits until each shard has been looked at and holds nothing new. @return false if that did not happen in time */
    public synchronized boolean drain(Duration within) {
        looks++;
        shards.forEach(shard -> shard.lookAgain(looks));
        return new Patience(within, LOOK).until(() -> shards.stream().allMatch(ShardStream::isIdle));
    }

    public StreamCounts.Snapshot counts() {
        return counts.snapshot();
    }

    /** Ends at once; what was not handed over stays in the outbox. */
    @Override
    public synchronized void close() {
        shards.forEach(ShardStream::close);
    }
}
