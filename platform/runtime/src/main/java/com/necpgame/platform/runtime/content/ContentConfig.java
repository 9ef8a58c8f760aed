package com.necpgame.platform.runtime.content;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Where the game's definitions are, and how large they may be.
 *
 * @param path the folder with the YAML files, or {@code classpath:} and a folder on the class path
 * @param seedAtStart whether a server lints and seeds the folder before its first request; off where a deployment seeds
 *     once for many servers
 * @param refreshInterval how long a module may use a version before it asks whether there is a newer one
 * @param filesMax the most files in the folder
 * @param fileBytesMax the largest file, in bytes
 * @param entriesMax the most entries of one kind, over all of its files
 * @param entryBytesMax the largest entry, in bytes of JSON
 */
@Context
@ConfigurationProperties("necpgame.content")
public record ContentConfig(
        @Bindable(defaultValue = "content") String path,
        @Bindable(defaultValue = "true") boolean seedAtStart,
        @Bindable(defaultValue = "10s") Duration refreshInterval,
        @Bindable(defaultValue = "200") int filesMax,
        @Bindable(defaultValue = "1048576") int fileBytesMax,
        @Bindable(defaultValue = "10000") int entriesMax,
        @Bindable(defaultValue = "100000") int entryBytesMax) {
    public ContentConfig {
        if (path.isBlank()) {
            throw new IllegalArgumentException("necpgame.content.path must name a folder");
        }
        if (!refreshInterval.isPositive()) {
            throw new IllegalArgumentException("necpgame.content.refresh-interval must be above zero");
        }
        new ContentLimits(filesMax, fileBytesMax, entriesMax, entryBytesMax);
    }

    ContentLimits limits() {
        return new ContentLimits(filesMax, fileBytesMax, entriesMax, entryBytesMax);
    }
}
