/**
 * Where games run: the fleet of game servers, and the game sessions that they host.
 *
 * <p>Owns servers, build channels, sessions, their players and their results. Nobody else writes them. Promises that no
 * server holds more sessions than it has slots for, and no session more players; that a slot is given back exactly once,
 * whoever ends a session; that a request is never refused while a slot is free; and that the same allocation id is the
 * same session.
 *
 * <p>Publishes what is in {@link com.necpgame.contracts.gamesimregistry}. Hears nothing.
 */
@GameModule("gamesim-registry")
@Configuration
@Requires(property = "necpgame.modules.gamesim-registry", notEquals = "false")
@NullMarked
package com.necpgame.gamesimregistry;

import com.necpgame.platform.runtime.GameModule;
import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
