/** Game sessions: created on a server of the fleet, joined, claimed, reported, ended exactly once. */
@NullMarked
package com.necpgame.gamesimregistry.session;

import org.jspecify.annotations.NullMarked;
