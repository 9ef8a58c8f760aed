package com.necpgame.voice.room;

import static com.necpgame.voice.VoiceProblem.UNREADABLE;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.necpgame.contracts.PlayerId;
import com.necpgame.platform.runtime.problem.Problem;
import com.necpgame.voice.Action;
import com.necpgame.voice.Message;
import com.necpgame.voice.Wire;
import com.necpgame.voice.room.Moderation.Moderator;
import com.necpgame.voice.room.Moderation.Order;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code moderate}: what a moderator does to another player. */
@Singleton
final class ModerateAction implements Action {
    private final Moderation moderation;
    private final Headsets headsets;
    private final Wire wire;

    ModerateAction(Moderation moderation, Headsets headsets, Wire wire) {
        this.moderation = moderation;
        this.headsets = headsets;
        this.wire = wire;
    }

    /**
     * @param deed one of {@link Deed}'s, in lower case
     * @param seconds how long a ban holds; for ever where nothing is said
     * @param reason for those who ask later
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            @NotNull @Size(min = 1, max = RoomTable.ID_LENGTH_MAX)
            String room,

            @NotNull @Size(max = PlayerId.LENGTH_MAX) String playerId,
            @NotNull @Size(max = 16) String deed,
            @Nullable @Min(1) @Max(SECONDS_MAX) Long seconds,
            @Nullable @Size(max = REASON_LENGTH_MAX) String reason) {
        /** Ten years. */
        static final long SECONDS_MAX = 315_360_000;

        static final int REASON_LENGTH_MAX = 200;
    }

    /** The order that the words mean, or a refusal. */
    static Order order(
            String room,
            String playerId,
            String word,
            @Nullable Long seconds,
            @Nullable String reason,
            Problem otherwise) {
        var deed = Words.read(Deed.class, "deed", word, otherwise);
        if (!PlayerId.isValid(playerId)) {
            throw otherwise.refuse("playerId is not a player");
        }
        if (seconds != null && deed != Deed.BAN) {
            throw otherwise.refuse("only a ban has seconds");
        }
        return new Order(room, playerId, deed, seconds == null ? null : Duration.ofSeconds(seconds), reason);
    }

    @Override
    public Set<String> names() {
        return Set.of("moderate");
    }

    @Override
    public void on(String connectionId, Message message) {
        var data = wire.data(message, Data.class);
        var order = order(data.room(), data.playerId(), data.deed(), data.seconds(), data.reason(), UNREADABLE);
        moderation.moderate(new Moderator(headsets.get(connectionId).playerId(), false), order);
        wire.send(connectionId, "moderated", message.cid(), data);
    }
}
