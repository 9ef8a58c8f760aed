package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.platform.runtime.problem.PlatformProblem.CURSOR_INVALID;
import static com.necpgame.platform.runtime.problem.PlatformProblem.INVALID;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.gamesimregistry.Faults;
import com.necpgame.platform.runtime.paging.Listing;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The list of all servers, for operators. Each page reads the fleet, and keeps no more of it than it shows. */
@Singleton
final class Roll {
    private static final Comparator<Gamesim> BY_ID = Comparator.comparing(Gamesim::simId);

    private final FleetTable table;

    Roll(FleetTable table) {
        this.table = table;
    }

    /** What is not null must be so. */
    record Filter(
            @Nullable GamesimState state,
            @Nullable String region,
            @Nullable String build,
            @Nullable Label label) {
        boolean fits(Gamesim server) {
            var offer = server.offer();
            return (state == null || state == server.state())
                    && (region == null || region.equals(offer.region()))
                    && (build == null || build.equals(offer.build()))
                    && (label == null || label.value().equals(offer.labels().get(label.name())));
        }
    }

    /** A label that a server must have. */
    record Label(String name, String value) {
        /** Of {@code name:value}. */
        static @Nullable Label parse(@Nullable String text) {
            if (text == null) {
                return null;
            }
            var parts = text.split(":", -1);
            new Faults().require(parts.length == 2, "label", "name:value").refuse(INVALID);
            return new Label(parts[0], parts[1]);
        }
    }

    /** @param cursor the simId after which the page begins */
    Listing<GamesimWords.View> page(Filter filter, int limit, @Nullable String cursor) {
        if (cursor != null && !GamesimWords.isSimId(cursor)) {
            throw CURSOR_INVALID.refuse();
        }
        var first = new PriorityQueue<>(BY_ID.reversed());
        for (var shard : FleetTable.shards()) {
            table.eachServer(shard, server -> {
                if (filter.fits(server) && (cursor == null || server.simId().compareTo(cursor) > 0)) {
                    first.add(server);
                    if (first.size() > limit + 1) {
                        first.remove();
                    }
                }
            });
        }
        var page = first.stream().sorted(BY_ID).limit(limit).toList();
        var next = first.size() > limit ? page.getLast().simId() : null;
        return new Listing<>(page.stream().map(GamesimWords.View::of).toList(), next);
    }
}
