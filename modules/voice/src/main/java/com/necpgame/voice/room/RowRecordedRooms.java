package com.necpgame.voice.room;

import static com.necpgame.voice.VoiceProblem.NOT_A_MEMBER;
import static com.necpgame.voice.VoiceProblem.ROOM_NOT_FOUND;

import com.necpgame.voice.live.Cast.Recording;
import com.necpgame.voice.recording.RecordedRooms;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a room's policy says of recording. */
@Singleton
final class RowRecordedRooms implements RecordedRooms {
    private final RoomTable table;

    RowRecordedRooms(RoomTable table) {
        this.table = table;
    }

    @Override
    public Recording policy(String connectionId, String id) {
        if (table.member(id, connectionId) == null) {
            throw NOT_A_MEMBER.refuse();
        }
        var room = table.room(id);
        if (room == null) {
            throw ROOM_NOT_FOUND.refuse();
        }
        return room.policy().recording();
    }

    @Override
    public @Nullable Duration retention(String id) {
        var room = table.room(id);
        return room == null ? null : Duration.ofDays(room.policy().retentionDays());
    }
}
