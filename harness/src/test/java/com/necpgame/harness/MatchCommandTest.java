package com.necpgame.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.harness.toy.ToyServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line refuses. Matches themselves need the whole product: {@code make match}. */
class MatchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        var line = Harness.commandLine(Clock.systemUTC());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        var all = new ArrayList<>(List.of("match", "--out=" + folder));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "--servers=0, servers: 1 to 50",
        "--bots=0, bots: 1 to 400",
        "--bots=-3, bots: 1 to 400",
        "--players=17, players of a session: 1 to 16",
        "--rounds=0, rounds: 1 to 10000",
        "--game-seconds=0, seconds of a game: 1 to 3600",
        "--heartbeat-seconds=0, seconds of a heartbeat: 1 to 300",
        "--kill-servers=-1, kills of servers: 0 to 100",
        "--kill-registry=101, kills of the registry: 0 to 100",
        "--loss=1.5, loss must be 0 to 1",
        "--delay-ms=-1, must not be negative",
        "--target=jvm, --target=jvm needs --server-command"
    })
    void badInputIsRefusedClearly(String argument, String why) {
        assertThat(run(argument)).isEqualTo(2);

        assertThat(err.toString()).contains(why);
    }

    @Test
    void aRegistryThatIsNotOursIsNotKilled() {
        try (ToyServer server = ToyServer.start(null)) {
            assertThat(run(
                            "--kill-registry=1",
                            "--gamesim-command=/bin/false",
                            "--gamesim-secret=x",
                            "--target=" + server.target().base(),
                            "--operator-secret=" + server.target().operator().clientSecret()))
                    .isEqualTo(2);
        }
        assertThat(err.toString()).contains("only a registry that the harness started is killed");
    }

    @Test
    void aGameServerThatDoesNotStartEndsWithThreeAndItsWords() {
        try (ToyServer server = ToyServer.start(null)) {
            assertThat(run(
                            "--gamesim-command=/bin/echo no battery",
                            "--gamesim-secret=x",
                            "--target=" + server.target().base(),
                            "--operator-secret=" + server.target().operator().clientSecret()))
                    .isEqualTo(Harness.NO_SERVER);
        }
        assertThat(err.toString()).contains("a game server did not start", "no battery");
    }

    @Test
    void withoutACommandForGameServersNothingStarts() {
        try (ToyServer server = ToyServer.start(null)) {
            assertThat(run(
                            "--gamesim-secret=x",
                            "--target=" + server.target().base(),
                            "--operator-secret=" + server.target().operator().clientSecret()))
                    .isEqualTo(2);
        }
        assertThat(err.toString()).contains("a match needs --gamesim-command");
    }
}
