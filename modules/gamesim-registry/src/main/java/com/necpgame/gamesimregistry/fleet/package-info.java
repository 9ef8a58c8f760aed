/** Game servers: registered, beating, draining, lost; and which of them takes the next session. */
@NullMarked
package com.necpgame.gamesimregistry.fleet;

import org.jspecify.annotations.NullMarked;
