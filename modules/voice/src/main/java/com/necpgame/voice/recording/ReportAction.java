package com.necpgame.voice.recording;

import com.necpgame.voice.Action;
import com.necpgame.voice.Message;
import com.necpgame.voice.Wire;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code report {room, playerId, reason?}}. */
@Singleton
final class ReportAction implements Action {
    /** What {@link com.necpgame.contracts.PlayerId} allows. */
    static final String PLAYER = "plr_[A-Za-z0-9_-]{1,128}";

    private final Wire wire;
    private final Reports reports;

    ReportAction(Wire wire, Reports reports) {
        this.wire = wire;
        this.reports = reports;
    }

    @Override
    public Set<String> names() {
        return Set.of("report");
    }

    @Override
    public void on(String connectionId, Message message) {
        var wish = wire.data(message, Wish.class);
        var report = reports.file(connectionId, new Speaker(wish.room(), wish.playerId()), wish.reason());
        wire.send(connectionId, "reported", message.cid(), new Reported(report.id()));
    }

    /** @param reason for the operators */
    @Serdeable
    @Introspected
    record Wish(
            @NotBlank @Size(max = 128) String room,
            @NotNull @Pattern(regexp = PLAYER) String playerId,
            @Nullable @Size(max = 500) String reason) {}

    @Serdeable
    record Reported(String reportId) {}
}
