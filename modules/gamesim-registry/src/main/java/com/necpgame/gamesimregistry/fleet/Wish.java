package com.necpgame.gamesimregistry.fleet;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session needs of the server that is to host it.
 *
 * @param allocationId what the one who asks calls the session; decides the build where a channel has several
 * @param region where the server must stand; null for anywhere
 * @param latencies ms by region, as the caller measured them; regions that are not there count as the farthest
 * @param selectors in order: a later one counts where no server of the earlier ones has a free slot; none is any server
 * @param channel whose builds will do; null for the default, which is every build where nobody has set it
 * @param players how many the session is to have at most; null for as many as the server offers
 */
@Introspected
public record Wish(
        String allocationId,
        @Nullable String region,
        Map<String, Integer> latencies,
        Strategy strategy,
        List<Selector> selectors,
        @Nullable String channel,
        @Nullable Integer players) {
    public Wish {
        latencies = Map.copyOf(latencies);
        selectors = selectors.isEmpty() ? List.of(Selector.ANY) : List.copyOf(selectors);
    }

    /** Any server, packed. */
    public static Wish any(String allocationId) {
        return new Wish(allocationId, null, Map.of(), Strategy.PACKED, List.of(), null, null);
    }

    int latency(Offer offer) {
        return latencies.getOrDefault(offer.region(), Integer.MAX_VALUE);
    }
}
