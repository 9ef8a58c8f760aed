package com.necpgame.gamesimregistry.session;

import com.necpgame.contracts.PlayerId;
import io.micronaut.core.annotation.Introspected;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What its maker wanted of a session.
 *
 * @param allocationId the maker's own name for it
 * @param playersMax 0, while no server has been chosen, for as many as it offers
 * @param owner null where no player made it
 * @param labels what it can be searched by
 * @param map may be empty: the server's choice
 * @param isPrivate only its players, and those who have its code, know of it
 * @param password null where none is needed, and once the session is over
 */
@Introspected
record Terms(
        String allocationId,
        @Nullable PlayerId owner,
        int playersMax,
        Map<String, String> labels,
        String map,
        boolean isPrivate,
        Passwords.@Nullable Hash password) {
    /** On a server whose sessions have so many players at most. */
    Terms on(int offered) {
        var players = playersMax == 0 ? offered : playersMax;
        return new Terms(allocationId, owner, players, labels, map, isPrivate, password);
    }

    Terms withoutPassword() {
        return new Terms(allocationId, owner, playersMax, labels, map, isPrivate, null);
    }
}
