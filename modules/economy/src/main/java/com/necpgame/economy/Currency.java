package com.necpgame.economy;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A currency of the game, from {@code content/currencies.yaml}.
 *
 * @param id what money names it by
 * @param name what players call it
 * @param balanceMax the most minor units of it that one wallet holds; null for the economy's own limit
 */
@Serdeable
record Currency(String id, String name, @Nullable Long balanceMax) {}
