package com.necpgame.gamesimregistry.session;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/** That a session has a slot of a server: there for as long as it has. */
@MappedEntity(SessionTable.NAME)
@ItemKey(partition = "SIM#{simId}#{epoch}", sort = "SES#{gameSimId}")
record Hosted(String simId, long epoch, String gameSimId) {}
