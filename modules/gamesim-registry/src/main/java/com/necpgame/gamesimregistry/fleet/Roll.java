package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.platform.runtime.problem.PlatformProblem.INVALID;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.gamesimregistry.Faults;
import com.necpgame.platform.runtime.paging.Cursors;
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
    private final Cursors cursors;

    Roll(FleetTable table, Cursors cursors) {
        this.table = table;
        this.cursors = cursors;
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

    /** @param caller whose cursor this is, and nobody else's */
    Listing<GamesimWords.View> page(Filter filter, int limit, @Nullable String cursor, String caller) {
        var scope = cursors.scope(Roll.class, "servers " + filter, caller);
        var after = scope.text(cursor);
        var first = new PriorityQueue<>(BY_ID.reversed());
        for (var shard : FleetTable.shards()) {
            table.eachServer(shard, server -> {
                if (filter.fits(server) && (after == null || server.simId().compareTo(after) > 0)) {
                    first.add(server);
                    if (first.size() > limit + 1) {
                        first.remove();
                    }
                }
            });
        }
        var page = first.stream().sorted(BY_ID).limit(limit).toList();
        var next = first.size() > limit ? page.getLast().simId() : null;
        return new Listing<>(page.stream().map(GamesimWords.View::of).toList(), scope.sealText(next));
    }
}
