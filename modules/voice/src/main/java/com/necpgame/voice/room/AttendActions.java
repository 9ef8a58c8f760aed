package com.necpgame.voice.room;

import com.necpgame.voice.Action;
import com.necpgame.voice.Message;
import com.necpgame.voice.Wire;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Coming and going. */
final class AttendActions {
    private AttendActions() {}

    /** {@code join}; a room that the connection is in already is answered as it is. */
    @Singleton
    static final class Join implements Action {
        private final Attendance attendance;
        private final Wire wire;

        Join(Attendance attendance, Wire wire) {
            this.attendance = attendance;
            this.wire = wire;
        }

        @Serdeable
        record Data(
                @NotNull @Size(min = 1, max = RoomTable.ID_LENGTH_MAX)
                String room,

                @Nullable @Size(max = Seals.LENGTH_MAX) String token,
                @Nullable Boolean listenOnly) {}

        @Override
        public Set<String> names() {
            return Set.of("join");
        }

        @Override
        public void on(String connectionId, Message message) {
            var data = wire.data(message, Data.class);
            var joined =
                    attendance.join(connectionId, data.room(), data.token(), Boolean.TRUE.equals(data.listenOnly()));
            wire.send(connectionId, "joined", message.cid(), joined);
        }
    }

    /** {@code leave}; a room that the connection is not in is left all the same. */
    @Singleton
    static final class Leave implements Action {
        private final Attendance attendance;
        private final Wire wire;

        Leave(Attendance attendance, Wire wire) {
            this.attendance = attendance;
            this.wire = wire;
        }

        @Serdeable
        record Data(
                @NotNull @Size(min = 1, max = RoomTable.ID_LENGTH_MAX)
                String room) {}

        @Override
        public Set<String> names() {
            return Set.of("leave");
        }

        @Override
        public void on(String connectionId, Message message) {
            var data = wire.data(message, Data.class);
            attendance.leave(connectionId, data.room());
            wire.send(connectionId, "left", message.cid(), new Answers.InRoom(data.room()));
        }
    }
}
