package com.necpgame.platform.data;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What is configured of the access to DynamoDB.
 *
 * @param tablePrefix what stands before the logical name of every table
 */
@ConfigurationProperties("dynamodb")
public record DataConfig(@Bindable(defaultValue = "") String tablePrefix) {
    /** @throws IllegalArgumentException if the prefix holds what a table's name cannot */
    public DataConfig {
        if (!tablePrefix.matches("[A-Za-z0-9_.-]{0,100}")) {
            throw new IllegalArgumentException("dynamodb.table-prefix is at most 100 of A-Z a-z 0-9 _ . -");
        }
    }
}
