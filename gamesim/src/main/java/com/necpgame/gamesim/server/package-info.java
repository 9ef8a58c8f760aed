/** The game server: sessions of the arena on one UDP port, registered by the agent, shown to spectators on a TCP port. */
@NullMarked
package com.necpgame.gamesim.server;

import org.jspecify.annotations.NullMarked;
