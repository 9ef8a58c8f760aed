package com.necpgame.gamesimregistry.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.necpgame.contracts.gamesimregistry.GamesimState;
import io.micronaut.serde.annotation.Serdeable;

/** Why a server takes a session or does not. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Verdict(String simId, GamesimState state, int used, int sessionsMax, Reason reason) {
    /** In the order in which they are looked at: a server is told the first that holds. */
    @Serdeable
    public enum Reason {
        /** It takes the session. */
        CHOSEN,
        /** It is neither READY nor ALLOCATED. */
        STATE,
        /** Its map is not loaded. */
        NOT_PLAYABLE,
        /** It has no free slot. */
        FULL,
        /** It stands in another region. */
        REGION,
        /** Its sessions are too small. */
        PLAYERS,
        /** It stands in none of the zones that are wanted. */
        ZONE,
        /** No selector has all its labels. */
        LABELS,
        /** It runs a build that is not wanted, or none of the channel. */
        BUILD,
        /** It would do, but another is better. */
        OUTRANKED
    }

    static Verdict of(Gamesim server, Reason reason) {
        return new Verdict(
                server.simId(), server.state(), server.used(), server.offer().sessionsMax(), reason);
    }
}
