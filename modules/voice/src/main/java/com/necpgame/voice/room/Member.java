package com.necpgame.voice.room;

import com.necpgame.platform.data.ItemKey;
import com.necpgame.voice.live.Cast.RoomType;
import io.micronaut.data.annotation.MappedEntity;

/**
 * One connection in a room.
 *
 * @param type the room's, so that the row tells who may talk
 * @param ssrc names the connection in binary frames
 * @param listenOnly came to listen
 * @param gagged muted for all by a moderator
 * @param muted has switched off its own microphone
 * @param deafened hears nobody
 * @param echo tries its microphone: hears itself, and nobody else hears it
 * @param consents to being recorded in this room
 * @param absent its connection is lost, and may be resumed
 */
@MappedEntity(RoomTable.NAME)
@ItemKey(partition = "ROOM#{room}", sort = "MEMBER#{connectionId}")
record Member(
        String room,
        String connectionId,
        String playerId,
        RoomType type,
        int ssrc,
        Role role,
        boolean listenOnly,
        boolean gagged,
        boolean muted,
        boolean deafened,
        boolean echo,
        boolean consents,
        boolean absent) {
    static Member of(Room room, Attendee attendee, Standing standing, Role role, boolean listenOnly) {
        return new Member(
                room.id(),
                attendee.connectionId(),
                attendee.playerId(),
                room.policy().type(),
                attendee.ssrc(),
                role,
                listenOnly,
                standing.gagged(),
                attendee.muted(),
                attendee.deafened(),
                attendee.echo(),
                standing.consents(),
                false);
    }

    /** Whether the room lets it speak, its own microphone aside. */
    boolean maySpeak() {
        return !listenOnly
                && !gagged
                && role != Role.LISTENER
                && (type != RoomType.BROADCAST || role == Role.MODERATOR);
    }

    boolean mayTalk() {
        return maySpeak() && !muted;
    }

    boolean isModerator() {
        return role == Role.MODERATOR;
    }

    /** The same place, taken by another connection of the player. */
    Member takenBy(Attendee other) {
        return new Member(
                room,
                other.connectionId(),
                playerId,
                type,
                other.ssrc(),
                role,
                listenOnly,
                gagged,
                other.muted(),
                other.deafened(),
                other.echo(),
                consents,
                false);
    }

    Member with(Attendee attendee) {
        return new Member(
                room,
                connectionId,
                playerId,
                type,
                ssrc,
                role,
                listenOnly,
                gagged,
                attendee.muted(),
                attendee.deafened(),
                attendee.echo(),
                consents,
                attendee.isLost());
    }

    Member with(Standing standing) {
        return new Member(
                room,
                connectionId,
                playerId,
                type,
                ssrc,
                role,
                listenOnly,
                standing.gagged(),
                muted,
                deafened,
                echo,
                standing.consents(),
                absent);
    }

    Member as(Role other) {
        return new Member(
                room,
                connectionId,
                playerId,
                type,
                ssrc,
                other,
                listenOnly,
                gagged,
                muted,
                deafened,
                echo,
                consents,
                absent);
    }
}
