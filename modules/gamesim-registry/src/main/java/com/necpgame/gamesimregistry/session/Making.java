package com.necpgame.gamesimregistry.session;

import com.necpgame.contracts.PlayerId;
import com.necpgame.gamesimregistry.fleet.Wish;
import java.time.Duration;
import java.util.List;

/**
 * A session that is asked for.
 *
 * @param caller whose allocation ids these are
 * @param fingerprint of all that was asked
 * @param terms with as many players as were wished, or 0 for as many as the server offers
 * @param players who has a seat from the start
 * @param patience how long at most for a free slot
 */
record Making(String caller, String fingerprint, Wish wish, Terms terms, List<PlayerId> players, Duration patience) {
    String allocationId() {
        return wish.allocationId();
    }
}
