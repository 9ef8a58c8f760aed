/** A client of the game server, and bots that play. */
@NullMarked
package com.necpgame.gamesim.client;

import org.jspecify.annotations.NullMarked;
