package com.necpgame.platform.embedded;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/**
 * A secondary index.
 *
 * @param global whether it has partitions of its own; a local one shares the table's
 * @param included the attributes beside the keys, where the projection is INCLUDE
 * @param complete whether every item of the table was entered; until then nobody may read it
 */
record IndexSchema(
        String name, boolean global, KeyShape keys, ProjectionType projection, Set<String> included, boolean complete) {
    boolean holdsAll() {
        return projection == ProjectionType.ALL;
    }

    boolean projects(String attribute) {
        return holdsAll() || keys.names().contains(attribute) || included.contains(attribute);
    }

    /** Those of the attributes that its entries do not have, sorted. */
    List<String> missing(Collection<String> attributes) {
        return attributes.stream()
                .filter(attribute -> !projects(attribute))
                .sorted()
                .toList();
    }

    Map<String, AttributeValue> project(Map<String, AttributeValue> item) {
        if (holdsAll()) {
            return item;
        }
        var projected = new LinkedHashMap<String, AttributeValue>();
        item.forEach((name, value) -> {
            if (projects(name)) {
                projected.put(name, value);
            }
        });
        return projected;
    }

    IndexSchema completed() {
        return new IndexSchema(name, global, keys, projection, included, true);
    }
}
