package com.necpgame.voice.room;

import static com.necpgame.voice.VoiceProblem.TOKEN_INVALID;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Room tokens: a player may come into a room in a role, until a time. */
@Singleton
final class RoomTokens {
    private static final String PURPOSE = "room";

    private final Seals seals;
    private final Clock clock;

    RoomTokens(Seals seals, Clock clock) {
        this.seals = seals;
        this.clock = clock;
    }

    String make(String room, String playerId, Role role, Instant expiresAt) {
        return seals.seal(PURPOSE, room, playerId, role.name(), Long.toString(expiresAt.getEpochSecond()));
    }

    /** The role, or a refusal where the token is forged, out of date, or of another room or player. */
    Role open(String token, String room, String playerId) {
        var facts = seals.open(PURPOSE, token);
        if (facts == null
                || !facts.get(0).equals(room)
                || !facts.get(1).equals(playerId)
                || clock.instant().getEpochSecond() >= Long.parseLong(facts.get(3))) {
            throw TOKEN_INVALID.refuse();
        }
        return Role.valueOf(facts.get(2));
    }
}
