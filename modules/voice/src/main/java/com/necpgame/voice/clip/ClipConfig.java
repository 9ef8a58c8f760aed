package com.necpgame.voice.clip;

import com.necpgame.platform.runtime.event.EventName;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What becomes of clips.
 *
 * @param bytesMax the longest clip in bytes; 3 s of 16 kHz PCM16 are 96,000
 * @param strictAuthor whether a message is refused that names another author than the player who sends it; otherwise
 *     the name is replaced
 * @param echoMode whether senders hear their own clips, to try a microphone
 * @param keep whether the object stays after its clip was heard; otherwise it is deleted as soon as the clip is done
 * @param kept how long the row of a clip is remembered, and with it the {@code audioId}
 * @param storeTriesMax how often a clip is offered to the object store before it fails
 * @param claimTime how long one process may take to send a clip out before another does it
 * @param eventSource the source of the event that tells of a clip
 * @param eventDetailType the detail type of that event
 */
@Context
@ConfigurationProperties("necpgame.voice.clip")
record ClipConfig(
        @Bindable(defaultValue = "96000") int bytesMax,
        @Bindable(defaultValue = "false") boolean strictAuthor,
        @Bindable(defaultValue = "false") boolean echoMode,
        @Bindable(defaultValue = "true") boolean keep,
        @Bindable(defaultValue = "30d") Duration kept,
        @Bindable(defaultValue = "4") int storeTriesMax,
        @Bindable(defaultValue = "10s") Duration claimTime,
        @Bindable(defaultValue = ClipConfig.SOURCE) String eventSource,
        @Bindable(defaultValue = ClipConfig.DETAIL_TYPE) String eventDetailType) {
    static final String SOURCE = "voice-chat";
    static final String DETAIL_TYPE = "SendAudioEvent";
    static final int BYTES_MAX = 96_000;

    ClipConfig {
        if (bytesMax < 2 || bytesMax > BYTES_MAX) {
            throw new IllegalArgumentException("necpgame.voice.clip.bytes-max must be 2 to " + BYTES_MAX);
        }
        if (kept.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("necpgame.voice.clip.kept must be a day or more");
        }
        if (storeTriesMax < 1 || storeTriesMax > 20) {
            throw new IllegalArgumentException("necpgame.voice.clip.store-tries-max must be 1 to 20");
        }
        if (claimTime.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("necpgame.voice.clip.claim-time must be a second or more");
        }
        if (eventSource.isBlank() || eventDetailType.isBlank()) {
            throw new IllegalArgumentException(
                    "necpgame.voice.clip.event-source and event-detail-type must not be blank");
        }
    }

    EventName eventName() {
        return new EventName(eventSource, eventDetailType);
    }
}
