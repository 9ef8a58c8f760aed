package com.necpgame.voice.recording;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the disk, so that who writes need not. What the disk has is acknowledged; what it has not, never. */
@Singleton
final class Commits {
    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
    private static final int THREADS = 4;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Set<CompletableFuture<Void>> underWay = ConcurrentHashMap.newKeySet();
    private final Notices notices;
    private final Uploader uploader;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofVirtual().name("voice-commit-", 0).factory());

    Commits(Notices notices, Uploader uploader) {
        this.notices = notices;
        this.uploader = uploader;
    }

    /** @param frames all that was appended and not forced before */
    void force(SegmentFile file, Speaker speaker, List<SeqRange> frames, Runnable done) {
        run(() -> {
            try {
                file.force();
                notices.recorded(speaker, frames);
            } catch (IOException e) {
                LOG.warn("A segment is not on the disk: {}", e.toString());
            } finally {
                done.run();
            }
        });
    }

    /** Ends a segment and hands it on. One that cannot be ended is found by the next start. */
    void finish(SegmentFile file, Speaker speaker, List<SeqRange> frames) {
        run(() -> {
            try {
                var ready = file.finish();
                notices.recorded(speaker, frames);
                uploader.add(ready);
            } catch (IOException e) {
                LOG.warn("A segment stays open: {}", e.toString());
            }
        });
    }

    private void run(Runnable work) {
        var run = CompletableFuture.runAsync(work, threads);
        underWay.add(run);
        run.whenComplete((nothing, failure) -> {
            underWay.remove(run);
            if (failure != null) {
                LOG.error("A segment was not committed", failure);
            }
        });
    }

    /** Waits until all that was handed in before has come to its end. */
    void settle() {
        CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new)).join();
    }

    /** What was handed in is on the disk when this returns, if the disk answers in time. */
    @PreDestroy
    void stop() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The disk has not taken all segments; the next start ends them");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
