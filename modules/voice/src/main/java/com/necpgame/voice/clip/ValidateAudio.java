package com.necpgame.voice.clip;

import com.necpgame.contracts.voice.SendAudioEvent;
import com.necpgame.platform.runtime.Backoff;
import com.necpgame.platform.runtime.event.Delivery;
import com.necpgame.platform.runtime.event.Listens;
import com.necpgame.platform.runtime.object.Objects;
import com.necpgame.platform.runtime.problem.Refusal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks a stored clip once more, and sends it to those who hear it: the source's validate_audio. */
@Singleton
final class ValidateAudio implements Listens<SendAudioEvent> {
    /** With the waits between, longer than a claim holds by default. */
    private static final int CLAIM_TRIES_MAX = 20;

    private static final Logger LOG = LoggerFactory.getLogger(ValidateAudio.class);

    private final Clips clips;
    private final Broadcast broadcast;
    private final Objects objects;
    private final ClipStatus status;
    private final ClipMeasures measures;
    private final ClipConfig config;
    private final Backoff backoff;

    ValidateAudio(
            Clips clips,
            Broadcast broadcast,
            Objects objects,
            ClipStatus status,
            ClipMeasures measures,
            ClipConfig config,
            RandomGenerator random) {
        this.clips = clips;
        this.broadcast = broadcast;
        this.objects = objects;
        this.status = status;
        this.measures = measures;
        this.config = config;
        this.backoff = new Backoff(random, Duration.ofMillis(100), Duration.ofSeconds(2));
    }

    @Override
    public void on(SendAudioEvent event, Delivery delivery) {
        var data = event.message().data();
        var clip = clips.find(event);
        if (clip == null || clip.isDone() || data == null) {
            return;
        }
        var refusal = refusal(data, clip);
        if (refusal != null) {
            fail(clip, refusal, delivery);
        } else if (claim(event, clip)) {
            broadcast.send(clip, data);
            measures.sentOut(clip);
            discard(clip);
            clips.completed(clip, delivery.once());
        }
    }

    private @Nullable Refusal refusal(String data, Clip clip) {
        try {
            Pcm.of(data, clip.codec(), config.bytesMax());
            return null;
        } catch (Refusal refusal) {
            return refusal;
        }
    }

    /**
     * Waits while somebody else is at it: they end, or they are late.
     *
     * @return false if the clip is done
     */
    private boolean claim(SendAudioEvent event, Clip clip) {
        for (int tries = 1; tries <= CLAIM_TRIES_MAX; tries++) {
            if (clips.claim(clip)) {
                return true;
            }
            var now = clips.find(event);
            if (now == null || now.isDone()) {
                return false;
            }
            backoff.pause(tries);
        }
        throw new IllegalStateException("Another sends " + clip.audioId() + " out and does not come to an end");
    }

    private void fail(Clip clip, Refusal refusal, Delivery delivery) {
        discard(clip);
        var reason = ClipStatus.reason(refusal);
        if (clips.failed(clip, reason, delivery.once())) {
            var told = broadcast.room(clip);
            told.add(clip.connectionId());
            status.failed(clip, reason, refusal, told);
        }
    }

    /** Before the clip is done: what is done is not looked at again. */
    private void discard(Clip clip) {
        if (!config.keep()) {
            objects.delete(clip.objectKey());
            LOG.debug("{} is not kept", clip.objectKey());
        }
    }
}
