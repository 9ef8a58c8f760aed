package com.necpgame.platform.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which attributes a read brings. */
final class PartialRead {
    private PartialRead() {}

    /** The components and the attributes by which the read can be resumed; null for everything. */
    static @Nullable String render(Collection<String> components, KeyShape key, Expression expression) {
        if (components.isEmpty()) {
            return null;
        }
        List<String> names = new ArrayList<>();
        components.forEach(component -> names.add(expression.component(component)));
        key.positionAttributes().forEach(attribute -> names.add(expression.attribute(attribute)));
        return String.join(", ", names);
    }
}
