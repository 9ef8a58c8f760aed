package com.necpgame.voice.recording;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How live talk is recorded, and what that may cost.
 *
 * @param path the folder of the write-ahead segments; the folder {@code voice-wal} in that of the store where not given
 * @param queueFramesMax how many frames wait to be written; the next is a gap
 * @param syncEvery how long a written frame waits for the disk to have it, with others of its speaker
 * @param segmentLength a segment that is as long ends at the next pause
 * @param segmentLengthMax a segment that is as long ends
 * @param segmentBytesMax a segment whose file would be larger ends; ten seconds of samples are 336 KB
 * @param silenceMax a longer pause ends a segment; a shorter one is filled with silence
 * @param endAfter a segment that gets nothing for so long ends
 * @param walBytesMax what all segments that are not in the object store may take of the disk; the next frame is a gap
 * @param uploadsMax how many segments are put into the object store at once
 * @param backoffBase the bound of the first wait after an upload that failed; it doubles
 * @param backoffMax the longest wait between two tries of an upload
 * @param retention how long recordings are kept, where the room does not say
 * @param ringLength how much of each speaker is kept in memory for a report
 * @param ringBytesMax what all of that may take; the speaker who was silent for longest loses theirs first
 * @param reportRetention how long reports are kept
 * @param reportsPerHourMax how many reports a player may file in an hour
 */
@Context
@ConfigurationProperties("necpgame.voice.recording")
record RecordingConfig(
        @Nullable String path,
        @Bindable(defaultValue = "8192") int queueFramesMax,
        @Bindable(defaultValue = "100ms") Duration syncEvery,
        @Bindable(defaultValue = "5s") Duration segmentLength,
        @Bindable(defaultValue = "10s") Duration segmentLengthMax,
        @Bindable(defaultValue = "393216") int segmentBytesMax,
        @Bindable(defaultValue = "1s") Duration silenceMax,
        @Bindable(defaultValue = "2s") Duration endAfter,
        @Bindable(defaultValue = "2147483648") long walBytesMax,
        @Bindable(defaultValue = "4") int uploadsMax,
        @Bindable(defaultValue = "200ms") Duration backoffBase,
        @Bindable(defaultValue = "60s") Duration backoffMax,
        @Bindable(defaultValue = "30d") Duration retention,
        @Bindable(defaultValue = "30s") Duration ringLength,
        @Bindable(defaultValue = "67108864") long ringBytesMax,
        @Bindable(defaultValue = "180d") Duration reportRetention,
        @Bindable(defaultValue = "10") int reportsPerHourMax) {
    private static final String PREFIX = "necpgame.voice.recording.";
    private static final Duration RETENTION_MAX = Duration.ofDays(3650);

    RecordingConfig {
        within("queue-frames-max", queueFramesMax, 64, 1 << 20);
        within("sync-every", syncEvery, Duration.ofMillis(1), Duration.ofSeconds(10));
        within("segment-length", segmentLength, Duration.ofSeconds(1), Duration.ofSeconds(60));
        within("segment-length-max", segmentLengthMax, segmentLength, Duration.ofSeconds(60));
        within("segment-bytes-max", segmentBytesMax, 4096, 4 << 20);
        within("silence-max", silenceMax, Duration.ofMillis(100), Duration.ofSeconds(10));
        within("end-after", endAfter, silenceMax, Duration.ofSeconds(60));
        within("wal-bytes-max", walBytesMax, segmentBytesMax, 1L << 50);
        within("uploads-max", uploadsMax, 1, 64);
        within("backoff-base", backoffBase, Duration.ofMillis(1), Duration.ofMinutes(1));
        within("backoff-max", backoffMax, backoffBase, Duration.ofHours(1));
        within("retention", retention, Duration.ofMinutes(1), RETENTION_MAX);
        within("ring-length", ringLength, Duration.ofSeconds(1), Duration.ofMinutes(2));
        within("ring-bytes-max", ringBytesMax, 1 << 20, 1L << 40);
        within("report-retention", reportRetention, Duration.ofMinutes(1), RETENTION_MAX);
        within("reports-per-hour-max", reportsPerHourMax, 1, 1000);
    }

    private static <T extends Comparable<T>> void within(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(PREFIX + name + " must be " + least + " to " + most);
        }
    }

    private static void within(String name, long value, long least, long most) {
        within(name, Long.valueOf(value), Long.valueOf(least), Long.valueOf(most));
    }
}
