package com.necpgame.voice.recording;

import com.necpgame.voice.live.Cast;
import com.necpgame.voice.recording.Tape.Take;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.awaitility.Awaitility;

/** What it costs the threads that relay talk to leave a frame for the recorder, with several of them at once. */
final class OfferBenchmark {
    private static final int THREADS = 2;
    private static final int FRAMES = 3000;
    private static final int ROUNDS = 31;

    private OfferBenchmark() {}

    public static void main(String... arguments) throws Exception {
        var folder = Files.createTempDirectory("offer");
        try (var studio = new Studio(folder, Map.of())) {
            var nanos = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                nanos[round] = round(studio, round);
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "offer: %.0f ns median, %.0f best, %.0f worst of %d rounds, %d threads x %d frames, gaps %.0f,"
                            + " load %.1f%n",
                    nanos[ROUNDS / 2],
                    nanos[0],
                    nanos[ROUNDS - 1],
                    ROUNDS,
                    THREADS,
                    FRAMES,
                    studio.measured("gaps", ""),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    /** Nanoseconds of a thread per frame. */
    private static double round(Studio studio, int round) throws Exception {
        var barrier = new CyclicBarrier(THREADS);
        var done = new CountDownLatch(THREADS);
        var took = new long[THREADS];
        for (int i = 0; i < THREADS; i++) {
            var thread = i;
            var take = new Take("room", "plr_" + round + "-" + i, Cast.Recording.ON_REPORT, true);
            var frame = Talk.pcm("plr_ada", 1, 0);
            Thread.ofPlatform().start(() -> {
                try {
                    barrier.await();
                    took[thread] = offer(studio.tape(), take, frame);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        Awaitility.await().until(() -> studio.measured("queue", "") == 0);
        return Arrays.stream(took).average().orElseThrow() / FRAMES;
    }

    private static long offer(Tape tape, Take take, byte[] frame) {
        var start = System.nanoTime();
        for (int i = 0; i < FRAMES; i++) {
            tape.offer(take, frame, i);
        }
        return System.nanoTime() - start;
    }
}
