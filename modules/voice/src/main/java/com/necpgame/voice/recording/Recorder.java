package com.necpgame.voice.recording;

import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.voice.live.Cast;
import com.necpgame.voice.recording.RecordingMeters.Cause;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes live talk off the threads that relay it: they leave frames in a bounded queue, and one thread writes them. That
 * thread looks for frames every few milliseconds and is never woken, since waking it would cost the relay more than
 * the queue does.
 */
@Singleton
final class Recorder implements Tape {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final long BUSY_PAUSE_NANOS = Duration.ofMillis(4).toNanos();
    private static final long IDLE_PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final long TRIM_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final int queueMax;
    private final Connections connections;
    private final Tracks tracks;
    private final Rings rings;
    private final Commits commits;
    private final Queue<Offered> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final ConcurrentHashMap<Speaker, Integer> overflowed = new ConcurrentHashMap<>();
    private final Queue<Forget> forgets = new ConcurrentLinkedQueue<>();
    private volatile boolean running;
    private volatile @Nullable Thread writer;
    private long trimmed;

    private record Offered(Take take, byte[] frame, long receivedMicros) {}

    private record Forget(String playerId, CompletableFuture<Void> done) {}

    Recorder(
            RecordingConfig config,
            Wal wal,
            Rings rings,
            Commits commits,
            RecordingMeters meters,
            Notices notices,
            Connections connections) {
        this.connections = connections;
        this.queueMax = config.queueFramesMax();
        this.tracks = new Tracks(config, wal, commits, meters, notices);
        this.rings = rings;
        this.commits = commits;
        meters.queue(queued::get);
    }

    @Override
    public void offer(Take take, byte[] frame, long receivedMicros) {
        if (take.recording() == Cast.Recording.OFF || !take.consents()) {
            return;
        }
        if (queued.incrementAndGet() > queueMax) {
            queued.decrementAndGet();
            overflowed.merge(new Speaker(take.room(), take.playerId()), 1, Integer::sum);
            return;
        }
        queue.add(new Offered(take, frame, receivedMicros));
    }

    /** Only where live talk can come in. */
    @EventListener
    void onStart(StartupEvent event) {
        if (connections.carriesBinary()) {
            start();
        }
    }

    synchronized void start() {
        if (!running) {
            running = true;
            trimmed = System.nanoTime();
            writer = Thread.ofPlatform().daemon().name("voice-recorder").start(this::write);
        }
    }

    private void write() {
        while (running) {
            round();
            LockSupport.parkNanos(tracks.isEmpty() ? IDLE_PAUSE_NANOS : BUSY_PAUSE_NANOS);
        }
        round();
        tracks.finishAll();
    }

    private void round() {
        // Before the queue, so that what was offered before somebody wanted to be forgotten is forgotten too.
        var forget = forgets.poll();
        for (var offered = queue.poll(); offered != null; offered = queue.poll()) {
            queued.decrementAndGet();
            take(offered);
        }
        overflowed.keySet().forEach(this::overflow);
        var now = System.nanoTime();
        tracks.tick(now);
        if (now - trimmed >= TRIM_EVERY_NANOS) {
            rings.trim();
            trimmed = now;
        }
        if (forget != null) {
            forget(forget);
        }
    }

    private void take(Offered offered) {
        try {
            var speaker = new Speaker(offered.take().room(), offered.take().playerId());
            var frame = new TapedFrame(offered.receivedMicros(), offered.frame());
            rings.add(speaker, frame);
            if (offered.take().recording() == Cast.Recording.ON) {
                tracks.take(speaker, frame, System.nanoTime());
            }
        } catch (RuntimeException e) {
            LOG.error("A frame was not recorded", e);
        }
    }

    private void overflow(Speaker speaker) {
        var frames = overflowed.remove(speaker);
        if (frames != null) {
            tracks.lost(speaker, frames, Cause.QUEUE);
        }
    }

    private void forget(Forget forget) {
        try {
            rings.forget(forget.playerId());
            tracks.forget(forget.playerId());
            forget.done().complete(null);
        } catch (RuntimeException e) {
            forget.done().completeExceptionally(e);
        }
    }

    /** What was offered of this player and is not in a finished segment goes away, in memory and on the disk. */
    void forget(String playerId) {
        if (!running) {
            rings.forget(playerId);
            return;
        }
        var forget = new Forget(playerId, new CompletableFuture<>());
        forgets.add(forget);
        forget.done().orTimeout(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Ends the segments; they are stored after the next start, or still by this process. */
    @PreDestroy
    synchronized void stop() {
        running = false;
        var writing = writer;
        if (writing == null) {
            return;
        }
        LockSupport.unpark(writing);
        try {
            writing.join(STOP_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        commits.stop();
    }
}
