package com.necpgame.voice.room;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection as rooms see it: open, or lost a short time ago.
 *
 * @param shard spreads those who come and go, so that no one partition takes all of them
 * @param node the process that holds the connection
 * @param ssrc names it in binary frames, 1 to 2,147,483,647
 * @param greeted has said hello; noted of connections that are held elsewhere
 * @param muted has switched off its own microphone, in all rooms
 * @param deafened hears nobody, in all rooms
 * @param echo tries its microphone
 * @param lostAt when the connection ended; null while it is open
 * @param resumedBy the connection that takes its places over; null for none
 */
@MappedEntity(RoomTable.NAME)
@ItemKey(partition = "ATTENDEE#{shard}", sort = "{connectionId}")
record Attendee(
        String shard,
        String connectionId,
        String playerId,
        String node,
        int ssrc,
        boolean greeted,
        boolean muted,
        boolean deafened,
        boolean echo,
        @Nullable Instant lostAt,
        @Nullable String resumedBy) {
    static Attendee opened(String connectionId, String playerId, String node, int ssrc) {
        return new Attendee(
                RoomTable.shard(connectionId),
                connectionId,
                playerId,
                node,
                ssrc,
                false,
                false,
                false,
                false,
                null,
                null);
    }

    boolean isLost() {
        return lostAt != null;
    }

    /** Whether it was lost so long ago that its places are free. */
    boolean isOver(Duration absence, Instant now) {
        return lostAt != null && !now.isBefore(lostAt.plus(absence));
    }

    Attendee lost(Instant at) {
        return new Attendee(shard, connectionId, playerId, node, ssrc, greeted, muted, deafened, echo, at, resumedBy);
    }

    Attendee welcomed() {
        return new Attendee(shard, connectionId, playerId, node, ssrc, true, muted, deafened, echo, lostAt, resumedBy);
    }

    Attendee muted(boolean on) {
        return new Attendee(shard, connectionId, playerId, node, ssrc, greeted, on, deafened, echo, lostAt, resumedBy);
    }

    Attendee deafened(boolean on) {
        return new Attendee(shard, connectionId, playerId, node, ssrc, greeted, muted, on, echo, lostAt, resumedBy);
    }

    Attendee echoing(boolean on) {
        return new Attendee(shard, connectionId, playerId, node, ssrc, greeted, muted, deafened, on, lostAt, resumedBy);
    }

    /** This connection, with what another one of the player had set. */
    Attendee after(Attendee before, int ssrcKept) {
        return new Attendee(
                shard,
                connectionId,
                playerId,
                node,
                ssrcKept,
                greeted,
                before.muted,
                before.deafened,
                echo,
                lostAt,
                resumedBy);
    }
}
