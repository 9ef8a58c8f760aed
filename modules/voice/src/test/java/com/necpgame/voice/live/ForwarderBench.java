package com.necpgame.voice.live;

import static com.necpgame.voice.live.Hall.seat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** What a frame costs from the socket's reader to the connections, which do nothing: a party of five, one talks. */
final class ForwarderBench {
    private static final int ROUNDS = 15;
    private static final int FRAMES = 200_000;

    private ForwarderBench() {}

    public static void main(String[] arguments) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        System.out.printf(
                "load %.2f, %d cores, Java %s%n",
                system.getSystemLoadAverage(), system.getAvailableProcessors(), Runtime.version());
        report("Opus 60 B", Sound.OPUS, Sound.opus(60, true));
        report("PCM 640 B", Sound.PCM, Sound.vowel(0, 320, -20));
        System.out.printf("load %.2f%n", system.getSystemLoadAverage());
    }

    private static void report(String what, int codec, byte[] payload) {
        try (var hall = new Hall()) {
            hall.heard.keeps = false;
            hall.seats(seat("ada"), seat("bob"), seat("cyd"), seat("dan"), seat("eve"));
            var frame = Sound.frame(codec, Hall.ALIAS, 0, 0, payload);
            round(hall, frame, 0);
            var nanos = new double[ROUNDS];
            var bytes = new double[ROUNDS];
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            for (int i = 0; i < ROUNDS; i++) {
                long allocated = threads.getCurrentThreadAllocatedBytes();
                nanos[i] = round(hall, frame, (i + 1) * FRAMES);
                bytes[i] = (threads.getCurrentThreadAllocatedBytes() - allocated) / (double) FRAMES;
            }
            Arrays.sort(nanos);
            Arrays.sort(bytes);
            System.out.printf(
                    "%s: median %.0f ns, least %.0f ns, most %.0f ns a frame; %.0f B allocated; heard %.0f%n",
                    what,
                    nanos[ROUNDS / 2],
                    nanos[0],
                    nanos[ROUNDS - 1],
                    bytes[ROUNDS / 2],
                    hall.frames("heard", "none"));
        }
    }

    private static double round(Hall hall, byte[] frame, int seq) {
        var header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        long start = System.nanoTime();
        for (int i = 1; i <= FRAMES; i++) {
            hall.nanos.addAndGet(20_000_000);
            header.putInt(8, seq + i).putInt(12, (seq + i) * 960);
            hall.live.accept("ada", frame);
        }
        return (System.nanoTime() - start) / (double) FRAMES;
    }
}
