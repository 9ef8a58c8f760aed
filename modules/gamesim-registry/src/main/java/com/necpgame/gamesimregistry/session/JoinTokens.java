package com.necpgame.gamesimregistry.session;

import com.necpgame.contracts.PlayerId;
import com.necpgame.gamesimregistry.RegistryConfig;
import com.necpgame.gamesimregistry.fleet.TokenKeys;
import com.necpgame.gamesimregistry.session.JoinToken.Claims;
import com.necpgame.gamesimregistry.session.JoinToken.Material;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Makes a join token for whoever has a seat. */
@Singleton
final class JoinTokens {
    private static final int NAME_CHARS = 6;

    private final TokenKeys keys;
    private final RandomGenerator random;
    private final RegistryConfig config;

    JoinTokens(TokenKeys keys, RandomGenerator random, RegistryConfig config) {
        this.keys = keys;
        this.random = random;
        this.config = config;
    }

    /** Good for as long as any token, and no longer than the seat is held. */
    String make(Session session, Seat seat, Instant now) {
        var host = session.host();
        var claims = new Claims(
                seat.role(),
                seat.slot(),
                session.terms().playersMax(),
                session.seed(),
                session.gameSimId(),
                seat.playerId().value(),
                name(seat.playerId()),
                session.terms().map(),
                host.build());
        return JoinToken.seal(
                claims,
                host.protocolVersion(),
                expiry(seat, now),
                keys.of(host.simId(), host.epoch()),
                Material.draw(random));
    }

    private Instant expiry(Seat seat, Instant now) {
        var latest = now.plus(config.tokenTtl());
        return seat.state() == SeatState.RESERVED && seat.until().isBefore(latest) ? seat.until() : latest;
    }

    /** The registry does not know what players call themselves: the end of their id, in which those of one minute differ. */
    private static String name(PlayerId player) {
        var id = player.value();
        return id.substring(Math.max(0, id.length() - NAME_CHARS));
    }
}
