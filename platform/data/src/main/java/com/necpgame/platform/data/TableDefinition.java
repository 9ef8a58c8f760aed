package com.necpgame.platform.data;

import java.util.List;

/**
 * A table that the entities on the class path ask for.
 *
 * @param logicalName its name in {@code @MappedEntity}
 * @param name its name in DynamoDB, with the configured prefix
 * @param indexes the names of its global secondary indexes, sorted; each has the string keys {@code <index>pk} and {@code <index>sk} and all
 *     attributes
 * @param entities the records that it holds, sorted by name
 */
public record TableDefinition(String logicalName, String name, List<String> indexes, List<Class<?>> entities) {
    public TableDefinition {
        indexes = List.copyOf(indexes);
        entities = List.copyOf(entities);
    }
}
