package com.necpgame.gamesimregistry.fleet;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * An epoch of a server that is over and whose sessions are still to be lost: made in the transaction that ended it, gone
 * when none is left. So a process that dies in between leaves the rest to whoever finds this.
 *
 * @param at when it ended
 */
@MappedEntity(FleetTable.NAME)
@ItemKey(partition = "FLEET#{shard}", sort = "END#{simId}#{epoch}")
record Ending(String shard, String simId, long epoch, Instant at) {
    static Ending of(Gamesim server, Instant now) {
        return new Ending(server.shard(), server.simId(), server.epoch(), now);
    }
}
