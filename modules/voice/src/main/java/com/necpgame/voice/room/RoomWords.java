package com.necpgame.voice.room;

import static com.necpgame.platform.runtime.problem.PlatformProblem.INVALID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.necpgame.contracts.PlayerId;
import com.necpgame.voice.live.Cast.Earshot;
import com.necpgame.voice.live.Cast.Recording;
import com.necpgame.voice.live.Cast.RoomType;
import com.necpgame.voice.live.Positions.Point;
import com.necpgame.voice.room.RoomPolicy.Join;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rooms in the words of HTTP. */
final class RoomWords {
    private static final int WHISPER_MEMBERS_DEFAULT = 2;

    private RoomWords() {}

    /**
     * A room that is wanted.
     *
     * @param id one of ours where nothing is said
     * @param type {@code party}, {@code team}, {@code session}, {@code whisper}, {@code broadcast} or {@code proximity}
     * @param join {@code open} or {@code token}; a whisper takes {@code token} only
     * @param recording {@code off}, {@code on-report} or {@code on}
     * @param retentionDays how long recordings are kept
     */
    @Serdeable
    record Making(
            @Nullable @Pattern(regexp = "[A-Za-z0-9_-]{1,64}")
            String id,

            @NotNull @Size(max = 16) String type,
            @Nullable @Size(max = 64) String name,
            @Nullable @Min(2) @Max(RoomConfig.MEMBERS_MAX) Integer membersMax,
            @NotNull @Size(max = 16) String join,
            @Nullable @Size(max = 16) String recording,
            @Nullable @Min(1) @Max(3650) Integer retentionDays,
            @Nullable @Valid Proximity proximity) {
        RoomPolicy policy(RoomConfig config) {
            var kind = Words.read(RoomType.class, "type", type, INVALID);
            var joining = Words.read(Join.class, "join", join, INVALID);
            if (kind == RoomType.LOBBY) {
                throw INVALID.refuse("there is one lobby, and it is made by itself");
            }
            if (kind == RoomType.WHISPER && joining != Join.TOKEN) {
                throw INVALID.refuse("a whisper is joined by token");
            }
            if (proximity != null && kind != RoomType.PROXIMITY) {
                throw INVALID.refuse("only a proximity room has proximity");
            }
            var near = proximity == null ? Proximity.USUAL : proximity;
            return new RoomPolicy(
                    kind,
                    joining,
                    recording == null ? Recording.OFF : Words.read(Recording.class, "recording", recording, INVALID),
                    retentionDays == null ? RoomPolicy.RETENTION_DAYS_DEFAULT : retentionDays,
                    members(kind, config),
                    near.audibleWithin(),
                    near.hysteresis());
        }

        private int members(RoomType kind, RoomConfig config) {
            if (kind != RoomType.WHISPER) {
                return membersMax == null ? config.membersDefault() : membersMax;
            }
            if (membersMax != null && membersMax > config.whisperMembersMax()) {
                throw INVALID.refuse("a whisper takes " + config.whisperMembersMax() + " members at most");
            }
            return membersMax == null ? WHISPER_MEMBERS_DEFAULT : membersMax;
        }
    }

    /**
     * @param audibleWithin how far voices carry, in units of the game
     * @param hysteresis by which part of that further away who is heard already is still heard
     */
    @Serdeable
    record Proximity(
            @DecimalMin("0.1") @DecimalMax("100000") double audibleWithin,
            @DecimalMin("0") @DecimalMax("1") double hysteresis) {
        static final Proximity USUAL = new Proximity(Earshot.USUAL.audibleWithin(), Earshot.USUAL.hysteresis());
    }

    /** A room as callers see it. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String id,
            String type,
            String name,
            String join,
            String recording,
            int retentionDays,
            int memberCount,
            int membersMax,
            @Nullable String ownerId,
            @Nullable Proximity proximity,
            Instant createdAt) {
        static View of(Room room) {
            var policy = room.policy();
            return new View(
                    room.id(),
                    Words.of(policy.type()),
                    room.name(),
                    Words.of(policy.join()),
                    Words.of(policy.recording()),
                    policy.retentionDays(),
                    room.memberCount(),
                    policy.membersMax(),
                    room.ownerId(),
                    policy.type() == RoomType.PROXIMITY
                            ? new Proximity(policy.audibleWithin(), policy.hysteresis())
                            : null,
                    room.createdAt());
        }
    }

    /** @param positions each player once; of several the last counts */
    @Serdeable
    record Placing(@NotNull @Size(max = 1000) List<@NotNull @Valid Placed> positions) {}

    /** Units of the game. */
    @Serdeable
    record Placed(
            @NotNull PlayerId playerId,
            @NotNull Double x,
            @NotNull Double y,
            @NotNull Double z) {
        Point point() {
            if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(z)) {
                throw INVALID.refuse("a position must be finite");
            }
            return new Point(x, y, z);
        }
    }
}
