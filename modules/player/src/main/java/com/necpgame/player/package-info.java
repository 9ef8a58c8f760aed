/**
 * Who players are to others and to themselves.
 *
 * <p>Owns the profiles: fields that everybody may read, fields that only the player may read, and fields that only game
 * servers and operators write. Promises that a player's profile is made once, on first use; and that no edit overwrites
 * another that its editor has not seen.
 *
 * <p>Publishes {@link com.necpgame.contracts.player.PlayerJoined}, once per player. Hears nothing.
 */
@GameModule("player")
@Configuration
@Requires(property = "necpgame.modules.player", notEquals = "false")
@NullMarked
package com.necpgame.player;

import com.necpgame.platform.runtime.GameModule;
import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
