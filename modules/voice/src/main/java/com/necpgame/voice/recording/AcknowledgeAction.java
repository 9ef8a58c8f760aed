package com.necpgame.voice.recording;

import com.necpgame.voice.Action;
import com.necpgame.voice.Message;
import com.necpgame.voice.Wire;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Set;

/** {@code acks {room, on}}: who talks is told which of their frames are kept, in {@code recorded} messages. */
@Singleton
final class AcknowledgeAction implements Action {
    private static final String NAME = "acks";

    private final Wire wire;
    private final Attendance attendance;

    AcknowledgeAction(Wire wire, Attendance attendance) {
        this.wire = wire;
        this.attendance = attendance;
    }

    @Override
    public Set<String> names() {
        return Set.of(NAME);
    }

    @Override
    public void on(String connectionId, Message message) {
        var wish = wire.data(message, Wish.class);
        attendance.acknowledge(connectionId, wish.room(), wish.on());
        wire.send(connectionId, NAME, message.cid(), wish);
    }

    @Serdeable
    @Introspected
    record Wish(@NotBlank @Size(max = 128) String room, boolean on) {}
}
