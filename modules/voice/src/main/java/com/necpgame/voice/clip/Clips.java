package com.necpgame.voice.clip;

import static com.necpgame.contracts.voice.SendAudioEvent.Status.COMPLETED;
import static com.necpgame.contracts.voice.SendAudioEvent.Status.FAILED;
import static com.necpgame.contracts.voice.SendAudioEvent.Status.PENDING;
import static com.necpgame.contracts.voice.SendAudioEvent.Status.PROCESSING;
import static com.necpgame.voice.VoiceProblem.AUDIO_ID_REUSED;

import com.necpgame.contracts.voice.SendAudioEvent;
import com.necpgame.platform.data.StoredItem;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.Ids;
import com.necpgame.platform.runtime.event.Outbox;
import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.store.Node;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of clips: PENDING, PROCESSING, COMPLETED or FAILED, each step in one transaction with the event that tells of
 * it. A step that somebody else has taken, or gone beyond, changes nothing.
 */
@Singleton
final class Clips {
    /** How often another clip of the same author may come between. */
    private static final int TRIES_MAX = 50;

    private final ClipTable table;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;
    private final ClipConfig config;
    private final Node node;
    private final String claimant;

    Clips(
            ClipTable table,
            Transactions transactions,
            Outbox outbox,
            Ids ids,
            Clock clock,
            ClipConfig config,
            Node node) {
        this.table = table;
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
        this.config = config;
        this.node = node;
        this.claimant = ids.next("claim");
    }

    /** The clip that an event tells of; null if it is forgotten. */
    @Nullable
    Clip find(SendAudioEvent event) {
        return table.clip(event.message().author(), Clip.timestamp(event.timestamp()));
    }

    /**
     * Takes a clip in, as PENDING, at a time that is later than that of any other clip of its author.
     *
     * @return the clip; the one that came first where the client has sent it before
     * @throws com.necpgame.platform.runtime.problem.Refusal if the client used its audioId for something else
     */
    Clip accept(NewClip heard) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var micros = Math.max(now(), table.last(heard.author()) + 1);
            var exp = clock.instant().plus(config.kept()).getEpochSecond();
            try {
                var clip = heard.at(Clip.timestamp(micros), exp);
                transactions.commit(lines(heard, clip, micros));
                return clip;
            } catch (SentBefore before) {
                return sentBefore(heard, before.id);
            } catch (Overtaken e) {
                // Later than what was there when it was read, but no more.
            }
        }
        throw PlatformProblem.CONTENDED.refuse();
    }

    private List<Write> lines(NewClip heard, Clip clip, long micros) {
        var lines = new ArrayList<Write>();
        if (heard.named()) {
            lines.add(table.insert(heard.id(clip)).otherwise(SentBefore::new));
        }
        lines.add(table.advance(clip.author(), micros).otherwise(Overtaken::new));
        lines.add(table.insert(clip).otherwise(Overtaken::new));
        lines.add(tell(clip.event(PENDING, null, heard.data(), null)));
        return lines;
    }

    private Clip sentBefore(NewClip heard, AudioId id) {
        if (!id.sha256().equals(heard.sha256())) {
            throw AUDIO_ID_REUSED.refuse();
        }
        var clip = table.clip(id.author(), id.timestamp());
        if (clip == null) {
            throw AUDIO_ID_REUSED.refuse("and what it named is forgotten");
        }
        return clip;
    }

    private long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    /** The clip is stored; returns whether this made it PROCESSING. */
    boolean processing(Clip clip, String data, Write once) {
        var key = clip.objectKey().value();
        return step(List.of(
                once,
                table.processing(clip, key).otherwise(Overtaken::new),
                tell(clip.event(PROCESSING, key, data, null))));
    }

    /** Whether this process is the one to send the clip out. */
    boolean claim(Clip clip) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var claim = table.claim(
                clip, clip.objectKey().value(), claimant, now, now.minus(config.claimTime()), node.isSuccessor());
        return step(List.of(claim.otherwise(Overtaken::new)));
    }

    /** The clip was sent out. */
    boolean completed(Clip clip, Write once) {
        return step(List.of(
                once,
                table.completed(clip).otherwise(Overtaken::new),
                tell(clip.event(COMPLETED, clip.objectKey().value(), null, null))));
    }

    /** @return whether this made it FAILED */
    boolean failed(Clip clip, String reason, Write once) {
        return step(List.of(
                once,
                table.failed(clip, reason).otherwise(Overtaken::new),
                tell(clip.event(FAILED, clip.s3Key(), null, reason))));
    }

    private Write tell(SendAudioEvent event) {
        return outbox.put(event, 0, config.eventName());
    }

    private boolean step(List<Write> lines) {
        try {
            transactions.commit(lines);
            return true;
        } catch (Overtaken e) {
            return false;
        }
    }

    private static final class Overtaken extends RuntimeException {
        Overtaken() {
            super("somebody was faster", null, false, false);
        }
    }

    private static final class SentBefore extends RuntimeException {
        private final transient AudioId id;

        SentBefore(StoredItem found) {
            super("sent before", null, false, false);
            this.id = found.as(AudioId.class);
        }
    }
}
