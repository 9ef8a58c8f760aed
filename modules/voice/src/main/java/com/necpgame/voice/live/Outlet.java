package com.necpgame.voice.live;

import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.platform.runtime.socket.Connections.Audience;
import com.necpgame.voice.VoiceProblem;
import com.necpgame.voice.Wire;
import com.necpgame.voice.live.Cast.Recording;
import com.necpgame.voice.live.Scene.Place;
import com.necpgame.voice.recording.Tape;
import com.necpgame.voice.recording.Tape.Take;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Where live talk goes out: to connections, as binary or JSON, and to the tape. Nothing here waits. */
@Singleton
final class Outlet {
    /** JSON is gathered first, and those who take it play later. */
    private static final Duration TEXT_MAX_AGE = Duration.ofSeconds(1);

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Connections connections;
    private final Wire wire;
    private final Tape tape;
    private final Clock clock;
    private final LiveConfig config;
    private final AtomicLong lastMicros = new AtomicLong();
    private final Set<Voice> followed = ConcurrentHashMap.newKeySet();

    Outlet(Connections connections, Wire wire, Tape tape, Clock clock, LiveConfig config) {
        this.connections = connections;
        this.wire = wire;
        this.tape = tape;
        this.clock = clock;
        this.config = config;
    }

    long holdNanos() {
        return config.slotHold().toNanos();
    }

    Audience audience(Collection<String> connectionIds) {
        return connections.audience(connectionIds);
    }

    void publish(Audience to, byte[] frame) {
        if (to.size() > 0) {
            connections.publish(to, frame, config.queuedMax());
        }
    }

    void publishJson(Audience to, Place speaker, Batch.Piece piece) {
        if (to.size() > 0) {
            var seat = speaker.seat();
            var audio = new Audio(
                    Base64.getEncoder().encodeToString(piece.audio()),
                    seat.playerId(),
                    timestamp(),
                    "VALIDATED",
                    piece.codec().name().toLowerCase(Locale.ROOT),
                    speaker.take().room());
            connections.publish(to, wire.text("audio", null, audio), TEXT_MAX_AGE);
        }
    }

    void publishTalking(Audience to, Place speaker, boolean on) {
        if (to.size() > 0) {
            var seat = speaker.seat();
            var talking = new Talking(speaker.take().room(), seat.ssrc(), seat.playerId(), on);
            connections.publish(to, wire.text("talking", null, talking), TEXT_MAX_AGE);
        }
    }

    /** Microseconds of the clock, yet never the same twice: each author's rise strictly, as everybody's do. */
    private String timestamp() {
        long micros = lastMicros.updateAndGet(last -> Math.max(last + 1, nowMicros()));
        return MICROSECONDS.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    private long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    void record(Take take, byte[] frame) {
        if (take.recording() != Recording.OFF) {
            tape.offer(take, frame, nowMicros());
        }
    }

    void refuse(String connectionId, Refusal refusal) {
        wire.refuse(connectionId, null, refusal);
    }

    /** Tells those who take binary frames, once, that they miss what they cannot play. Nothing is transcoded. */
    void tellUnable(List<Place> listeners) {
        for (var listener : listeners) {
            if (listener.seat().binary() && listener.participant().selection().isFirstOpusUnheard()) {
                refuse(
                        listener.seat().connectionId(),
                        VoiceProblem.CODEC_UNKNOWN.refuse("somebody talks Opus, which this connection does not play"));
            }
        }
    }

    /** From now on the voice is settled, until it has nothing more to send. */
    void follow(Voice voice) {
        followed.add(voice);
    }

    void settle(long nowNanos) {
        // Over a copy, as what is put in again would be come by again, for ever. Taken out first, so that whoever
        // starts to talk in between stays.
        for (var voice : List.copyOf(followed)) {
            followed.remove(voice);
            if (voice.settles(nowNanos)) {
                followed.add(voice);
            }
        }
    }

    int followed() {
        return followed.size();
    }

    /** {@code codec} is {@code pcm16} or {@code opus}. */
    @Serdeable
    record Audio(String audio, String author, String timestamp, String status, String codec, String room) {}

    @Serdeable
    record Talking(String room, int ssrc, String playerId, boolean on) {}
}
