package com.necpgame.voice.clip;

import com.necpgame.contracts.voice.SendAudioEvent;
import com.necpgame.contracts.voice.SendAudioEvent.Status;
import com.necpgame.platform.data.ItemKey;
import com.necpgame.platform.runtime.object.ObjectKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A clip and how far it has come. What was said is in its event, then in its object.
 *
 * @param author the player's id
 * @param timestamp as {@link SendAudioEvent#TIMESTAMP} has it; no two clips of an author have the same
 * @param action as the client called it
 * @param claimedBy who sends it out, or has
 * @param claimedAt since when
 * @param reason why it failed
 * @param exp when it is forgotten, in seconds of the epoch
 */
@MappedEntity(ClipTable.NAME)
@ItemKey(partition = "AUDIO#{author}", sort = "{timestamp}")
record Clip(
        String author,
        String timestamp,
        String audioId,
        String action,
        @Nullable String codec,
        @Nullable String stream,
        @Nullable Long seq,
        String room,
        String connectionId,
        String domain,
        String stage,
        Status status,
        @Nullable String s3Key,
        @Nullable String claimedBy,
        @Nullable Instant claimedAt,
        @Nullable String reason,
        long exp) {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern(SendAudioEvent.TIMESTAMP).withZone(ZoneOffset.UTC);

    static String timestamp(Instant time) {
        return TIMESTAMP.format(time);
    }

    static String timestamp(long micros) {
        return timestamp(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    /** Where it is kept: {@code audio/{author}/{timestamp}.pcm}. */
    ObjectKey objectKey() {
        return new ObjectKey("audio/" + author + "/" + timestamp + ".pcm");
    }

    boolean isDone() {
        return status == Status.COMPLETED || status == Status.FAILED;
    }

    /** @param data what was said, base64; null once the clip is done */
    SendAudioEvent event(Status now, @Nullable String key, @Nullable String data, @Nullable String why) {
        return new SendAudioEvent(
                now,
                new SendAudioEvent.Message(action, data, author, codec, stream, seq),
                new SendAudioEvent.Context(domain, stage, connectionId),
                Instant.parse(timestamp),
                key,
                audioId,
                room,
                why);
    }
}
