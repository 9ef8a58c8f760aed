package com.necpgame.gamesim.server;

import com.necpgame.gamesim.agent.SessionReport;
import com.necpgame.gamesim.agent.SessionUpdate;

/** Who is told of the sessions: the registry, by the agent, or nobody. Never waits. */
public interface SessionNews {
    /** Nobody. */
    SessionNews NONE = new SessionNews() {
        @Override
        public void update(SessionUpdate update) {}

        @Override
        public void report(SessionReport report) {}
    };

    void update(SessionUpdate update);

    void report(SessionReport report);
}
