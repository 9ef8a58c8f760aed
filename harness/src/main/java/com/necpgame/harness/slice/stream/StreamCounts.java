package com.necpgame.harness.slice.stream;

import java.util.concurrent.atomic.LongAdder;

/** What the streams of all tables have done. */
public final class StreamCounts {
    final LongAdder records = new LongAdder();
    final LongAdder invocations = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder partial = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder halves = new LongAdder();

    StreamCounts() {}

    Snapshot snapshot() {
        return new Snapshot(
                records.sum(), invocations.sum(), failed.sum(), partial.sum(), duplicates.sum(), halves.sum());
    }

    /**
     * @param records that were done
     * @param invocations of functions
     * @param failed invocations of which nothing counted
     * @param partial invocations of which the records before the first failed one counted
     * @param duplicates batches that came again on purpose
     * @param halves batches whose second half came again on purpose
     */
    public record Snapshot(long records, long invocations, long failed, long partial, long duplicates, long halves) {}
}
