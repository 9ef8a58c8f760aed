/** UDP between game servers and clients, after the model of netcode: one-use tokens, a stateless challenge, sealed packets, channels. Knows no game. */
@NullMarked
package com.necpgame.gamesim.transport;

import org.jspecify.annotations.NullMarked;
