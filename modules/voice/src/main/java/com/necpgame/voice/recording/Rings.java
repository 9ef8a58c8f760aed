package com.necpgame.voice.recording;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each speaker has said last, in memory alone, until it is too old or is reported. For many threads. */
@Singleton
final class Rings {
    private final long lengthMicros;
    private final long bytesMax;
    private final Clock clock;

    /** Who spoke last is last. */
    private final Map<Speaker, ArrayDeque<TapedFrame>> rings = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    Rings(RecordingConfig config, Clock clock) {
        this.lengthMicros = config.ringLength().toNanos() / 1000;
        this.bytesMax = config.ringBytesMax();
        this.clock = clock;
    }

    synchronized void add(Speaker speaker, TapedFrame frame) {
        rings.computeIfAbsent(speaker, ignored -> new ArrayDeque<>()).addLast(frame);
        bytes += frame.bytes().length;
        while (bytes > bytesMax) {
            dropFirst();
        }
    }

    private void dropFirst() {
        var silentLongest = rings.entrySet().iterator().next();
        bytes -= silentLongest.getValue().removeFirst().bytes().length;
        if (silentLongest.getValue().isEmpty()) {
            rings.remove(silentLongest.getKey());
        }
    }

    /** Forgets what is too old. */
    synchronized void trim() {
        var oldest = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()) - lengthMicros;
        rings.values().removeIf(ring -> {
            while (!ring.isEmpty() && ring.getFirst().receivedMicros() <= oldest) {
                bytes -= ring.removeFirst().bytes().length;
            }
            return ring.isEmpty();
        });
    }

    /** What the speaker has said in the last {@link RecordingConfig#ringLength()}. */
    synchronized List<TapedFrame> last(Speaker speaker) {
        trim();
        var ring = rings.get(speaker);
        return ring == null ? List.of() : List.copyOf(ring);
    }

    synchronized void forget(String playerId) {
        rings.entrySet().removeIf(ring -> {
            var theirs = ring.getKey().playerId().equals(playerId);
            if (theirs) {
                ring.getValue().forEach(frame -> bytes -= frame.bytes().length);
            }
            return theirs;
        });
    }

    synchronized long bytes() {
        return bytes;
    }
}
