package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.storage.StorageOptions;
import java.time.Duration;

/**
 * How an {@link EmbeddedDynamo} is to be.
 *
 * @param storage where the data is, and what an answer promises
 * @param sweepInterval between two looks for items whose time to live has passed; zero for never
 * @param transactionConflicts whether a write that meets a transaction under way is refused, as AWS does, where it would otherwise wait its
 *     turn: {@code TransactionCanceledException} with the reason {@code TransactionConflict}, or {@code TransactionConflictException}
 */
public record EmbeddedOptions(StorageOptions storage, Duration sweepInterval, boolean transactionConflicts) {
    /** DynamoDB itself takes up to days. */
    public static final Duration SWEEP_INTERVAL = Duration.ofMinutes(15);

    public EmbeddedOptions {
        if (sweepInterval.isNegative()) {
            throw new IllegalArgumentException("the sweep interval must not be negative: " + sweepInterval);
        }
    }

    /** Expired items are swept every {@link #SWEEP_INTERVAL}; transactions wait for each other. */
    public static EmbeddedOptions of(StorageOptions storage) {
        return new EmbeddedOptions(storage, SWEEP_INTERVAL, false);
    }
}
