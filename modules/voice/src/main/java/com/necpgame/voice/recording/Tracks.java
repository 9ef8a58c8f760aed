package com.necpgame.voice.recording;

import com.necpgame.voice.recording.RecordingMeters.Cause;
import com.necpgame.voice.recording.RecordingMeters.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segments that are being written, one per speaker. For one thread; times are those of {@link System#nanoTime}. */
final class Tracks {
    private static final Logger LOG = LoggerFactory.getLogger(Tracks.class);

    /** A disk that refused is not asked for each frame. */
    private static final Duration DISK_REST = Duration.ofSeconds(1);

    /** Of more speakers than these the gap is counted, but their next segment does not tell. */
    private static final int MISSING_MAX = 4096;

    private final RecordingConfig config;
    private final Wal wal;
    private final Commits commits;
    private final RecordingMeters meters;
    private final Notices notices;
    private final Map<Speaker, Track> open = new HashMap<>();

    /** Frames of speakers without a track that are missing: their next segment says so. */
    private final Map<Speaker, Integer> missing = new HashMap<>();

    private long lastStartMicros;
    private @Nullable Long restsUntil;

    /** One segment, and what of it is not on the disk yet. */
    private static final class Track {
        final SegmentFile file;
        final Timeline timeline = new Timeline();
        final ArrayList<SeqRange> unforced = new ArrayList<>();
        final AtomicBoolean forcing = new AtomicBoolean();
        long lastNanos;
        long unforcedSince;

        Track(SegmentFile file) {
            this.file = file;
        }
    }

    Tracks(RecordingConfig config, Wal wal, Commits commits, RecordingMeters meters, Notices notices) {
        this.config = config;
        this.wal = wal;
        this.commits = commits;
        this.meters = meters;
        this.notices = notices;
    }

    /** Writes a frame, or counts it as missing where the disk does not take it. */
    void take(Speaker speaker, TapedFrame frame, long now) {
        if (!frame.isAudio()) {
            return;
        }
        if (restsUntil != null && now - restsUntil < 0) {
            lost(speaker, 1, Cause.DISK);
            return;
        }
        restsUntil = null;
        try {
            var track = track(speaker, frame);
            wal.append(track.file, frame);
            track.timeline.place(frame);
            if (track.unforced.isEmpty()) {
                track.unforcedSince = now;
            }
            SeqRange.add(track.unforced, frame.seq());
            track.lastNanos = now;
        } catch (IOException e) {
            LOG.warn("Recording rests for {}: {}", DISK_REST, e.toString());
            restsUntil = now + DISK_REST.toNanos();
            finish(speaker);
            lost(speaker, 1, Cause.DISK);
        }
    }

    private Track track(Speaker speaker, TapedFrame frame) throws IOException {
        var track = open.get(speaker);
        if (track != null && ends(track, frame)) {
            finish(speaker);
            track = null;
        }
        return track != null ? track : begin(speaker, frame);
    }

    private boolean ends(Track track, TapedFrame frame) {
        var length = track.timeline.length();
        return length.compareTo(config.segmentLengthMax()) >= 0
                || track.file.bytes() + frame.bytes().length > config.segmentBytesMax()
                || track.timeline.pauseBefore(frame).compareTo(config.silenceMax()) > 0
                || (length.compareTo(config.segmentLength()) >= 0 && track.timeline.ticksBefore(frame) > 0);
    }

    /** Starts never repeat, not even where one player talks in two rooms: recordings are named after them. */
    private Track begin(Speaker speaker, TapedFrame frame) throws IOException {
        lastStartMicros = Math.max(lastStartMicros + 1, frame.receivedMicros());
        var track = new Track(wal.create(speaker, lastStartMicros));
        open.put(speaker, track);
        meters.segment(State.OPENED);
        var lost = missing.remove(speaker);
        if (lost != null) {
            wal.gap(track.file, lost);
        }
        return track;
    }

    /** So many frames are missing; where there is a segment it says so, or else the next. */
    void lost(Speaker speaker, int frames, Cause cause) {
        meters.gap(cause, frames);
        notices.gap(speaker);
        var track = open.get(speaker);
        try {
            if (track != null) {
                wal.gap(track.file, frames);
                return;
            }
        } catch (IOException e) {
            LOG.debug("The gap is kept for the next segment", e);
        }
        if (missing.size() < MISSING_MAX || missing.containsKey(speaker)) {
            missing.merge(speaker, frames, Integer::sum);
        }
    }

    /** Has the disk take what has waited for long enough, and ends what nothing comes for any more. */
    void tick(long now) {
        for (Iterator<Map.Entry<Speaker, Track>> all = open.entrySet().iterator(); all.hasNext(); ) {
            var each = all.next();
            var track = each.getValue();
            if (now - track.lastNanos >= config.endAfter().toNanos()) {
                all.remove();
                finish(each.getKey(), track);
            } else if (!track.unforced.isEmpty()
                    && now - track.unforcedSince >= config.syncEvery().toNanos()
                    && track.forcing.compareAndSet(false, true)) {
                commits.force(
                        track.file, each.getKey(), SeqRange.drain(track.unforced), () -> track.forcing.set(false));
            }
        }
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    private void finish(Speaker speaker) {
        var track = open.remove(speaker);
        if (track != null) {
            finish(speaker, track);
        }
    }

    private void finish(Speaker speaker, Track track) {
        meters.segment(State.FINISHED);
        commits.finish(track.file, speaker, SeqRange.drain(track.unforced));
    }

    void finishAll() {
        List.copyOf(open.keySet()).forEach(this::finish);
    }

    /** What is being written of this player goes away. */
    void forget(String playerId) {
        missing.keySet().removeIf(speaker -> speaker.playerId().equals(playerId));
        open.entrySet().removeIf(each -> {
            var theirs = each.getKey().playerId().equals(playerId);
            if (theirs) {
                discard(each.getValue());
            }
            return theirs;
        });
    }

    private void discard(Track track) {
        try {
            wal.discard(track.file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
