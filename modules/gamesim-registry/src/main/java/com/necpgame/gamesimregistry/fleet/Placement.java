package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.gamesimregistry.RegistryProblem.BAD_WISH;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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

    /**
     * The same for one who comes after others: each of those ahead is given the server that it would get, as far as there is
     * one, and what they leave is for this one.
     *
     * @param ahead asked for only where there is a slot at all
     */
    public @Nullable Gamesim choose(Wish wish, Supplier<List<Wish>> ahead) {
        var first = choose(wish);
        var before = first == null ? List.<Wish>of() : ahead.get();
        return before.isEmpty() ? first : left(wish, before);
    }

    private @Nullable Gamesim left(Wish wish, List<Wish> ahead) {
        view.refresh();
        var left = new HashMap<String, Gamesim>();
        view.servers().forEach(server -> left.put(server.simId(), server));
        var seen = Map.copyOf(left);
        for (var each : ahead) {
            var theirs = best(each, left.values());
            if (theirs != null) {
                left.put(theirs.simId(), theirs.occupied());
            }
        }
        var own = best(wish, left.values());
        return own == null ? null : seen.get(own.simId());
    }

    /** What this process knows of a server; null if nothing, or that its epoch is over. */
    public @Nullable Gamesim known(String simId) {
        return view.known(simId);
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
