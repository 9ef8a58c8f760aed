package com.necpgame.voice.recording;

import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@link Kills}, as many as {@code -Drounds} says, a hundred by default. */
@Tag("soak")
@ExtendWith(Seeded.class)
class RecordingKillSoakTest {
    @Test
    void whatIsAcknowledgedOutlivesKills(@TempDir Path folder, Seed seed) throws Exception {
        new Kills(folder).outlived(Integer.getInteger("rounds", 100), seed);
    }
}
