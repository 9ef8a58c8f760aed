package com.necpgame.voice.clip;

import static com.necpgame.contracts.voice.SendAudioEvent.Status.PENDING;
import static com.necpgame.voice.VoiceProblem.STORAGE;

import com.necpgame.contracts.voice.SendAudioEvent;
import com.necpgame.platform.runtime.Backoff;
import com.necpgame.platform.runtime.event.Delivery;
import com.necpgame.platform.runtime.event.Listens;
import com.necpgame.platform.runtime.object.Objects;
import com.necpgame.platform.runtime.object.Objects.ObjectInfo;
import com.necpgame.platform.runtime.object.ObjectsUnavailable;
import com.necpgame.platform.runtime.problem.Refusal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores a clip, and sends it on for validation: the source's process_audio. */
@Singleton
final class ProcessAudio implements Listens<SendAudioEvent> {
    static final String CONTENT_TYPE = "audio/pcm";
    static final String NOT_STORED = "Error storing audio";
    private static final Logger LOG = LoggerFactory.getLogger(ProcessAudio.class);

    private final Clips clips;
    private final Objects objects;
    private final ClipStatus status;
    private final ClipMeasures measures;
    private final ClipConfig config;
    private final Backoff backoff;

    ProcessAudio(
            Clips clips,
            Objects objects,
            ClipStatus status,
            ClipMeasures measures,
            ClipConfig config,
            RandomGenerator random) {
        this.clips = clips;
        this.objects = objects;
        this.status = status;
        this.measures = measures;
        this.config = config;
        this.backoff = new Backoff(random, Duration.ofMillis(50), Duration.ofSeconds(1));
    }

    @Override
    public void on(SendAudioEvent event, Delivery delivery) {
        var clip = clips.find(event);
        var data = event.message().data();
        if (clip == null || clip.status() != PENDING || data == null) {
            return;
        }
        try {
            var audio = Pcm.of(data, clip.codec(), config.bytesMax());
            store(clip, audio);
            if (clips.processing(clip, data, delivery.once())) {
                measures.stored(clip);
                LOG.debug("Audio stored and sent for validation: {}", clip.objectKey());
            }
        } catch (Refusal refusal) {
            fail(clip, refusal, delivery);
        }
    }

    private void fail(Clip clip, Refusal refusal, Delivery delivery) {
        if (refusal.problem().status().getCode() == 503) {
            throw refusal; // the store of rows does not answer: the event comes again
        }
        var message = refusal.problem() == STORAGE ? NOT_STORED : ClipStatus.reason(refusal);
        if (clips.failed(clip, message, delivery.once())) {
            status.failed(clip, message, refusal, List.of(clip.connectionId()));
        }
    }

    /** The same key and bytes however often it is done. */
    private void store(Clip clip, Pcm audio) {
        var info = new ObjectInfo(CONTENT_TYPE, metadata(clip));
        for (int tries = 1; ; tries++) {
            var from = System.nanoTime();
            try {
                objects.put(clip.objectKey(), audio.bytes(), info);
                measures.storing(System.nanoTime() - from);
                return;
            } catch (ObjectsUnavailable e) {
                LOG.warn("{} ({}), try {}", NOT_STORED, clip.objectKey(), tries, e);
                if (tries == config.storeTriesMax()) {
                    throw STORAGE.refuse();
                }
            }
            backoff.pause(tries);
        }
    }

    private static Map<String, String> metadata(Clip clip) {
        return Map.of(
                "author", clip.author(), "timestamp", clip.timestamp(), "audio-id", clip.audioId(), "codec", Pcm.CODEC);
    }
}
