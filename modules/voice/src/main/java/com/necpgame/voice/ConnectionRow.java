package com.necpgame.voice;

import com.necpgame.platform.data.IndexKey;
import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A connection that is open, as far as anybody knows.
 *
 * @param domain the host that was asked for
 * @param stage the deployment's stage
 * @param playerId whose it is
 * @param seat which of the player's seats it has
 * @param node the process that holds it
 * @param shard which part of the list of open connections has it
 * @param exp when it is forgotten, in seconds of the epoch
 */
@MappedEntity(DoorTable.NAME)
@ItemKey(partition = "CONNECTION#{connectionId}", sort = "-")
@IndexKey(index = "open", partition = "OPEN#{shard}", sort = "{connectedAt}#{connectionId}")
public record ConnectionRow(
        String connectionId,
        Instant connectedAt,
        String domain,
        String stage,
        String playerId,
        int seat,
        String node,
        int shard,
        long exp) {}
