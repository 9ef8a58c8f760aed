package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.gamesimregistry.RegistryProblem.BAD_WISH;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the server that takes the next session. Deterministic: the same fleet and the same wish give the same server.
 *
 * <p>It says what to try; whether the slot is free the transaction decides, with the lines of {@link Slots#occupy}. Who
 * loses that race says so with {@link #missed} and asks again.
 */
@Singleton
public final class Placement {
    private static final Comparator<Gamesim> BY_ID = Comparator.comparing(Gamesim::simId);
    private static final Comparator<Gamesim> PACKED =
            Comparator.comparingInt(Gamesim::used).reversed().thenComparing(BY_ID);
    private static final Comparator<Gamesim> DISTRIBUTED =
            Comparator.comparingInt(Gamesim::used).thenComparing(BY_ID);

    private final FleetView view;

    Placement(FleetView view) {
        this.view = view;
    }

    /** The server to try, or null if none had a free slot when the fleet was read, consistently, after this call began. */
    public @Nullable Gamesim choose(Wish wish) {
        var known = best(wish, view.servers());
        if (known != null && !opens(wish, known)) {
            return known;
        }
        view.refresh();
        return best(wish, view.servers());
    }

    /** An empty server is put to use only after a look at whether a used one has a slot. */
    private static boolean opens(Wish wish, Gamesim server) {
        return server.used() == 0 && wish.strategy() != Strategy.DISTRIBUTED;
    }

    /** A slot of it was taken just now. */
    public void occupied(Gamesim seen) {
        view.occupied(seen);
    }

    /** It was not as it was seen. */
    public void missed(Gamesim seen) {
        view.look(seen.simId());
    }

    private @Nullable Gamesim best(Wish wish, Collection<Gamesim> servers) {
        for (var selector : wish.selectors()) {
            var builds = builds(wish, selector);
            if (builds == null) {
                var found = best(wish, selector, null, servers);
                if (found != null) {
                    return found;
                }
                continue;
            }
            for (var build : builds) {
                var found = best(wish, selector, build, servers);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable Gamesim best(
            Wish wish, Selector selector, @Nullable String build, Collection<Gamesim> servers) {
        var order = order(wish);
        Gamesim best = null;
        for (var server : servers) {
            if (fits(wish, selector, build, server) && (best == null || order.compare(server, best) < 0)) {
                best = server;
            }
        }
        return best;
    }

    private static boolean fits(Wish wish, Selector selector, @Nullable String build, Gamesim server) {
        var offer = server.offer();
        return server.hasRoom()
                && (build == null || build.equals(offer.build()))
                && (wish.region() == null || wish.region().equals(offer.region()))
                && (wish.players() == null || wish.players() <= offer.playersMax())
                && selector.fitsZone(offer)
                && selector.fitsLabels(offer);
    }

    private static Comparator<Gamesim> order(Wish wish) {
        return switch (wish.strategy()) {
            case PACKED -> PACKED;
            case DISTRIBUTED -> DISTRIBUTED;
            case LATENCY ->
                Comparator.<Gamesim>comparingInt(server -> wish.latency(server.offer())).thenComparing(PACKED);
        };
    }

    /** In order of preference; null for any. */
    private @Nullable List<String> builds(Wish wish, Selector selector) {
        if (selector.build() != null) {
            return List.of(selector.build());
        }
        var channel = channel(wish);
        return channel == null ? null : channel.order(wish.allocationId());
    }

    private @Nullable Channel channel(Wish wish) {
        if (wish.channel() == null) {
            return view.channel(Channel.DEFAULT);
        }
        var known = view.channel(wish.channel());
        if (known == null && !wish.channel().equals(Channel.DEFAULT)) {
            view.refresh();
            known = view.channel(wish.channel());
            if (known == null) {
                throw BAD_WISH.refuse("there is no channel " + wish.channel());
            }
        }
        return known;
    }
}
