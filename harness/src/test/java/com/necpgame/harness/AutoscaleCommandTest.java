package com.necpgame.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoscaleCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        var line = Harness.commandLine(Clock.systemUTC());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        var all = new ArrayList<>(List.of("autoscale", "--out=" + folder.resolve("out")));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(String[]::new));
    }

    @Test
    void aCurveIsReplayedAgainstEachPolicy() throws IOException {
        var curve = Files.writeString(folder.resolve("lunch.csv"), "minute,arrivals\n0,3\n1,5\n2,0\n3,40\n4,2\n");

        assertThat(run("--curve=" + curve, "--policy=sessions=7,fixed=2", "--policy=buffer=3", "--seed=9"))
                .isEqualTo(Harness.RIGHT);

        assertThat(out.toString()).contains("seed 9: 50 sessions", "lunch.csv", "sessions=7", "fixed=2", "buffer=3");
        assertThat(folder.resolve("out/index.html"))
                .content()
                .contains("<svg", "sessions=7", "refused, per minute")
                .doesNotContain("NaN");
    }

    @Test
    void theSameSeedPrintsTheSame() {
        assertThat(run("--seed=4", "--busiest=3")).isEqualTo(Harness.RIGHT);
        var first = out.toString();
        out.getBuffer().setLength(0);

        assertThat(run("--seed=4", "--busiest=3")).isEqualTo(Harness.RIGHT);

        assertThat(out.toString()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "--policy=sessions=0, above 0",
        "--policy=sessions=11, over the capacity 10",
        "--policy=dance=1, no policy dance=1",
        "--capacity=0, capacity: 1 to 1000",
        "--capacity=-3, capacity: 1 to 1000",
        "--busiest=-1, 1 to 1000",
        "--start-seconds=-1, start: 0 to one day",
        "--curve=/no/such/file, cannot be read",
        "--session-seconds=0, sessions last above 0"
    })
    void badInputIsRefusedClearlyAndNothingIsWritten(String argument, String why) {
        assertThat(run(argument)).isEqualTo(2);

        assertThat(err.toString()).contains(why);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void anEmptyCurveIsRefused() throws IOException {
        var curve = Files.writeString(folder.resolve("empty.csv"), "");

        assertThat(run("--curve=" + curve)).isEqualTo(2);

        assertThat(err.toString()).contains("line 1: a load curve begins with minute,arrivals");
    }
}
