package com.necpgame.platform.testkit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One write on its way to the store, whatever became of it.
 *
 * @param number its place among the writes seen, from 1
 * @param operation like {@code TransactWriteItems}
 * @param touches the items in the order of the request
 */
public record Write(int number, String operation, List<Touch> touches) {
    public Write {
        touches = List.copyOf(touches);
    }

    /** Whether an item of this table is touched; a condition check counts. */
    public boolean touches(String table) {
        return touches.stream().anyMatch(touch -> touch.table().equals(table));
    }

    /** Like {@code 3 TransactWriteItems [update economy pk=..., put economy pk=...]}. */
    @Override
    public String toString() {
        return touches.stream()
                .map(Touch::toString)
                .collect(Collectors.joining(", ", number + " " + operation + " [", "]"));
    }
}
