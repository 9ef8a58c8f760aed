package com.necpgame.voice.room;

import static com.necpgame.voice.VoiceProblem.NOT_A_MEMBER;

import com.necpgame.voice.live.Cast.Recording;
import com.necpgame.voice.recording.RecordedRooms;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What rooms say of their recordings, by their rows. */
@Singleton
final class RoomsOnRecord implements RecordedRooms {
    private final RoomTable table;

    RoomsOnRecord(RoomTable table) {
        this.table = table;
    }

    @Override
    public Recording policy(String connectionId, String room) {
        var found = table.room(room);
        if (found == null || table.member(room, connectionId) == null) {
            throw NOT_A_MEMBER.refuse();
        }
        return found.policy().recording();
    }

    @Override
    public @Nullable Duration retention(String room) {
        var found = table.room(room);
        return found == null ? null : Duration.ofDays(found.policy().retentionDays());
    }
}
