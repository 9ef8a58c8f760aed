package com.necpgame.gamesimregistry.fleet;

/** Who holds slots of servers, and gives them back. */
public interface Tenants {
    /**
     * Every session of this epoch of the server is lost, and its slot free. May be called again, also by others at the
     * same time: each session is lost once.
     */
    void lose(String simId, long epoch);
}
