package com.necpgame.gamesim.agent;

import java.time.Instant;

/** What the registry wants of a server. Called on threads of the agent: hand over, and return. */
public interface AgentEvents {
    /** Registered, for the first time or anew: only tokens of this registration are good from now on. */
    void registered(Registration registration);

    /** The registry does not hold this session on this server any more. */
    void stop(String gameSimId);

    /** No new sessions; be done by then. */
    void draining(Instant deadline);

    /** The registry gave this server up: its sessions are lost, and must end. It registers anew by itself. Not while it drains. */
    void epochOver();
}
