package com.necpgame.platform.runtime.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items at most as many as the limit asked for
 * @param nextCursor where the next page begins; null at the end
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Listing<T>(List<T> items, @Nullable String nextCursor) {
    public static final int LIMIT_MAX = 100;

    /** For a {@code @QueryValue}'s default. */
    public static final String LIMIT_DEFAULT = "20";
}
