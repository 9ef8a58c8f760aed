package com.necpgame.gamesimregistry.session;

import com.necpgame.platform.data.ItemPage;
import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.data.Position;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds sessions that anybody may join: part by part of the list, in the order of its rows. */
@Singleton
final class Search {
    /** How many rows one request looks at; then it answers with what it has, and where to go on. */
    private static final int ROWS_MAX = 1000;

    private static final int PAGE_ROWS = 100;

    private final SessionTable table;
    private final Clock clock;

    Search(SessionTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** @param region null for all */
    record Wanted(Map<String, String> labels, @Nullable String region) {
        private boolean fits(Listed row) {
            return (region == null || region.equals(row.region()))
                    && row.labels().entrySet().containsAll(labels.entrySet());
        }
    }

    private record Part(Listed.Stage stage, String shard) {}

    ItemPage<Session> find(Wanted wanted, PageOf page) {
        return new Walk(wanted, page).run();
    }

    private static List<Part> parts() {
        return List.of(Listed.Stage.values()).stream()
                .flatMap(stage -> SessionTable.shards().stream().map(shard -> new Part(stage, shard)))
                .toList();
    }

    /** One request on its way through the parts. */
    private final class Walk {
        private final Wanted wanted;
        private final int limit;
        private final List<Session> found = new ArrayList<>();
        private @Nullable Position at;
        private int rows;

        Walk(Wanted wanted, PageOf page) {
            this.wanted = wanted;
            this.limit = page.limit();
            this.at = page.from();
        }

        ItemPage<Session> run() {
            var start = at;
            for (var part : parts().stream()
                    .dropWhile(part -> start != null && !isIn(part, start))
                    .toList()) {
                if (!walk(part, start != null && isIn(part, start) ? start : null)) {
                    return new ItemPage<>(found, Objects.requireNonNull(at));
                }
            }
            return new ItemPage<>(found, null);
        }

        private boolean isIn(Part part, Position place) {
            return table.isIn(part.stage(), part.shard(), place);
        }

        /** Whether the end of the part was reached. */
        private boolean walk(Part part, @Nullable Position start) {
            var from = start;
            do {
                var page = table.listed(part.stage(), part.shard(), new PageOf(PAGE_ROWS, from));
                if (!take(page.items())) {
                    return false;
                }
                from = page.next();
            } while (from != null);
            return true;
        }

        /** Whether there is room for more. */
        private boolean take(List<Listed> listed) {
            var open = open(listed);
            for (var row : listed) {
                if (found.size() == limit || rows == ROWS_MAX) {
                    return false;
                }
                rows++;
                at = table.place(row);
                var session = open.get(row.gameSimId());
                if (session != null) {
                    found.add(session);
                }
            }
            return true;
        }

        private Map<String, Session> open(List<Listed> listed) {
            var now = clock.instant();
            var fitting =
                    listed.stream().filter(wanted::fits).map(Listed::gameSimId).toList();
            return table.sessions(fitting).stream()
                    .filter(session -> !session.isClosed(now) && session.freeSlots(now) > 0)
                    .collect(Collectors.toMap(Session::gameSimId, Function.identity()));
        }
    }
}
