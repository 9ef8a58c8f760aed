package com.necpgame.voice.room;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A room.
 *
 * @param name for people; may be empty
 * @param ownerId the player who made it; null where an operator or a game server did
 * @param memberCount how many member rows it has
 * @param emptySince null while it has members
 * @param closing is being deleted: nobody comes in any more
 * @param version counts the changes of the room, its members and their standing
 */
@MappedEntity(RoomTable.NAME)
@ItemKey(partition = "ROOM#{id}", sort = "ROOM")
record Room(
        String id,
        String name,
        RoomPolicy policy,
        @Nullable String ownerId,
        Instant createdAt,
        int memberCount,
        @Nullable Instant emptySince,
        boolean closing,
        @Version long version) {
    static Room empty(String id, String name, RoomPolicy policy, @Nullable String ownerId, Instant now) {
        return new Room(id, name, policy, ownerId, now, 0, now, false, 0);
    }

    Room counting(int members, Instant now) {
        var since = members > 0 ? null : emptySince == null ? now : emptySince;
        return new Room(id, name, policy, ownerId, createdAt, members, since, closing, version);
    }

    Room closed() {
        return new Room(id, name, policy, ownerId, createdAt, memberCount, emptySince, true, version);
    }

    /** As its row is once a change is committed. */
    Room committed() {
        return new Room(id, name, policy, ownerId, createdAt, memberCount, emptySince, closing, version + 1);
    }

    boolean isOwner(String playerId) {
        return playerId.equals(ownerId);
    }
}
