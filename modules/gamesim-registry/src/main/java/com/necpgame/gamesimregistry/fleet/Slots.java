package com.necpgame.gamesimregistry.fleet;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.event.Outbox;
import com.necpgame.platform.runtime.transaction.Replanning;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slots of servers: the lines of a transaction that takes one or gives one back. Where the server is no more as it
 * was seen the transaction is refused with {@link Replanning.Changed}.
 */
@Singleton
public final class Slots {
    private final FleetTable table;
    private final Outbox outbox;

    Slots(FleetTable table, Outbox outbox) {
        this.table = table;
        this.outbox = outbox;
    }

    /** The server, read consistently; null if there is none of this id. */
    public @Nullable Gamesim server(String simId) {
        return table.server(simId);
    }

    /** Takes a slot of a server that {@linkplain Gamesim#hasRoom has room}; with the first it is ALLOCATED. */
    public List<Write> occupy(Gamesim seen) {
        var occupied = seen.occupied();
        var write = table.occupy(seen).otherwise(Replanning.Changed::new);
        return occupied.state() == seen.state() ? List.of(write) : List.of(write, told(occupied, seen.state()));
    }

    /**
     * Gives back a slot that a session of this epoch holds; with the last the server is READY. Nothing where a later
     * epoch has begun, since the slot has gone with the earlier.
     */
    public List<Write> vacate(String simId, long epoch) {
        var seen = table.server(simId);
        return seen == null || seen.epoch() != epoch ? List.of() : vacate(seen);
    }

    private List<Write> vacate(Gamesim seen) {
        var write = table.vacate(seen).otherwise(Replanning.Changed::new);
        return FleetTable.isLast(seen)
                ? List.of(write, told(seen.in(GamesimState.READY), seen.state()))
                : List.of(write);
    }

    private Write told(Gamesim moved, GamesimState from) {
        return outbox.put(moved.moved(from), moved.moves());
    }
}
