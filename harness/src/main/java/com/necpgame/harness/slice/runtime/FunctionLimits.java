package com.necpgame.harness.slice.runtime;

import java.time.Duration;

/**
 * What a function may take.
 *
 * @param instancesMax processes at the same time; Lambda's reserved concurrency
 * @param initWithin from the start of a process until it asks for work
 * @param timeout of one invocation
 * @param queueWithin how long an invocation waits for a process to be free where no more may be started
 */
public record FunctionLimits(int instancesMax, Duration initWithin, Duration timeout, Duration queueWithin) {
    /** Lambda gives an init ten seconds; these processes share their machine with whoever tests them. */
    public static final FunctionLimits DEFAULT =
            new FunctionLimits(2, Duration.ofSeconds(60), Duration.ofSeconds(29), Duration.ofSeconds(10));

    public FunctionLimits {
        if (instancesMax < 1) {
            throw new IllegalArgumentException("a function has at least one process, not " + instancesMax);
        }
    }

    public FunctionLimits withInstances(int max) {
        return new FunctionLimits(max, initWithin, timeout, queueWithin);
    }

    public FunctionLimits withTimeout(Duration other) {
        return new FunctionLimits(instancesMax, initWithin, other, queueWithin);
    }

    public FunctionLimits withQueue(Duration other) {
        return new FunctionLimits(instancesMax, initWithin, timeout, other);
    }
}
