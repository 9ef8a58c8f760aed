/** The game: a top-down arena, stepped at a fixed rate, the same on every machine. Knows no socket and no clock. */
@NullMarked
package com.necpgame.gamesim.arena;

import org.jspecify.annotations.NullMarked;
