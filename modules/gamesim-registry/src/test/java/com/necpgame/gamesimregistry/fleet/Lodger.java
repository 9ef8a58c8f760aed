package com.necpgame.gamesimregistry.fleet;

import com.necpgame.contracts.gamesimregistry.GameSessionState;
import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/** A session of which nothing is known but its slot. */
@MappedEntity(FleetTable.NAME)
@ItemKey(partition = "LODGERS#{simId}#{epoch}", sort = "{id}")
record Lodger(String simId, long epoch, String id, GameSessionState state) {}
