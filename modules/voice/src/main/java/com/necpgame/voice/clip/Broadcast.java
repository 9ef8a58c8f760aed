package com.necpgame.voice.clip;

import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.platform.runtime.socket.Connections.Sent;
import com.necpgame.voice.OpenConnections;
import com.necpgame.voice.Wire;
import com.necpgame.voice.room.Membership;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A clip on its way out: the source's {@code audio} message to all who hear the sender. */
@Singleton
final class Broadcast {
    static final String ACTION = "audio";
    static final String VALIDATED = "VALIDATED";
    private static final Logger LOG = LoggerFactory.getLogger(Broadcast.class);

    private final Membership membership;
    private final OpenConnections open;
    private final Connections connections;
    private final Wire wire;
    private final ClipMeasures measures;
    private final ClipConfig config;

    Broadcast(
            Membership membership,
            OpenConnections open,
            Connections connections,
            Wire wire,
            ClipMeasures measures,
            ClipConfig config) {
        this.membership = membership;
        this.open = open;
        this.connections = connections;
        this.wire = wire;
        this.measures = measures;
        this.config = config;
    }

    /** Who hears the sender. */
    Set<String> room(Clip clip) {
        return new LinkedHashSet<>(membership.hearers(clip.room(), clip.connectionId()));
    }

    /** To each once; one who cannot be reached holds up no other, and one who is gone is forgotten. */
    void send(Clip clip, String data) {
        var to = room(clip);
        if (config.echoMode()) {
            to.add(clip.connectionId());
        }
        var text = wire.text(ACTION, null, Data.of(clip, data));
        to.forEach(connectionId -> send(connectionId, text));
    }

    private void send(String connectionId, String text) {
        try {
            if (connections.send(connectionId, text) == Sent.GONE) {
                measures.sent("gone");
                membership.gone(connectionId);
                open.closed(connectionId);
            } else {
                measures.sent("ok");
            }
        } catch (RuntimeException e) {
            measures.sent("failed");
            LOG.warn("A clip could not be sent to {}", connectionId, e);
        }
    }

    /** @param audio base64; the source's four fields, and ours after them */
    @Serdeable
    record Data(
            String audio,
            String author,
            String timestamp,
            String status,
            String audioId,
            @Nullable String stream,
            @Nullable Long seq,
            @Nullable String codec,
            String room) {
        static Data of(Clip clip, String audio) {
            return new Data(
                    audio,
                    clip.author(),
                    clip.timestamp(),
                    VALIDATED,
                    clip.audioId(),
                    clip.stream(),
                    clip.seq(),
                    clip.codec(),
                    clip.room());
        }
    }
}
