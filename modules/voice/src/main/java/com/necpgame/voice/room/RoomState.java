package com.necpgame.voice.room;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A room and its members at one version.
 *
 * @param members by connection
 */
record RoomState(Room room, Map<String, Member> members) {
    RoomState {
        members = Collections.unmodifiableMap(members);
    }

    static RoomState of(Room room, List<Member> members) {
        return new RoomState(
                room,
                members.stream()
                        .collect(Collectors.toMap(
                                Member::connectionId, each -> each, (one, other) -> other, LinkedHashMap::new)));
    }

    @Nullable
    Member member(String connectionId) {
        return members.get(connectionId);
    }

    /** The connections of a player that are in the room. */
    List<Member> of(String playerId) {
        return members.values().stream()
                .filter(each -> each.playerId().equals(playerId))
                .toList();
    }
}
