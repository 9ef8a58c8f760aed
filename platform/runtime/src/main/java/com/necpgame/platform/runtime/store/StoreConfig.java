package com.necpgame.platform.runtime.store;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the data is.
 *
 * @param kind {@code embedded}: in this process, in a folder; {@code endpoint}: any server that speaks DynamoDB, such
 *     as LocalStack; {@code aws}: the account and region of the environment
 * @param path the folder of the embedded store
 * @param endpoint the URL of the server, for {@code endpoint}
 * @param region the AWS region, for {@code endpoint}; {@code aws} takes it from the environment
 * @param tablePrefix goes before the name of every table, so that games and stages can share an account
 * @param callTimeout how long one call to the store may take, the client's own retries included, for {@code endpoint} and
 *     {@code aws}; a listener's tries together must end before its function's time does
 * @param createTables whether the start makes the tables that are missing; off by default for {@code aws}
 */
@Context
@ConfigurationProperties("necpgame.store")
public record StoreConfig(
        @Bindable(defaultValue = "EMBEDDED") Kind kind,
        @Bindable(defaultValue = "data") String path,
        @Nullable String endpoint,
        @Bindable(defaultValue = "eu-central-1") String region,
        @Bindable(defaultValue = "") String tablePrefix,
        @Bindable(defaultValue = "5s") Duration callTimeout,
        @Nullable Boolean createTables) {
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.-]{0,64}");

    public enum Kind {
        EMBEDDED,
        ENDPOINT,
        AWS
    }

    public StoreConfig {
        if (kind == Kind.ENDPOINT && (endpoint == null || endpoint.isBlank())) {
            throw new IllegalArgumentException("necpgame.store.kind=endpoint needs necpgame.store.endpoint, a URL");
        }
        if (!callTimeout.isPositive()) {
            throw new IllegalArgumentException("necpgame.store.call-timeout must be above zero");
        }
        if (!PREFIX.matcher(tablePrefix).matches()) {
            throw new IllegalArgumentException("necpgame.store.table-prefix must be at most 64 of A-Z a-z 0-9 _ . -");
        }
    }

    boolean createsTables() {
        return createTables == null ? kind != Kind.AWS : createTables;
    }
}
