package com.necpgame.gamesimregistry.fleet;

import com.necpgame.contracts.gamesimregistry.GameSessionState;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Who holds slots of servers, and gives them back. */
public interface Tenants {
    /** The sessions that hold a slot of this epoch of the server. */
    List<Held> held(String simId, long epoch);

    /**
     * Every session of this epoch of the server is lost, and its slot free. May be called again, also by others at the
     * same time: each session is lost once.
     */
    void lose(String simId, long epoch);

    /** A session that holds a slot. */
    @Serdeable
    record Held(String gameSimId, GameSessionState state) {}
}
