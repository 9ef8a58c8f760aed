package com.necpgame.platform.testkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How tasks ended, in the order in which they were given.
 *
 * @param all one outcome for each task
 */
public record Outcomes<T>(List<Outcome<T>> all) {
    /** How one task ended: with a value, which may be null, or with a failure. */
    public sealed interface Outcome<T> {}

    /** The task returned. */
    public record Value<T>(@Nullable T value) implements Outcome<T> {}

    /** The task threw. */
    public record Failure<T>(Throwable thrown) implements Outcome<T> {}

    public Outcomes {
        all = List.copyOf(all);
    }

    /**
     * What the tasks returned. No failure passes unseen: one of a type that is not expected fails the test.
     *
     * @param expected the failures that the test knows about; their tasks have no value
     * @throws AssertionError if a task failed in another way; it carries all such failures
     */
    @SafeVarargs
    public final List<T> values(Class<? extends Throwable>... expected) {
        refuseUnexpected(List.of(expected));
        var values = new ArrayList<T>();
        for (Outcome<T> outcome : all) {
            if (outcome instanceof Value<T>(T value)) {
                values.add(value);
            }
        }
        return values;
    }

    /**
     * The failures of one type.
     *
     * @throws AssertionError if a task failed in another way; it carries all such failures
     */
    public <X extends Throwable> List<X> failures(Class<X> expected) {
        refuseUnexpected(List.of(expected));
        return thrown().stream().map(expected::cast).toList();
    }

    /** Every failure, whatever its type. */
    public List<Throwable> thrown() {
        var thrown = new ArrayList<Throwable>();
        for (Outcome<T> outcome : all) {
            if (outcome instanceof Failure<T>(Throwable failure)) {
                thrown.add(failure);
            }
        }
        return thrown;
    }

    private void refuseUnexpected(List<Class<? extends Throwable>> expected) {
        var unexpected = thrown().stream()
                .filter(failure -> expected.stream().noneMatch(type -> type.isInstance(failure)))
                .toList();
        if (!unexpected.isEmpty()) {
            var error = new AssertionError(
                    unexpected.size() + " of " + all.size() + " tasks failed, the first with " + unexpected.getFirst(),
                    unexpected.getFirst());
            unexpected.stream().skip(1).forEach(error::addSuppressed);
            throw error;
        }
    }
}
