package com.necpgame.voice.room;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What holds of a player in a room on whichever connection, also while they are not there.
 *
 * @param role moderator or member, as moderators made them; null where none did
 * @param gagged muted for all
 * @param bannedUntil null if not banned
 * @param consents to being recorded in this room
 */
@MappedEntity(RoomTable.NAME)
@ItemKey(partition = "ROOM#{room}", sort = "STANDING#{playerId}")
record Standing(
        String room,
        String playerId,
        @Nullable Role role,
        boolean gagged,
        @Nullable Instant bannedUntil,
        boolean consents) {
    /** A ban without an end; the last year that the store can write. */
    static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

    static Standing none(String room, String playerId) {
        return new Standing(room, playerId, null, false, null, false);
    }

    boolean isBanned(Instant now) {
        return bannedUntil != null && now.isBefore(bannedUntil);
    }

    /** What a token makes of the player: moderators stay what they are, and who was made a member is no moderator again. */
    Role over(Role given) {
        return role == Role.MODERATOR || (given == Role.MODERATOR && role != null) ? role : given;
    }

    Standing as(Role made) {
        return new Standing(room, playerId, made, gagged, bannedUntil, consents);
    }

    Standing gagged(boolean on) {
        return new Standing(room, playerId, role, on, bannedUntil, consents);
    }

    Standing banned(@Nullable Instant until) {
        return new Standing(room, playerId, role, gagged, until, consents);
    }

    Standing consenting(boolean on) {
        return new Standing(room, playerId, role, gagged, bannedUntil, on);
    }
}
