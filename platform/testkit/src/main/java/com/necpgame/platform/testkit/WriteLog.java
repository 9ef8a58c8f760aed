package com.necpgame.platform.testkit;

import com.necpgame.platform.testkit.HaltPoint.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The writes that a flow made, in the order in which they set out. May be read while the flow runs. */
public final class WriteLog {
    private final List<Write> writes = new ArrayList<>();

    WriteLog() {}

    synchronized Write add(String operation, List<Touch> touches) {
        var write = new Write(writes.size() + 1, operation, touches);
        writes.add(write);
        return write;
    }

    /** All writes seen up to now. */
    public synchronized List<Write> all() {
        return List.copyOf(writes);
    }

    /** The writes that match; the first of them is the first that {@link HaltingDynamo#haltAt} counts. */
    public List<Write> matching(Predicate<Write> predicate) {
        return all().stream().filter(predicate).toList();
    }

    /** Where a second run of the same flow can be halted: before and after each write. */
    public List<HaltPoint> points() {
        return points(_ -> true);
    }

    /** Where a second run of the same flow can be halted, counting only the writes that match. */
    public List<HaltPoint> points(Predicate<Write> predicate) {
        return Stream.iterate(1, n -> n <= matching(predicate).size(), n -> n + 1)
                .flatMap(n -> Stream.of(new HaltPoint(Side.BEFORE, n), new HaltPoint(Side.AFTER, n)))
                .toList();
    }

    /** One write a line. */
    @Override
    public String toString() {
        return all().stream().map(Write::toString).collect(Collectors.joining("\n"));
    }
}
