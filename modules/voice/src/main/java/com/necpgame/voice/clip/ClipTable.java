package com.necpgame.voice.clip;

import static com.necpgame.platform.data.Conditions.absent;
import static com.necpgame.platform.data.Conditions.any;
import static com.necpgame.platform.data.Conditions.attributeAbsent;
import static com.necpgame.platform.data.Conditions.eq;
import static com.necpgame.platform.data.Conditions.in;
import static com.necpgame.platform.data.Conditions.lessThan;
import static com.necpgame.platform.data.Conditions.ne;

import com.necpgame.contracts.voice.SendAudioEvent.Status;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.data.Write;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Clips, in the table of voice.
 *
 * <pre>
 *  item       pk                  sk           attributes
 *  clip       AUDIO#{author}      {timestamp}  audioId, action, codec, stream, seq, room, connectionId, domain, stage,
 *                                              status, s3Key, claimedBy, claimedAt, reason, exp
 *  audio id   AUDIO_ID#{author}   {audioId}    timestamp, sha256, exp
 *  last clip  LAST_CLIP#{author}  -            micros
 *
 *  question                               answered by
 *  how far has a clip come?               GetItem  AUDIO#{author} / {timestamp}
 *  has this clip come before?             GetItem  AUDIO_ID#{author} / {audioId}
 *  when did an author speak last?         GetItem  LAST_CLIP#{author}
 * </pre>
 *
 * <p>A status only goes forward, since each step holds against those that may come before it.
 */
@Singleton
final class ClipTable {
    static final String NAME = "voice";

    private final Items<Clip> clips;
    private final Items<AudioId> ids;
    private final Items<LastClip> lasts;

    ClipTable(Dynamo dynamo) {
        this.clips = dynamo.items(Clip.class);
        this.ids = dynamo.items(AudioId.class);
        this.lasts = dynamo.items(LastClip.class);
    }

    @Nullable
    Clip clip(String author, String timestamp) {
        return clips.get(author, timestamp);
    }

    /** Microseconds of the epoch; 0 if the author never spoke. */
    long last(String author) {
        var last = lasts.get(author);
        return last == null ? 0 : last.micros();
    }

    Write insert(Clip clip) {
        return clips.insert(clip);
    }

    Write insert(AudioId id) {
        return ids.insert(id);
    }

    /** Unless the author has spoken at that time or later. */
    Write advance(String author, long micros) {
        return lasts.update(author).set("micros", micros).when(any(absent(), lessThan("micros", micros)));
    }

    /** The clip is stored. */
    Write processing(Clip clip, String s3Key) {
        return clips.update(clip.author(), clip.timestamp())
                .set("status", Status.PROCESSING)
                .set("s3Key", s3Key)
                .when(eq("status", Status.PENDING));
    }

    /**
     * One at a time sends it out.
     *
     * @param lateBefore whoever claimed it before that is late, and another may
     * @param othersAreDead whether another claimant cannot be alive
     */
    Write claim(Clip clip, String s3Key, String by, Instant at, Instant lateBefore, boolean othersAreDead) {
        var free = any(attributeAbsent("claimedAt"), lessThan("claimedAt", lateBefore));
        return clips.update(clip.author(), clip.timestamp())
                .set("status", Status.PROCESSING)
                .set("s3Key", s3Key)
                .set("claimedBy", by)
                .set("claimedAt", at)
                .when(
                        in("status", Status.PENDING, Status.PROCESSING),
                        othersAreDead ? any(free, ne("claimedBy", by)) : free);
    }

    Write completed(Clip clip) {
        return clips.update(clip.author(), clip.timestamp())
                .set("status", Status.COMPLETED)
                .when(eq("status", Status.PROCESSING));
    }

    Write failed(Clip clip, String reason) {
        return clips.update(clip.author(), clip.timestamp())
                .set("status", Status.FAILED)
                .set("reason", reason)
                .when(in("status", Status.PENDING, Status.PROCESSING));
    }
}
