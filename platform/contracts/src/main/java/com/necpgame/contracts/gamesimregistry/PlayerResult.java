package com.necpgame.contracts.gamesimregistry;

import com.necpgame.contracts.ItemQuantity;
import com.necpgame.contracts.PlayerId;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one player did in one session.
 *
 * @param damage dealt, in points of health
 * @param seconds from the player's arrival to the end, or to their leaving
 * @param outcome in the game's words: WON, LOST, DRAWN, LEFT
 * @param loot what they picked up
 */
@Serdeable
public record PlayerResult(
        PlayerId playerId,
        @Nullable String team,
        long score,
        int kills,
        int deaths,
        int assists,
        long damage,
        int shots,
        int hits,
        long seconds,
        String outcome,
        List<ItemQuantity> loot) {}
