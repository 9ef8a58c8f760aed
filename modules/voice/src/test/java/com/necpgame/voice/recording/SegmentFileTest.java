package com.necpgame.voice.recording;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Seeded.class)
class SegmentFileTest {
    private static final Speaker ADA = new Speaker("räum 1", "plr_ada");
    private static final int FRAMES = 12;
    private static final int FLIPS = 2000;

    @TempDir
    private Path folder;

    private final List<Integer> ends = new ArrayList<>();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        var open = SegmentFile.create(folder.resolve("17.open"), ADA, 17);
        ends.add((int) open.bytes());
        for (int seq = 0; seq < FRAMES; seq++) {
            if (seq == 3) {
                open.gap(5);
            }
            open.append(new TapedFrame(seq, Talk.pcm("plr_ada", seq, seq * Talk.FRAME_TICKS)));
            ends.add((int) open.bytes());
        }
        file = open.finish();
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        var segment = requireNonNull(SegmentFile.read(file));

        assertThat(file).hasFileName("17.ready");
        assertThat(segment.speaker()).isEqualTo(ADA);
        assertThat(segment.startMicros()).isEqualTo(17);
        assertThat(segment.lost()).isEqualTo(5);
        assertThat(segment.frames()).hasSize(FRAMES);
        assertThat(segment.frames().get(7).bytes()).isEqualTo(Talk.pcm("plr_ada", 7, 7 * Talk.FRAME_TICKS));
        assertThat(segment.frames().get(7).receivedMicros()).isEqualTo(7);
    }

    @Test
    void aFileThatEndsAnywhereHoldsWhatWasWholeBefore() throws IOException {
        var whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(framesRead()).as("of %d bytes", length).isEqualTo(wholeBefore(length));
        }
    }

    @Test
    void aWrongByteAnywhereLeavesWhatIsBeforeIt(Seed seed) throws IOException {
        var random = seed.random("flips");
        var whole = Files.readAllBytes(file);
        for (int flip = 0; flip < FLIPS; flip++) {
            var at = random.nextInt(whole.length);
            var bad = whole.clone();
            bad[at] ^= (byte) random.nextInt(1, 256);
            Files.write(file, bad);
            assertThat(framesRead()).as("byte %d", at).isEqualTo(wholeBefore(at));
        }
    }

    private int framesRead() throws IOException {
        var segment = SegmentFile.read(file);
        return segment == null ? 0 : segment.frames().size();
    }

    private int wholeBefore(int bytes) {
        return (int) Math.max(0, ends.stream().filter(end -> end <= bytes).count() - 1);
    }
}
