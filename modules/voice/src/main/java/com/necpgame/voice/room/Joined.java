package com.necpgame.voice.room;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/** That a connection of a player is in a room: the member's row, found from the other side. */
@MappedEntity(RoomTable.NAME)
@ItemKey(partition = "PLAYER#{playerId}", sort = "JOINED#{connectionId}#{room}")
record Joined(String playerId, String connectionId, String room) {
    static Joined of(Member member) {
        return new Joined(member.playerId(), member.connectionId(), member.room());
    }
}
