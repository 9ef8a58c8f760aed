package com.necpgame.harness.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.screen.Progress;
import com.necpgame.harness.server.JvmTarget;
import com.necpgame.harness.server.Operator;
import com.necpgame.harness.server.Target;
import com.necpgame.harness.wire.Meter;
import com.necpgame.harness.wire.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays a match, and audits it. */
public final class Match {
    private static final Set<String> OVER = Set.of("ENDED", "EXPIRED", "LOST");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Patience PLAYABLE = new Patience(Duration.ofSeconds(60), Duration.ofMillis(200));

    private final MatchOptions options;
    private final Target target;
    private final GameServers.Launcher launcher;
    private final Progress progress;
    private final Meter meter = new Meter();
    private final Ledger ledger = new Ledger();
    private final Samples samples = new Samples();
    private final SplittableRandom chance;

    /** What the parts of a match share. */
    record Stage(
            MatchOptions options,
            RegistryDoor door,
            Ledger ledger,
            Samples samples,
            Progress progress,
            AtomicInteger connected) {
        boolean isOver(String gameSimId) {
            return OVER.contains(door.session(gameSimId).path("state").asText());
        }

        List<String> sessionsOn(String simId) {
            return ledger.sessions().stream()
                    .filter(session -> session.simId().equals(simId))
                    .map(Ledger.SeenSession::gameSimId)
                    .toList();
        }
    }

    /**
     * Where a match is played.
     *
     * @param target the registry
     * @param gamesimCommand what starts a game server, without its options
     * @param gamesim the game servers' credentials at the registry
     * @param folder for what the game servers write; a new folder is made in it
     */
    public record Place(Target target, List<String> gamesimCommand, Operator gamesim, Path folder) {}

    private Match(MatchOptions options, Place place, Progress progress) throws IOException {
        this.options = options;
        target = place.target();
        this.progress = progress;
        chance = new SplittableRandom(options.seed());
        Files.createDirectories(place.folder());
        Path folder = Files.createTempDirectory(place.folder().toAbsolutePath(), "servers-");
        launcher = new GameServers.Launcher(place.gamesimCommand(), target.base(), place.gamesim(), folder);
    }

    /**
     * Plays and audits.
     *
     * @throws IOException if a game server cannot be started, or what it wrote cannot be read
     * @throws IllegalArgumentException if the registry is to be killed and is not ours
     */
    public static MatchReport run(MatchOptions options, Place place, Progress progress)
            throws IOException, InterruptedException {
        if (options.registryKills() > 0 && !(place.target() instanceof JvmTarget)) {
            throw new IllegalArgumentException("only a registry that the harness started is killed");
        }
        return new Match(options, place, progress).run();
    }

    private MatchReport run() throws IOException, InterruptedException {
        try (var door = new RegistryDoor(target.base(), target.operator(), launcher.client(), meter);
                var servers = new GameServers(launcher, options)) {
            var stage = new Stage(options, door, ledger, samples, progress, new AtomicInteger());
            progress.begin("servers", options.servers());
            for (int i = 0; i < options.servers(); i++) {
                servers.start();
                progress.advance(1);
            }
            awaitPlayable(stage, servers);
            var kills = new Kills(stage, servers, target instanceof JvmTarget jvm ? jvm : null, chance.split());
            long start = System.nanoTime();
            play(stage, kills);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            progress.begin("audit", ledger.sessions().size());
            var verdict = new Audit(stage, servers.all()).verdict();
            progress.end();
            return new MatchReport(options, took, ledger, samples, meter, kills, verdict, launcher.folder());
        }
    }

    private void awaitPlayable(Stage stage, GameServers servers) {
        boolean all = PLAYABLE.until(() -> servers.running().stream()
                .map(server -> stage.door().server(server.simId()))
                .allMatch(server -> server.path("playable").asBoolean()
                        && !server.path("state").asText().equals("STARTING")));
        if (!all) {
            throw new IllegalStateException("the game servers are not ready within a minute");
        }
    }

    private void play(Stage stage, Kills kills) throws IOException, InterruptedException {
        progress.begin("match", (long) options.bots() * options.rounds());
        Thread watcher = Thread.ofVirtual().start(() -> watch(stage));
        try (var bots = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = bots().stream()
                    .map(bot -> CompletableFuture.runAsync(() -> play(stage, bot), bots))
                    .toList();
            kills.run();
            running.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw new IllegalStateException("a bot failed: " + e.getCause(), e);
        } finally {
            watcher.interrupt();
            watcher.join();
        }
        progress.end();
    }

    private record Member(Party party, int number, String name, SplittableRandom chance) {}

    private List<Member> bots() {
        // Of this match alone: the registry may have met the bots of an earlier one with the same seed.
        String match = launcher.folder().getFileName().toString();
        var bots = new ArrayList<Member>();
        for (int left = options.bots(); left > 0; left -= options.playersMax()) {
            var party = new Party(Math.min(left, options.playersMax()), options.rounds());
            for (int i = 0; i < party.size(); i++) {
                bots.add(new Member(party, i, match + "-bot-" + bots.size(), chance.split()));
            }
        }
        return bots;
    }

    private static void play(Stage stage, Member member) {
        try {
            Guest guest = stage.door().signIn(member.name());
            new BotPlayer(stage, member.party(), member.number(), guest, member.name(), member.chance()).play();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each second: the fleet as the registry shows it. */
    private void watch(Stage stage) {
        while (!Thread.currentThread().isInterrupted()) {
            Patience.pause(SECOND);
            look(stage);
        }
    }

    private void look(Stage stage) {
        List<JsonNode> servers = stage.door().servers().orElse(List.of());
        int used = servers.isEmpty() ? -1 : 0;
        for (JsonNode server : servers) {
            used += server.path("sessionsUsed").asInt();
            if (server.path("sessionsUsed").asInt() > server.path("sessionsMax").asInt()) {
                ledger.violation(server.path("simId").asText(), "has more sessions than slots: " + server);
            }
        }
        samples.second(used, stage.connected().get());
    }
}
