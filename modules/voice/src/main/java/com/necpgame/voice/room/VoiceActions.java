package com.necpgame.voice.room;

import static com.necpgame.voice.VoiceProblem.TOO_MANY_MESSAGES;
import static com.necpgame.voice.VoiceProblem.UNREADABLE;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.necpgame.contracts.PlayerId;
import com.necpgame.voice.Action;
import com.necpgame.voice.Message;
import com.necpgame.voice.Wire;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a player hears, and whether they are heard. */
final class VoiceActions {
    private VoiceActions() {}

    /** The other player that a message names, or a refusal. */
    static String other(String playerId) {
        if (!PlayerId.isValid(playerId)) {
            throw UNREADABLE.refuse("playerId is not a player");
        }
        return playerId;
    }

    /** {@code mute}: the own microphone, or another player for oneself. */
    @Singleton
    static final class Mute implements Action {
        private final Attendance attendance;
        private final Ignoring ignoring;
        private final Headsets headsets;
        private final Wire wire;

        Mute(Attendance attendance, Ignoring ignoring, Headsets headsets, Wire wire) {
            this.attendance = attendance;
            this.ignoring = ignoring;
            this.headsets = headsets;
            this.wire = wire;
        }

        @Serdeable
        @JsonInclude(JsonInclude.Include.NON_NULL)
        record Data(
                @NotNull Boolean on,
                @Nullable @Size(max = PlayerId.LENGTH_MAX) String playerId) {}

        @Override
        public Set<String> names() {
            return Set.of("mute");
        }

        @Override
        public void on(String connectionId, Message message) {
            var data = wire.data(message, Data.class);
            if (data.playerId() == null) {
                attendance.set(connectionId, attendee -> attendee.muted(data.on()));
            } else {
                var own = headsets.get(connectionId).playerId();
                ignoring.mute(own, other(data.playerId()), data.on(), UNREADABLE);
            }
            wire.send(connectionId, "muted", message.cid(), data);
        }
    }

    /** {@code deafen}: hears nobody. */
    @Singleton
    static final class Deafen implements Action {
        private final Attendance attendance;
        private final Wire wire;

        Deafen(Attendance attendance, Wire wire) {
            this.attendance = attendance;
            this.wire = wire;
        }

        @Serdeable
        record Data(@NotNull Boolean on) {}

        @Override
        public Set<String> names() {
            return Set.of("deafen");
        }

        @Override
        public void on(String connectionId, Message message) {
            var data = wire.data(message, Data.class);
            attendance.set(connectionId, attendee -> attendee.deafened(data.on()));
            wire.send(connectionId, "deafened", message.cid(), data);
        }
    }

    /** {@code block}: neither hears the other, until it is lifted. */
    @Singleton
    static final class Block implements Action {
        private final Ignoring ignoring;
        private final Headsets headsets;
        private final Wire wire;

        Block(Ignoring ignoring, Headsets headsets, Wire wire) {
            this.ignoring = ignoring;
            this.headsets = headsets;
            this.wire = wire;
        }

        @Serdeable
        record Data(
                @NotNull @Size(max = PlayerId.LENGTH_MAX) String playerId,
                @NotNull Boolean on) {}

        @Override
        public Set<String> names() {
            return Set.of("block");
        }

        @Override
        public void on(String connectionId, Message message) {
            var data = wire.data(message, Data.class);
            var own = headsets.get(connectionId).playerId();
            ignoring.block(own, other(data.playerId()), data.on(), UNREADABLE);
            wire.send(connectionId, "blocked", message.cid(), data);
        }
    }

    /** {@code ptt}: while push-to-talk is enabled and not pressed, nothing is heard. It is no part of any row. */
    @Singleton
    static final class PushToTalk implements Action {
        private final Headsets headsets;
        private final Rosters rosters;
        private final Wire wire;

        PushToTalk(Headsets headsets, Rosters rosters, Wire wire) {
            this.headsets = headsets;
            this.rosters = rosters;
            this.wire = wire;
        }

        @Serdeable
        record Data(@NotNull Boolean enabled, @NotNull Boolean pressed) {}

        @Override
        public Set<String> names() {
            return Set.of("ptt");
        }

        @Override
        public void on(String connectionId, Message message) {
            var data = wire.data(message, Data.class);
            var headset = headsets.get(connectionId);
            headset.set(new Headset.Ptt(data.enabled(), data.pressed()));
            rosters.recast(Set.copyOf(headset.rooms()));
            wire.send(connectionId, "ptt", message.cid(), data);
        }
    }

    /** {@code stats}: how well a client hears, for operators. */
    @Singleton
    static final class Stats implements Action {
        private final Headsets headsets;
        private final MeterRegistry meters;
        private final RoomConfig config;
        private final Wire wire;
        private final Clock clock;

        Stats(Headsets headsets, MeterRegistry meters, RoomConfig config, Wire wire, Clock clock) {
            this.headsets = headsets;
            this.meters = meters;
            this.config = config;
            this.wire = wire;
            this.clock = clock;
        }

        /**
         * Since the last time, or now.
         *
         * @param late frames that came after their time
         * @param inserted frames that were made up for missing ones
         * @param lost frames that never came
         */
        @Serdeable
        record Data(
                @NotNull @Min(0) @Max(60_000) Double jitterMs,
                @NotNull @Min(0) @Max(100_000) Long late,
                @NotNull @Min(0) @Max(100_000) Long inserted,
                @NotNull @Min(0) @Max(100_000) Long lost,
                @NotNull @Min(0) @Max(60_000) Double rttMs) {}

        @Override
        public Set<String> names() {
            return Set.of("stats");
        }

        @Override
        public void on(String connectionId, Message message) {
            var data = wire.data(message, Data.class);
            if (!headsets.get(connectionId).tellsAt(clock.instant(), config.statsEvery())) {
                throw TOO_MANY_MESSAGES.refuse();
            }
            meters.summary("necpgame.voice.client.jitter.ms").record(data.jitterMs());
            meters.summary("necpgame.voice.client.rtt.ms").record(data.rttMs());
            count("late", data.late());
            count("inserted", data.inserted());
            count("lost", data.lost());
        }

        private void count(String fate, long frames) {
            meters.counter("necpgame.voice.client.frames", "fate", fate).increment(frames);
        }
    }

    /** {@code ping}: the answer carries what was sent. */
    @Singleton
    static final class Ping implements Action {
        private final Wire wire;

        Ping(Wire wire) {
            this.wire = wire;
        }

        @Serdeable
        record Data(@Nullable JsonNode t) {}

        @Override
        public Set<String> names() {
            return Set.of("ping");
        }

        @Override
        public void on(String connectionId, Message message) {
            var t = wire.data(message, Data.class).t();
            if (t != null && !t.isNumber() && !t.isString()) {
                throw UNREADABLE.refuse("t must be a number or a string");
            }
            wire.send(connectionId, "pong", message.cid(), t == null ? Map.of() : Map.of("t", t));
        }
    }
}
