package com.necpgame.voice.room;

import com.necpgame.voice.Visitor;
import com.necpgame.voice.Visits;
import jakarta.inject.Singleton;

/** Whoever comes in stands in the lobby. */
@Singleton
final class RoomDoor implements Visits {
    private final Attendance attendance;

    RoomDoor(Attendance attendance) {
        this.attendance = attendance;
    }

    @Override
    public void opened(Visitor visitor) {
        attendance.opened(visitor);
    }

    @Override
    public void closed(String connectionId) {
        attendance.closed(connectionId);
    }
}
