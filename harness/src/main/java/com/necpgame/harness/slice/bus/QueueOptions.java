package com.necpgame.harness.slice.bus;

import java.time.Duration;

/**
 * How a queue behaves.
 *
 * @param name the last part of its ARN
 * @param batchSize messages of one invocation, at most; 10 in SQS without a batching window
 * @param visibility how long a message that was received and not deleted stays hidden
 * @param receivesMax a message that was received so often and comes back goes to the dead letters ({@code maxReceiveCount})
 */
public record QueueOptions(String name, int batchSize, Duration visibility, int receivesMax) {
    public QueueOptions {
        if (batchSize < 1 || receivesMax < 1 || !visibility.isPositive()) {
            throw new IllegalArgumentException("batch, receives and visibility must be above zero");
        }
    }
}
