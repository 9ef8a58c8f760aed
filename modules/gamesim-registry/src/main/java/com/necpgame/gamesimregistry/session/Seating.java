package com.necpgame.gamesimregistry.session;

import com.necpgame.contracts.PlayerId;
import com.necpgame.gamesimregistry.RegistryConfig;
import com.necpgame.gamesimregistry.fleet.Verdict;
import com.necpgame.gamesimregistry.session.SessionWords.PlayerView;
import com.necpgame.gamesimregistry.session.SessionWords.SeatView;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one who has a seat is told: where to go, and the token that lets them in. */
@Singleton
final class Seating {
    private final JoinTokens tokens;
    private final Clock clock;
    private final RegistryConfig config;

    Seating(JoinTokens tokens, Clock clock, RegistryConfig config) {
        this.tokens = tokens;
        this.clock = clock;
        this.config = config;
    }

    /** @param player whose seat it is; null for who has none of their own */
    SeatView view(Session session, @Nullable PlayerId player) {
        return view(session, player, Duration.ZERO, null);
    }

    /** The same for who waited, and for who asked why. */
    SeatView view(Session session, @Nullable PlayerId player, Duration queued, @Nullable List<Verdict> explanation) {
        var now = clock.instant();
        var seat = player == null || session.isClosed(now) ? null : held(session, player, now);
        var host = session.host();
        var place = place(host);
        return new SeatView(
                session.gameSimId(),
                host.simId(),
                session.state(),
                place.address(),
                place.port(),
                host.spectatorPort(),
                place.toString(),
                session.joinCode(),
                seat == null ? null : seat.slot(),
                seat == null ? null : seat.role(),
                seat == null ? null : tokens.make(session, seat, now),
                seat == null || seat.state() != SeatState.RESERVED ? null : seat.until(),
                PlayerView.of(session, now),
                queued.toMillis(),
                explanation);
    }

    private static @Nullable Seat held(Session session, PlayerId player, Instant now) {
        var seat = session.seat(player);
        return seat != null && seat.isHeld(now) ? seat : null;
    }

    /** With a public endpoint the server's own address is not told. */
    private Place place(Host host) {
        var endpoint = config.publicEndpoint();
        if (endpoint == null) {
            return new Place(host.address(), host.port());
        }
        var colon = endpoint.lastIndexOf(':');
        return new Place(endpoint.substring(0, colon), Integer.parseInt(endpoint.substring(colon + 1)));
    }

    private record Place(String address, int port) {
        @Override
        public String toString() {
            var isBareV6 = address.indexOf(':') >= 0 && !address.startsWith("[");
            return (isBareV6 ? '[' + address + ']' : address) + ':' + port;
        }
    }
}
