package com.necpgame.voice.room;

import com.necpgame.voice.Action;
import com.necpgame.voice.Message;
import com.necpgame.voice.Wire;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;

/** {@code consent}: to be recorded in a room. */
@Singleton
final class ConsentAction implements Action {
    private final Consents consents;
    private final Wire wire;

    ConsentAction(Consents consents, Wire wire) {
        this.consents = consents;
        this.wire = wire;
    }

    @Serdeable
    record Data(
            @NotNull @Size(min = 1, max = RoomTable.ID_LENGTH_MAX)
            String room,

            @NotNull Boolean on) {}

    @Override
    public Set<String> names() {
        return Set.of("consent");
    }

    @Override
    public void on(String connectionId, Message message) {
        var data = wire.data(message, Data.class);
        consents.set(connectionId, data.room(), data.on());
        wire.send(connectionId, "consented", message.cid(), data);
    }
}
