package com.necpgame.platform.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The key of an entity in its table or in one of its indexes.
 *
 * @param index the name of the index, empty for the table's own key
 * @param variables the variables of both templates in order, each once
 */
record KeyShape(String index, KeyTemplate partition, KeyTemplate sort, List<String> variables) {
    static KeyShape of(String index, String partition, String sort) {
        KeyTemplate first = KeyTemplate.parse(partition);
        KeyTemplate second = KeyTemplate.parse(sort);
        Set<String> variables = new LinkedHashSet<>(first.variables());
        variables.addAll(second.variables());
        return new KeyShape(index, first, second, List.copyOf(variables));
    }

    boolean isIndex() {
        return !index.isEmpty();
    }

    String partitionAttribute() {
        return index + Key.PARTITION;
    }

    String sortAttribute() {
        return index + Key.SORT;
    }

    /** The names of the attributes by which a read of this key can be resumed. */
    List<String> positionAttributes() {
        var names = new ArrayList<>(List.of(Key.PARTITION, Key.SORT));
        if (isIndex()) {
            names.add(partitionAttribute());
            names.add(sortAttribute());
        }
        return names;
    }

    /** The key, or null if a variable has no value. */
    @Nullable
    Key render(Function<String, @Nullable String> value) {
        String pk = partition.render(value);
        String sk = pk == null ? null : sort.render(value);
        return pk == null || sk == null ? null : new Key(pk, sk);
    }

    @Override
    public String toString() {
        return (isIndex() ? "index " + index + " " : "") + partition + " / " + sort;
    }
}
