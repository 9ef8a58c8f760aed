package com.necpgame.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.harness.toy.Bug;
import com.necpgame.harness.toy.ToyServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HarnessTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00.123Z"), ZoneOffset.UTC);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Harness.commandLine(CLOCK);
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private int simulate(@Nullable Bug bug, String... more) {
        try (ToyServer server = ToyServer.start(bug)) {
            String[] arguments = {
                "sim",
                "--steps=300",
                "--players=5",
                "--threads=2",
                "--target=" + server.target().base(),
                "--operator-secret=" + server.target().operator().clientSecret()
            };
            String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
            System.arraycopy(more, 0, all, arguments.length, more.length);
            return run(all);
        }
    }

    @Test
    void aRightServerEndsWithZeroAndASummary() {
        assertThat(simulate(null, "--seed=7")).isEqualTo(Harness.RIGHT);
        assertThat(out.toString())
                .contains("seed 7", "300 steps of 5 players on 2 threads", "POST /v1/transfers", "p99 ms", "PASSED")
                .contains("refused with");
    }

    @Test
    void aWrongServerEndsWithOneAndTheWayToSeeItAgain() {
        assertThat(simulate(Bug.WRONG_PRICE, "--seed=7")).isEqualTo(Harness.WRONG);
        assertThat(out.toString()).contains("FAILED", "make sim SEED=7 STEPS=300 PLAYERS=5 THREADS=2");
    }

    @Test
    void withoutASeedTheClockGivesOne() {
        assertThat(simulate(null)).isEqualTo(Harness.RIGHT);
        assertThat(out.toString()).contains("seed " + CLOCK.millis() % 1_000_000);
    }

    @Test
    void aWrongCommandLineEndsWithTwo() {
        assertThat(run("sim", "--players=1", "--target=http://127.0.0.1:1", "--operator-secret=x"))
                .isEqualTo(2);
        assertThat(run("sim", "--target=jvm")).isEqualTo(2);
        assertThat(run("bench", "--rounds=3", "--target=http://127.0.0.1:1", "--operator-secret=x"))
                .isEqualTo(2);
        assertThat(run("bench", "--scenarios=dance", "--target=http://127.0.0.1:1", "--operator-secret=x"))
                .isEqualTo(2);
        assertThat(run("dance")).isEqualTo(2);
        assertThat(err.toString()).contains("players: 2 to", "--server-command", "rounds: 10 or more", "dance");
    }

    @Test
    void noServerEndsWithThree() {
        assertThat(run("sim", "--target=jvm", "--server-command=/no/such/program"))
                .isEqualTo(Harness.NO_SERVER);
        assertThat(run("sim", "--target=http://127.0.0.1:1", "--operator-secret=x"))
                .isEqualTo(Harness.NO_SERVER);
        assertThat(run("bench", "--target=http://127.0.0.1:1", "--operator-secret=x"))
                .isEqualTo(Harness.NO_SERVER);
    }

    @Test
    void aBenchmarkWritesItsPage(@TempDir Path folder) {
        try (ToyServer server = ToyServer.start(null)) {
            int code = run(
                    "bench",
                    "--target=" + server.target().base(),
                    "--operator-secret=" + server.target().operator().clientSecret(),
                    "--scenarios=wallet-read",
                    "--connections=1,2",
                    "--round-millis=20",
                    "--warm-up-millis=10",
                    "--out=" + folder);
            assertThat(code).isEqualTo(Harness.RIGHT);
        }
        assertThat(out.toString()).contains("app wallet-read x2", "page: file:");
        assertThat(folder.resolve("index.html")).exists();
        assertThat(folder.resolve("result.json")).exists();
    }
}
