/** What a game server embeds to be one of the fleet: registers, beats, tells of its sessions, drains. Knows no game and no transport. */
@NullMarked
package com.necpgame.gamesim.agent;

import org.jspecify.annotations.NullMarked;
