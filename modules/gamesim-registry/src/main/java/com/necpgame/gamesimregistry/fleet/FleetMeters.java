package com.necpgame.gamesimregistry.fleet;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the fleet measures. */
@Singleton
final class FleetMeters {
    private final MeterRegistry meters;

    FleetMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void moved(@Nullable GamesimState from, GamesimState to) {
        meters.counter("necpgame.gamesim.moves", "from", from == null ? "none" : word(from), "to", word(to))
                .increment();
    }

    private static String word(GamesimState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
