package com.necpgame.platform.data;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some of the items of a read, and where to go on.
 *
 * @param items in the order of the key; fewer than the limit, even none, is no sign of the end
 * @param next where the next page begins, or null if there is none
 */
public record ItemPage<E>(List<E> items, @Nullable Position next) implements Iterable<E> {
    public ItemPage {
        items = List.copyOf(items);
    }

    /** The same page of other things. */
    public <T> ItemPage<T> map(Function<? super E, ? extends T> change) {
        return new ItemPage<>(items.stream().<T>map(change).toList(), next);
    }

    @Override
    public Iterator<E> iterator() {
        return items.iterator();
    }
}
