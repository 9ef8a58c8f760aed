package com.necpgame.gamesimregistry.fleet;

import io.micronaut.core.annotation.Introspected;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which servers will do.
 *
 * @param labels that a server must have, with these values
 * @param build that it must run, whatever the channel says; null for those of the channel
 * @param zone that it must stand in; null for any
 */
@Introspected
public record Selector(
        Map<String, String> labels,
        @Nullable String build,
        @Nullable String zone) {
    /** Every server will do. */
    public static final Selector ANY = new Selector(Map.of(), null, null);

    public Selector {
        labels = Map.copyOf(labels);
    }

    boolean fitsLabels(Offer offer) {
        return labels.isEmpty() || offer.labels().entrySet().containsAll(labels.entrySet());
    }

    boolean fitsZone(Offer offer) {
        return zone == null || zone.equals(offer.zone());
    }
}
