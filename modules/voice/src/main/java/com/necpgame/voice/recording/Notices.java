package com.necpgame.voice.recording;

import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.voice.Wire;
import com.necpgame.voice.room.Membership;
import io.micronaut.context.BeanProvider;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells speakers what is kept of their talk, and rooms that something is not. */
@Singleton
final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final Duration GAPS_EVERY = Duration.ofSeconds(5);

    /** Rooms whose last gap is remembered; with more, some are told more often. */
    private static final int ROOMS_MAX = 4096;

    private final Wire wire;
    private final Attendance attendance;
    /** Asked for when it is needed: who is in a room is told by what speaks to it, which this is a part of. */
    private final BeanProvider<Membership> membership;
    private final Connections connections;
    private final ConcurrentHashMap<String, Long> toldAt = new ConcurrentHashMap<>();

    Notices(Wire wire, Attendance attendance, BeanProvider<Membership> membership, Connections connections) {
        this.wire = wire;
        this.attendance = attendance;
        this.membership = membership;
        this.connections = connections;
    }

    /** These frames are on the disk. */
    void recorded(Speaker speaker, List<SeqRange> frames) {
        for (var connection : attendance.acknowledged(speaker)) {
            for (var range : frames) {
                wire.send(
                        connection,
                        "recorded",
                        null,
                        new Recorded(speaker.room(), range.from(), range.to(), "PROCESSING"));
            }
        }
    }

    /** Something of this speaker is missing in the recording: all who hear them are told, now and then. Does not wait. */
    void gap(Speaker speaker) {
        var now = System.nanoTime();
        var told = toldAt.get(speaker.room());
        if (told != null && now - told < GAPS_EVERY.toNanos()) {
            return;
        }
        if (toldAt.size() >= ROOMS_MAX) {
            toldAt.clear();
        }
        toldAt.put(speaker.room(), now);
        Thread.ofVirtual().name("voice-gap").start(() -> tellGap(speaker));
    }

    private void tellGap(Speaker speaker) {
        var text = wire.text("recording", null, new Gap(speaker.room(), true, true));
        for (var own : attendance.connections(speaker.playerId())) {
            try {
                connections.send(own, text);
                membership.get().hearers(speaker.room(), own).forEach(hearer -> connections.send(hearer, text));
            } catch (Refusal notThere) {
                LOG.debug("A connection of the speaker is not in the room", notThere);
            } catch (RuntimeException e) {
                LOG.warn("A room was not told of a gap in its recording: {}", e.toString());
            }
        }
    }

    @Serdeable
    record Recorded(String room, long seqFrom, long seqTo, String status) {}

    @Serdeable
    record Gap(String room, boolean on, boolean gap) {}
}
