package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.gamesimregistry.RegistryProblem.BAD_WISH;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.gamesimregistry.fleet.Verdict.Reason;
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
    /** How many servers an explanation tells of. */
    public static final int VERDICTS_MAX = 100;

    /** No build is called so. */
    private static final List<String> ANY_BUILD = List.of("");

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
        if (known != null && (!opens(wish, known) || view.isFresh())) {
            return known;
        }
        view.refresh();
        return best(wish, view.servers());
    }

    /**
     * The same for one who comes after others: each of those ahead is given the server that it would get, as far as there is
     * one, and what they leave is for this one.
     *
     * @param aheadMax how many may be ahead: where more slots are known that would do as well, those cannot take them all
     * @param ahead asked for only where there is a slot at all, and not one for everybody
     */
    public @Nullable Gamesim choose(Wish wish, int aheadMax, Supplier<List<Wish>> ahead) {
        var first = choose(wish);
        var before = first == null || hasMoreThan(aheadMax, wish) ? List.<Wish>of() : ahead.get();
        return before.isEmpty() ? first : left(wish, before);
    }

    /** Whether more slots than so many are as good for this wish as any but for the order of their servers. */
    private boolean hasMoreThan(int slots, Wish wish) {
        for (var selector : wish.selectors()) {
            for (var build : builds(wish, selector)) {
                var free = free(wish, selector, build, slots);
                if (free > 0) {
                    return free > slots;
                }
            }
        }
        return false;
    }

    /** How many slots do for this wish; counted no further than beyond {@code enough}. */
    private int free(Wish wish, Selector selector, String build, int enough) {
        var builds = List.of(build);
        var free = 0;
        for (var server : view.servers()) {
            if (free > enough) {
                break;
            }
            if (flaw(wish, selector, builds, server) == Reason.OUTRANKED) {
                free += server.offer().sessionsMax() - server.used();
            }
        }
        return free;
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

    /** An empty server is put to use only after a look at whether a used one has a slot. */
    private static boolean opens(Wish wish, Gamesim server) {
        return server.used() == 0 && wish.strategy() != Strategy.DISTRIBUTED;
    }

    /**
     * A slot of it is taken, or about to be: others of this process look for theirs elsewhere, before it is written. Who does
     * not get it in the end says so with {@link #missed}.
     *
     * @return false if the server is known otherwise by now: then another is to be chosen
     */
    public boolean occupied(Gamesim seen) {
        return view.occupied(seen);
    }

    /** It was not as it was seen. */
    public void missed(Gamesim seen) {
        view.look(seen.simId());
    }

    /** What becomes of each server where this is wished, by simId; at most {@value #VERDICTS_MAX}. */
    public List<Verdict> explain(Wish wish) {
        view.refresh();
        var servers = view.servers();
        var chosen = best(wish, servers);
        return servers.stream()
                .sorted(BY_ID)
                .limit(VERDICTS_MAX)
                .map(server -> Verdict.of(server, server.equals(chosen) ? Reason.CHOSEN : reason(wish, server)))
                .toList();
    }

    private Reason reason(Wish wish, Gamesim server) {
        return wish.selectors().stream()
                .map(selector -> flaw(wish, selector, builds(wish, selector), server))
                .reduce((one, other) -> one.compareTo(other) > 0 ? one : other)
                .orElse(Reason.OUTRANKED);
    }

    private @Nullable Gamesim best(Wish wish, Collection<Gamesim> servers) {
        for (var selector : wish.selectors()) {
            for (var build : builds(wish, selector)) {
                var found = best(wish, selector, build, servers);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable Gamesim best(Wish wish, Selector selector, String build, Collection<Gamesim> servers) {
        var order = order(wish);
        var builds = List.of(build);
        Gamesim best = null;
        for (var server : servers) {
            if (flaw(wish, selector, builds, server) == Reason.OUTRANKED
                    && (best == null || order.compare(server, best) < 0)) {
                best = server;
            }
        }
        return best;
    }

    /** The first thing that speaks against the server; that others may be better, if it would do. */
    private static Reason flaw(Wish wish, Selector selector, List<String> builds, Gamesim server) {
        var offer = server.offer();
        if (server.state() != GamesimState.READY && server.state() != GamesimState.ALLOCATED) {
            return Reason.STATE;
        } else if (!server.playable()) {
            return Reason.NOT_PLAYABLE;
        } else if (server.used() >= offer.sessionsMax()) {
            return Reason.FULL;
        } else if (wish.region() != null && !wish.region().equals(offer.region())) {
            return Reason.REGION;
        } else if (wish.players() != null && wish.players() > offer.playersMax()) {
            return Reason.PLAYERS;
        } else if (!selector.fitsZone(offer)) {
            return Reason.ZONE;
        } else if (!selector.fitsLabels(offer)) {
            return Reason.LABELS;
        }
        return builds.equals(ANY_BUILD) || builds.contains(offer.build()) ? Reason.OUTRANKED : Reason.BUILD;
    }

    private static Comparator<Gamesim> order(Wish wish) {
        return switch (wish.strategy()) {
            case PACKED -> PACKED;
            case DISTRIBUTED -> DISTRIBUTED;
            case LATENCY ->
                Comparator.<Gamesim>comparingInt(server -> wish.latency(server.offer()))
                        .thenComparing(PACKED);
        };
    }

    /** In order of preference. */
    private List<String> builds(Wish wish, Selector selector) {
        if (selector.build() != null) {
            return List.of(selector.build());
        }
        var channel = channel(wish);
        return channel == null || channel.weights().isEmpty() ? ANY_BUILD : channel.order(wish.allocationId());
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
