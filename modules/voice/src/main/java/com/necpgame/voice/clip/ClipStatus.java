package com.necpgame.voice.clip;

import com.necpgame.contracts.voice.SendAudioEvent.Status;
import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.voice.Wire;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what has become of a clip: the source's {@code audio_status}. */
@Singleton
final class ClipStatus {
    static final String ACTION = "audio_status";
    private static final Logger LOG = LoggerFactory.getLogger(ClipStatus.class);

    private static final Map<Status, String> MESSAGES = Map.of(
            Status.PENDING, "Audio received",
            Status.PROCESSING, "Audio stored and sent for validation",
            Status.COMPLETED, "Audio sent to the listeners",
            Status.FAILED, "Audio failed");

    private final Wire wire;
    private final Connections connections;

    ClipStatus(Wire wire, Connections connections) {
        this.wire = wire;
        this.connections = connections;
    }

    /** What is told of a refusal, and kept with the clip. */
    static String reason(Refusal refusal) {
        var title = refusal.problem().title();
        return refusal.detail() == null ? title : title + ": " + refusal.detail();
    }

    /** To a sender who has named the clip: how far it is. */
    void tell(Clip clip, @Nullable String cid) {
        var message = clip.reason() == null ? MESSAGES.get(clip.status()) : clip.reason();
        var data = new Data(clip.status(), clip.author(), clip.timestamp(), message, null, clip.audioId());
        wire.send(clip.connectionId(), ACTION, cid, data);
    }

    /** That it failed, and why. */
    void failed(Clip clip, String message, Refusal why, Collection<String> to) {
        var data = new Data(
                Status.FAILED,
                clip.author(),
                clip.timestamp(),
                message,
                why.problem().code(),
                clip.audioId());
        var text = wire.text(ACTION, null, data);
        for (var connectionId : to) {
            try {
                connections.send(connectionId, text);
            } catch (RuntimeException e) {
                LOG.warn("{} could not be told that {} failed", connectionId, clip.audioId(), e);
            }
        }
    }

    @Serdeable
    record Data(
            Status status,
            String author,
            String timestamp,
            @Nullable String message,
            @Nullable String code,
            String audioId) {}
}
