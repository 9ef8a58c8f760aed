package com.necpgame.voice.live;

import static com.necpgame.voice.live.Hall.seat;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Anything may come in as a frame: none of it is a fault, and none of it costs much. */
@ExtendWith(Seeded.class)
class FrameFuzzTest {
    /** Of allocation, over all frames; the longest that are made here have 2 KiB themselves, which do not count. */
    private static final long BYTES_PER_FRAME_MAX = 1024;

    private final Hall hall = new Hall();

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void nothingIsAFault(Seed seed) {
        fuzz(seed, 50_000);
    }

    @Test
    @Tag("soak")
    void nothingIsAFaultOverLong(Seed seed) {
        fuzz(seed, 1_000_000);
    }

    private void fuzz(Seed seed, int frames) {
        var random = seed.random("frames");
        hall.heard.keeps = false;
        hall.seats(seat("ada"), seat("bob"));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (int i = 0; i < frames; i++) {
            var frame = frame(random, i);
            hall.nanos.addAndGet(random.nextInt(20_000_000));
            long before = threads.getCurrentThreadAllocatedBytes();
            hall.live.accept("ada", frame);
            allocated += threads.getCurrentThreadAllocatedBytes() - before;
        }

        double counted = hall.meters.find("necpgame.voice.frames").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
        assertThat(counted).as("each is counted once").isEqualTo(frames);
        assertThat(hall.frames("heard", "none")).as("some are heard").isPositive();
        assertThat(hall.frames("dropped", "bad-opus")).as("some are no packets").isPositive();
        assertThat(allocated / frames).as("bytes a frame").isLessThan(BYTES_PER_FRAME_MAX);
    }

    /** Half of them have a sound header, so that what comes after it is looked at. */
    private static byte[] frame(RandomGenerator random, int seq) {
        var bytes = Sound.random(random, random.nextInt(6) == 0 ? Frame.HEADER_BYTES + 640 : random.nextInt(2_000));
        return random.nextBoolean() || bytes.length < Frame.HEADER_BYTES
                ? bytes
                : Sound.frame(
                        random.nextInt(1, 4),
                        random.nextInt(1, 3),
                        random.nextBoolean() ? Hall.ALIAS : Frame.EVERY_ROOM,
                        random.nextInt(10) == 0 ? random.nextInt() : seq,
                        random.nextBoolean() ? random.nextInt() : seq * 960,
                        Arrays.copyOfRange(bytes, Frame.HEADER_BYTES, bytes.length));
    }
}
