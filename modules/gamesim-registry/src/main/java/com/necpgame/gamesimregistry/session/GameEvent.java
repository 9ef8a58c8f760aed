package com.necpgame.gamesimregistry.session;

import com.necpgame.contracts.PlayerId;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a game, in the game's own words.
 *
 * @param type as LOOT, KILL, ROUND_OVER
 * @param playerId to whom, where it was somebody
 */
@Serdeable
record GameEvent(String type, @Nullable PlayerId playerId, Map<String, String> data) {}
