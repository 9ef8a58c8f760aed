package com.necpgame.voice.clip;

import static com.necpgame.platform.runtime.problem.PlatformProblem.UNAUTHENTICATED;
import static com.necpgame.voice.VoiceProblem.AUTHOR_MISMATCH;
import static com.necpgame.voice.VoiceProblem.UNREADABLE;

import com.necpgame.platform.runtime.Ids;
import com.necpgame.voice.Action;
import com.necpgame.voice.ConnectionRow;
import com.necpgame.voice.Message;
import com.necpgame.voice.OpenConnections;
import com.necpgame.voice.Wire;
import com.necpgame.voice.room.Membership;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a player's clip. The author is the player, whatever the message says; the room, without a name, the one meant. */
@Singleton
final class SendAudio implements Action {
    private static final List<String> TEXTS = List.of("data", "author", "audioId", "stream", "codec", "room");

    private final OpenConnections open;
    private final Membership membership;
    private final Clips clips;
    private final ClipStatus status;
    private final ClipMeasures measures;
    private final ClipConfig config;
    private final Wire wire;
    private final Ids ids;

    SendAudio(
            OpenConnections open,
            Membership membership,
            Clips clips,
            ClipStatus status,
            ClipMeasures measures,
            ClipConfig config,
            Wire wire,
            Ids ids) {
        this.open = open;
        this.membership = membership;
        this.clips = clips;
        this.status = status;
        this.measures = measures;
        this.config = config;
        this.wire = wire;
        this.ids = ids;
    }

    @Override
    public Set<String> names() {
        return Set.of("sendaudio", "audio");
    }

    @Override
    public void on(String connectionId, Message message) {
        requireTypes(message.body());
        var body = wire.body(message, Body.class);
        var audio = Pcm.of(body.data(), body.codec(), config.bytesMax());
        var from = open.find(connectionId);
        if (from == null) {
            throw UNAUTHENTICATED.refuse("this connection is at its end");
        }
        judgeAuthor(from, body.author());
        var room = body.room() == null ? membership.roomMeant(connectionId) : body.room();
        membership.requireTalk(connectionId, room);
        var clip = clips.accept(new NewClip(
                from,
                body.audioId() == null ? ids.next("aud") : body.audioId(),
                body.audioId() != null,
                body.action(),
                room,
                body.data(),
                audio,
                body.codec(),
                body.stream(),
                body.seq()));
        if (body.audioId() != null) {
            status.tell(clip, message.cid());
        }
    }

    /** The framework would take a number, or a list of one text, for a text. */
    private static void requireTypes(JsonNode body) {
        for (var name : TEXTS) {
            var text = body.get(name);
            if (text != null && !text.isNull() && !text.isString()) {
                throw UNREADABLE.refuse(name + " must be a string");
            }
        }
        var seq = body.get("seq");
        if (seq != null && !seq.isNull() && !(seq.getValue() instanceof Integer || seq.getValue() instanceof Long)) {
            throw UNREADABLE.refuse("seq must be a whole number");
        }
    }

    private void judgeAuthor(ConnectionRow from, @Nullable String named) {
        if (named == null || named.equals(from.playerId())) {
            return;
        }
        if (config.strictAuthor()) {
            throw AUTHOR_MISMATCH.refuse();
        }
        measures.authorReplaced();
    }

    /** The source's message, and what it may carry beyond. */
    @Serdeable
    record Body(
            @NotNull String action,
            @NotNull String data,
            @Nullable @Size(max = 256) String author,

            @Nullable @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}")
            String audioId,

            @Nullable @Size(min = 1, max = 64) String stream,
            @Nullable @PositiveOrZero Long seq,
            @Nullable String codec,
            @Nullable @Size(min = 1, max = 64) String room) {}
}
