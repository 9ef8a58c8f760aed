package com.necpgame.voice.room;

import com.necpgame.voice.Wire;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to those who were put out of a room. */
@Singleton
final class Exits {
    private final Wire wire;
    private final Attendance attendance;

    Exits(Wire wire, Attendance attendance) {
        this.wire = wire;
        this.attendance = attendance;
    }

    /** They are told, and are in the lobby if they are in no other room. */
    void told(List<Member> out, @Nullable String reason, boolean banned) {
        for (var member : out) {
            if (!member.absent()) {
                wire.send(member.connectionId(), "kicked", null, new Answers.Kicked(member.room(), reason, banned));
                attendance.settle(member.connectionId());
            }
        }
    }
}
