package com.necpgame.voice.recording;

import com.necpgame.platform.runtime.Backoff;
import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.voice.recording.RecordingMeters.State;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings finished segments into the object store, each once, however often the store or this process fails. */
@Singleton
final class Uploader {
    private static final Logger LOG = LoggerFactory.getLogger(Uploader.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);
    private static final int LOCKS = 64;

    private final Wal wal;
    private final Recordings recordings;
    private final RecordingMeters meters;
    private final Connections connections;
    private final Backoff backoff;
    private final ExecutorService threads;

    /** Who erases a player holds back the uploads of that player. */
    private final Lock[] locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock()).toArray(Lock[]::new);

    private volatile boolean stopped;

    Uploader(
            Wal wal,
            Recordings recordings,
            RecordingMeters meters,
            Connections connections,
            RecordingConfig config,
            RandomGenerator random) {
        this.wal = wal;
        this.recordings = recordings;
        this.meters = meters;
        this.connections = connections;
        this.backoff = new Backoff(random, config.backoffBase(), config.backoffMax());
        this.threads = Executors.newFixedThreadPool(
                config.uploadsMax(), Thread.ofVirtual().name("voice-upload-", 0).factory());
    }

    /** Only where live talk can come in there is a folder of segments. */
    @EventListener
    void onStart(StartupEvent event) {
        if (connections.carriesBinary()) {
            recover();
        }
    }

    /** Stores what earlier processes left, also what they died over. */
    void recover() {
        try {
            for (var left : wal.recover()) {
                meters.segment(State.RECOVERED);
                add(left);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The write-ahead segments of voice cannot be read", e);
        }
    }

    /** A segment that is finished. While this process stops, it is left to the next. */
    void add(Path ready) {
        try {
            threads.execute(() -> untilStored(ready));
        } catch (RejectedExecutionException e) {
            LOG.debug("Left for the next start: {}", ready.getFileName());
        }
    }

    private void untilStored(Path ready) {
        for (int attempt = 1; !stopped; attempt++) {
            try {
                store(ready);
                return;
            } catch (IllegalArgumentException e) {
                putAside(ready, e);
                return;
            } catch (IOException | RuntimeException e) {
                meters.uploadFailed();
                LOG.warn("Try {} to store a segment failed: {}", attempt, e.toString());
                backoff.pause(attempt);
            }
        }
    }

    private void store(Path ready) throws IOException {
        var lock = lock(Wal.player(ready));
        lock.lock();
        try {
            if (!Files.exists(ready)) {
                return;
            }
            var segment = SegmentFile.read(ready);
            if (segment != null) {
                var sound = Sound.of(segment.frames());
                if (sound.pcm().length > 0) {
                    meters.uploaded(recordings.keep(segment, sound).to());
                }
            }
            wal.delete(ready);
        } finally {
            lock.unlock();
        }
    }

    /** The lock of a player; upload and erasure exclude each other. */
    Lock lock(String playerId) {
        return locks[Math.floorMod(playerId.hashCode(), LOCKS)];
    }

    private void putAside(Path ready, IllegalArgumentException cause) {
        LOG.error("A segment cannot be stored and is put aside: {}", ready.getFileName(), cause);
        meters.segment(State.PUT_ASIDE);
        try {
            wal.putAside(ready);
        } catch (IOException e) {
            LOG.error("It stays where it is", e);
        }
    }

    /** What is not stored by now is stored after the next start. */
    @PreDestroy
    void stop() {
        stopped = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
