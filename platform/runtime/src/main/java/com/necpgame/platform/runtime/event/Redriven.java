package com.necpgame.platform.runtime.event;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What sending dead letters again came to.
 *
 * @param handled letters that their listener has now handled, and that are gone
 * @param failed letters that failed again and stay
 * @param more whether letters are left that this request did not come to
 */
@Serdeable
public record Redriven(int handled, int failed, boolean more) {}
