package com.necpgame.harness.slice.stream;

import com.necpgame.harness.slice.fault.Chance;
import java.time.Duration;

/**
 * How the streams behave.
 *
 * @param shards how many partitions an outbox has: {@code necpgame.events.shards} of the functions
 * @param batchSize records of one invocation, at most
 * @param poll how often an idle shard is looked at; Lambda's own base rate is four times a second
 * @param retryPause before a batch that failed comes again
 * @param seed of what goes wrong on purpose
 * @param duplicates 0 to 1: how many batches come again after they succeeded
 * @param halves 0 to 1: how many batches come again from the middle on, as if the function's answer had named that record
 */
public record StreamOptions(
        int shards, int batchSize, Duration poll, Duration retryPause, long seed, double duplicates, double halves) {
    public StreamOptions {
        Chance.rate("duplicates", duplicates);
        Chance.rate("halves", halves);
        if (shards < 1 || batchSize < 1 || !poll.isPositive()) {
            throw new IllegalArgumentException("shards, batch and poll must be above zero");
        }
    }

    /** Nothing wrong on purpose. */
    public static StreamOptions calm() {
        return new StreamOptions(4, 25, Duration.ofMillis(250), Duration.ofMillis(100), 0, 0, 0);
    }

    public StreamOptions withFaults(long newSeed, double newDuplicates, double newHalves) {
        return new StreamOptions(shards, batchSize, poll, retryPause, newSeed, newDuplicates, newHalves);
    }
}
