package com.necpgame.platform.runtime.counting;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/**
 * How often something was counted, and how often that was heard.
 *
 * @param side {@code told} or {@code heard}
 */
@MappedEntity("counting")
@ItemKey(partition = "COUNTER#{name}", sort = "{side}")
public record Counter(String name, String side, long n) {}
