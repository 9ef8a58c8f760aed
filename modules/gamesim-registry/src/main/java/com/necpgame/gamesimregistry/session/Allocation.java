package com.necpgame.gamesimregistry.session;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/**
 * Which session one allocation id of one caller became: written with the session, read when the same is asked again.
 *
 * @param fingerprint of what was asked
 * @param exp when it is forgotten, in seconds of the epoch
 */
@MappedEntity(SessionTable.NAME)
@ItemKey(partition = "ALLOC#{caller}", sort = "{allocationId}")
record Allocation(String caller, String allocationId, String fingerprint, String gameSimId, long exp) {}
