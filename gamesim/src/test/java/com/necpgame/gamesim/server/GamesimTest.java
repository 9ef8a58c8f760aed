package com.necpgame.gamesim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.gamesim.agent.ToyRegistry;
import com.necpgame.gamesim.client.ArenaClient;
import com.necpgame.gamesim.client.Bot;
import com.necpgame.gamesim.transport.JoinClaims;
import com.necpgame.gamesim.transport.JoinToken;
import com.necpgame.gamesim.transport.LocalTokens;
import com.necpgame.gamesim.transport.ProtocolId;
import com.necpgame.gamesim.transport.TransportConfig;
import com.necpgame.gamesim.transport.UdpClient;
import com.necpgame.gamesim.transport.UdpWire;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The whole process but for its main, with a registry that keeps to the contract. */
class GamesimTest {
    private final Clock clock = Clock.systemUTC();
    private final StringWriter said = new StringWriter();

    @Test
    void registersPlaysAndDrains() throws Exception {
        try (var registry = new ToyRegistry();
                var gamesim = gamesim(registry.uri())) {
            registry.sessions = List.of("ses_a");
            gamesim.start();
            var client = client(gamesim.udpAddress(), 1);
            until(client, () -> client.frame().tick() > 0);
            until(client, () -> !registry.done("/updates").isEmpty());
            assertThat(registry.done("/updates")
                            .getFirst()
                            .body()
                            .path("players")
                            .get(0)
                            .path("state")
                            .asText())
                    .isEqualTo("CONNECTED");
            until(
                    client,
                    () -> registry.done("/heartbeats").stream()
                            .anyMatch(beat -> beat.body().path("playable").asBoolean()
                                    && beat.body().path("sessions").size() == 1));

            var ending = Thread.ofVirtual().start(gamesim::end);
            until(client, () -> client.results() != null && client.state() == UdpClient.State.CLOSED);
            ending.join();
            assertThat(registry.done("/drain")).hasSize(1);
            assertThat(registry.done("/report").getFirst().body().path("reason").asText())
                    .isEqualTo("drained");
            assertThat(registry.done("/shutdown")).hasSize(1);
            gamesim.await();
        }
    }

    @Test
    void anEpochThatIsOverEndsItsSessionsAndTheNewKeyIsTheOnlyOne() throws Exception {
        try (var registry = new ToyRegistry();
                var gamesim = gamesim(registry.uri())) {
            registry.sessions = List.of("ses_a");
            gamesim.start();
            var lost = client(gamesim.udpAddress(), 1);
            until(lost, () -> lost.frame().tick() > 0);
            registry.endEpoch();
            until(lost, () -> lost.state() == UdpClient.State.CLOSED);
            // A heartbeat of the new epoch follows the new key.
            until(
                    lost,
                    () -> registry.done("/heartbeats")
                                    .getLast()
                                    .body()
                                    .path("epoch")
                                    .asLong()
                            == 3);
            assertThat(registry.done("/v1/gamesims")).hasSize(2);
            assertThat(registry.done("/report")).isEmpty();

            var old = client(gamesim.udpAddress(), 1);
            var fresh = client(gamesim.udpAddress(), 3);
            until(fresh, () -> {
                old.step(System.nanoTime());
                return fresh.frame().tick() > 0;
            });
            assertThat(old.state()).isEqualTo(UdpClient.State.CONNECTING);
        }
    }

    @Test
    void withoutARegistryItPrintsTokensThatAreGood() throws Exception {
        try (var gamesim = gamesim(null)) {
            gamesim.start();
            var token = said.toString()
                    .lines()
                    .filter(line -> line.startsWith("token "))
                    .findFirst()
                    .orElseThrow();
            var client = client(gamesim.udpAddress(), token.substring("token ".length()));
            until(client, () -> client.frame().tick() > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--local --registry http://localhost",
                "--registry http://localhost",
                "--local --sessions 0",
                "--local --players 17",
                "--local --map nowhere",
                "--local --tick-rate 1",
                "--local --snapshot-ticks 0",
                "bots",
                "bots --registry http://localhost --count 0"
            })
    void commandLinesThatCannotBeAreRefused(String line) {
        var errors = new StringWriter();
        var arguments = line.isEmpty() ? new String[0] : line.split(" ");
        int code =
                GamesimMain.commandLine(clock).setErr(new PrintWriter(errors)).execute(arguments);
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).isNotBlank();
    }

    private Gamesim gamesim(@Nullable URI registry) {
        var fleet = new Gamesim.Fleet(
                registry,
                "sim",
                "s&cret",
                null,
                "127.0.0.1",
                "127.0.0.1",
                0,
                0,
                "eu",
                null,
                Map.of(),
                1,
                null,
                null,
                Duration.ofMillis(300));
        var settings = TestServer.settings(2, 60, Duration.ofSeconds(30), null);
        return new Gamesim(settings, fleet, clock, new PrintWriter(said));
    }

    private ArenaClient client(InetSocketAddress to, int epoch) {
        var key = new byte[32];
        key[0] = (byte) epoch;
        var claims = new JoinClaims("ses_a", "plr_a", "a", "alley", TestServer.BUILD, JoinClaims.Role.PLAYER, 0, 4, 42);
        var tokens = new LocalTokens(key, ProtocolId.of("1"), new SecureRandom());
        return client(to, tokens.issue(claims, clock.millis() + 45_000));
    }

    private static ArenaClient client(InetSocketAddress to, String token) {
        var wire = UdpWire.bind(new InetSocketAddress("127.0.0.1", 0));
        return new ArenaClient(
                wire, to, JoinToken.parse(token), TransportConfig.STANDARD, new Bot(new Random(1)), System.nanoTime());
    }

    private static void until(ArenaClient client, Callable<Boolean> holds) {
        await().atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(4))
                .until(() -> TestServer.step(List.of(client)) && holds.call());
    }
}
