package com.necpgame.harness.wire;

import org.jspecify.annotations.Nullable;

/** Who sends a request. */
@FunctionalInterface
public interface Caller {
    /** Sends no token at all. */
    Caller NOBODY = () -> null;

    /** The access token, or null for none. */
    @Nullable
    String token();
}
