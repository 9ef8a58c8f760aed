package com.necpgame.gamesimregistry.session;

import com.necpgame.gamesimregistry.fleet.Gamesim;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/** Where a session runs: what its clients need of the server, as it was registered for this epoch. */
@Introspected
record Host(
        String simId,
        long epoch,
        String address,
        int port,
        @Nullable Integer spectatorPort,
        int protocolVersion,
        String build,
        String region) {
    static Host of(Gamesim server) {
        var offer = server.offer();
        return new Host(
                server.simId(),
                server.epoch(),
                offer.address(),
                offer.port(),
                offer.spectatorPort(),
                offer.protocolVersion(),
                offer.build(),
                offer.region());
    }

    boolean is(String otherSimId) {
        return simId.equals(otherSimId);
    }
}
