package com.necpgame.gamesimregistry.session;

import com.necpgame.contracts.gamesimregistry.PlayerResult;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a session ended.
 *
 * @param checksum of the game's last state, as its server made it
 * @param fingerprint of the closing report, by which the same one is known again; null where there was none
 */
@Introspected
record Outcome(
        Instant at,
        String reason,
        List<PlayerResult> results,
        @Nullable String checksum,
        @Nullable String fingerprint) {
    static Outcome without(Instant at, String reason) {
        return new Outcome(at, reason, List.of(), null, null);
    }
}
