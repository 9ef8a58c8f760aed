package com.necpgame.gamesim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.gamesim.agent.SessionUpdate.Presence;
import com.necpgame.gamesim.arena.Replay;
import com.necpgame.gamesim.arena.ServerMessage;
import com.necpgame.gamesim.client.ArenaClient;
import com.necpgame.gamesim.client.Bot;
import com.necpgame.gamesim.client.Brain;
import com.necpgame.gamesim.transport.JoinClaims;
import com.necpgame.gamesim.transport.UdpClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GameServerTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<ArenaClient> clients = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void fourBotsPlayToTheEndAndTheReportIsTheLogsAndTheClients() throws IOException {
        try (var test = new TestServer(TestServer.settings(2, 6, LONG, folder))) {
            IntStream.range(0, 4).forEach(slot -> clients.add(test.bot("ses_a", slot)));
            var spy = test.connect(test.spectator("ses_a"), Brain.NONE);
            until(() -> playing() == 4);
            clients.add(spy);

            until(() -> clients.stream().allMatch(client -> client.results() != null));
            var results = Objects.requireNonNull(clients.getFirst().results());
            assertThat(results).hasSize(4);
            assertThat(clients).allSatisfy(client -> {
                assertThat(client.results()).isEqualTo(results);
                assertThat(client.faults()).isZero();
                assertThat(client.framesInSync()).isGreaterThan(40);
            });
            assertThat(spy.slot()).isEqualTo(ServerMessage.NO_SLOT);
            assertThat(spy.names()).hasSize(4);
            until(() -> test.server.status().sessions().isEmpty()
                    && clients.stream().allMatch(client -> client.state() == UdpClient.State.CLOSED));

            assertThat(test.reports).singleElement().satisfies(report -> {
                assertThat(report.reason()).isEqualTo("time-limit");
                assertThat(report.results())
                        .extracting(line -> line.score())
                        .containsExactlyElementsOf(results.stream()
                                .map(result -> (long) result.score())
                                .toList());
            });
            assertThat(test.updates)
                    .filteredOn(update -> !update.players().isEmpty())
                    .hasSize(4);
            test.server.close();
            var replay = Replay.of(folder.resolve("ses_a.log"));
            assertThat(replay.faults()).isEmpty();
            assertThat(replay.replayed()).isEqualTo(results);
        }
    }

    @Test
    void refusesBeyondItsSessionsAndSlotsAndOtherBuildsAndMaps() {
        try (var test = new TestServer(TestServer.settings(1, 60, LONG, null))) {
            enter(test, test.claims("ses_a", "plr_a", 0));
            until(() -> playing() == 1);

            refused(test, test.claims("ses_b", "plr_b", 0), Refused.SESSIONS_FULL);
            refused(test, test.claims("ses_a", "plr_b", 4), Refused.NO_SUCH_SLOT);
            refused(test, test.claims("ses_a", "plr_b", 0), Refused.SLOT_TAKEN);
            refused(test, test.claims("ses_a", "no id", 1), Refused.NOT_A_PLAYER);
            refused(test, with("other", "alley"), Refused.OTHER_BUILD);
            refused(test, with(TestServer.BUILD, "nowhere"), Refused.NO_SUCH_MAP);
            for (int i = 0; i < Session.SPECTATORS_MAX; i++) {
                enter(test, spectator(i));
            }
            until(() -> clients.stream()
                            .filter(client -> client.slot() == ServerMessage.NO_SLOT)
                            .count()
                    == Session.SPECTATORS_MAX);
            refused(test, spectator(99), Refused.SPECTATORS_FULL);
            test.server.drain();
            until(() -> test.server.status().draining());
            refused(test, test.claims("ses_c", "plr_c", 0), Refused.DRAINING);
            assertThat(test.server.status().sessions()).hasSize(1);
        }
    }

    @Test
    void aPlayerWhoDropsKeepsTheirPlaceAndStateForAWhile() {
        try (var test = new TestServer(TestServer.settings(1, 60, LONG, null))) {
            enter(test, test.claims("ses_a", "plr_a", 0));
            enter(test, test.claims("ses_a", "plr_b", 1));
            until(() -> playing() == 2 && clients.getFirst().frame().players().size() == 2);
            var first = clients.getFirst();
            first.close();
            clients.removeFirst();
            until(() -> test.server.status().sessions().getFirst().away().contains(0));
            assertThat(clients.getFirst().frame().players()).hasSize(2);

            enter(test, test.claims("ses_a", "plr_a", 0));
            until(() -> clients.getLast().frame().players().size() == 2);
            assertThat(test.server.status().sessions().getFirst().away()).isEmpty();
            assertThat(presences(test, "plr_a")).as("no word of having left").containsOnly(Presence.CONNECTED);
        }
    }

    @Test
    void whoDoesNotComeBackHasLeftAndADesertedGameEnds() {
        try (var test = new TestServer(TestServer.settings(1, 60, Duration.ofMillis(500), null))) {
            enter(test, test.claims("ses_a", "plr_a", 0));
            until(() -> playing() == 1);
            clients.getFirst().close();
            clients.clear();
            until(() -> !test.reports.isEmpty());
            assertThat(presences(test, "plr_a")).containsExactly(Presence.CONNECTED, Presence.LEFT);
            assertThat(test.reports.getFirst().reason()).isEqualTo("empty");
            assertThat(test.reports.getFirst().results().getFirst().outcome()).isEqualTo("LEFT");
            until(() -> test.server.status().sessions().isEmpty());
            refused(test, test.claims("ses_a", "plr_a", 0), Refused.SESSION_OVER);
            assertThat(test.reports).as("a game ends once").hasSize(1);
            enter(test, test.claims("ses_b", "plr_a", 0));
            until(() -> playing() == 1);
        }
    }

    @Test
    void aSecondConnectionOfAPlayerTakesThePlaceOfTheFirst() {
        try (var test = new TestServer(TestServer.settings(1, 60, LONG, null))) {
            enter(test, test.claims("ses_a", "plr_a", 0));
            until(() -> playing() == 1);
            enter(test, test.claims("ses_a", "plr_a", 0));
            until(() -> clients.getLast().slot() == 0 && clients.getFirst().state() == UdpClient.State.CLOSED);
            assertThat(test.server.status().players()).isEqualTo(1);
        }
    }

    @Test
    void theRegistryMayStopASessionAndEndTheEpoch() {
        try (var test = new TestServer(TestServer.settings(2, 60, LONG, null))) {
            enter(test, test.claims("ses_a", "plr_a", 0));
            enter(test, test.claims("ses_b", "plr_b", 0));
            until(() -> playing() == 2);
            test.server.stop("ses_a");
            until(() -> test.server.load().sessions().equals(Set.of("ses_b")));
            test.server.epochOver();
            until(() -> test.server.load().sessions().isEmpty());
            until(() -> clients.stream().allMatch(client -> client.state() == UdpClient.State.CLOSED));
            assertThat(test.reports).as("nobody wants them").isEmpty();
        }
    }

    @Test
    void chatReachesAllAndTooMuchOfItNobody() {
        try (var test = new TestServer(TestServer.settings(1, 60, LONG, null))) {
            enter(test, test.claims("ses_a", "plr_a", 0));
            enter(test, test.claims("ses_a", "plr_b", 1));
            until(() -> playing() == 2
                    && clients.stream().allMatch(client -> client.names().size() == 2));
            long before = clients.getLast().said().size();
            IntStream.range(0, 5).forEach(i -> clients.getFirst().say("hello " + i));
            until(() -> clients.getLast().said().size() > before);
            assertThat(clients.getLast().said()).containsExactly("hello 0");
            assertThat(clients.getFirst().faults()).isZero();
        }
    }

    private static JoinClaims with(String build, String map) {
        return new JoinClaims("ses_x", "plr_x", "x", map, build, JoinClaims.Role.PLAYER, 0, 4, 1);
    }

    private static JoinClaims spectator(int i) {
        return new JoinClaims(
                "ses_a", "plr_spy" + i, "spy", "alley", TestServer.BUILD, JoinClaims.Role.SPECTATOR, 0, 4, 42);
    }

    private void enter(TestServer test, JoinClaims claims) {
        clients.add(test.connect(claims, new Bot(new SplittableRandom(7))));
    }

    private void refused(TestServer test, JoinClaims claims, Refused why) {
        enter(test, claims);
        until(() -> test.server.status().refused().containsKey(why.name())
                && clients.getLast().state() == UdpClient.State.CLOSED);
        clients.removeLast().close();
    }

    private static List<Presence> presences(TestServer test, String player) {
        return test.updates.stream()
                .flatMap(update -> update.players().stream())
                .filter(of -> of.playerId().equals(player))
                .map(of -> of.state())
                .toList();
    }

    private long playing() {
        return clients.stream().filter(client -> client.frame().tick() > 0).count();
    }

    private void until(Callable<Boolean> holds) {
        await().atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(4))
                .until(() -> TestServer.step(clients) && holds.call());
    }
}
