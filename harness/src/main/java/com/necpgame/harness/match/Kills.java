package com.necpgame.harness.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.server.JvmTarget;
import com.necpgame.harness.wire.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Kills game servers and the registry at drawn moments while bots play, and watches how soon the registry knows. One after the
 * other: what a kill of the registry delays is not laid at a game server's door.
 */
final class Kills {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final Match.Stage stage;
    private final GameServers servers;
    private final @Nullable JvmTarget registry;
    private final SplittableRandom chance;
    private final List<Duration> detections = new ArrayList<>();
    private final List<Duration> outages = new ArrayList<>();

    /** @param registry null where it is not ours to kill */
    Kills(Match.Stage stage, GameServers servers, @Nullable JvmTarget registry, SplittableRandom chance) {
        this.stage = stage;
        this.servers = servers;
        this.registry = registry;
        this.chance = chance;
    }

    /** Kills all that is to be killed, in a drawn order. */
    void run() throws IOException, InterruptedException {
        var left = new ArrayList<Boolean>();
        for (int i = 0; i < stage.options().serverKills(); i++) {
            left.add(true);
        }
        for (int i = 0; i < stage.options().registryKills(); i++) {
            left.add(false);
        }
        while (!left.isEmpty()) {
            boolean isServer = left.remove(chance.nextInt(left.size()));
            // In the middle of a game: after its first quarter, before its last.
            long millis = stage.options().game().toMillis();
            Patience.pause(Duration.ofMillis(millis / 4 + chance.nextLong(Math.max(1, millis / 2))));
            if (isServer) {
                killServer();
            } else if (registry != null) {
                killRegistry(registry);
            }
        }
    }

    private void killServer() throws IOException, InterruptedException {
        GameServerProcess victim = victim();
        servers.take(victim);
        stage.ledger().killed(victim.simId());
        victim.kill();
        long killedAt = System.nanoTime();
        var hosted = stage.sessionsOn(victim.simId());
        Patience patience = new Patience(stage.options().detection(), LOOK_EVERY);
        List<String> late = patience.look(() -> notYetOver(victim.simId(), hosted), List::isEmpty);
        if (late.isEmpty()) {
            detections.add(Duration.ofNanos(System.nanoTime() - killedAt));
        } else {
            stage.ledger()
                    .violation(
                            victim.simId(),
                            "was killed, and after "
                                    + stage.options().detection().toSeconds() + " s not over: " + late);
        }
        servers.start();
    }

    /** One that hosts sessions, if there is one: packing may leave others empty. */
    private GameServerProcess victim() {
        List<GameServerProcess> running = servers.running();
        List<GameServerProcess> hosts = running.stream()
                .filter(server ->
                        stage.door().server(server.simId()).path("sessionsUsed").asInt() > 0)
                .toList();
        List<GameServerProcess> candidates = hosts.isEmpty() ? running : hosts;
        return candidates.get(chance.nextInt(candidates.size()));
    }

    /** What of a dead server the registry still holds: the server itself, its slots, its sessions. */
    private List<String> notYetOver(String simId, List<String> hosted) {
        var left = new TreeSet<String>();
        JsonNode server = stage.door().server(simId);
        if (!server.path("state").asText().equals("LOST")) {
            left.add(simId + " " + server.path("state").asText());
        }
        if (server.path("sessionsUsed").asInt() != 0) {
            left.add(server.path("sessionsUsed").asInt() + " slots");
        }
        hosted.stream().filter(session -> !stage.isOver(session)).forEach(left::add);
        return List.copyOf(left);
    }

    private void killRegistry(JvmTarget victim) {
        long killedAt = System.nanoTime();
        victim.killAndStartAgain();
        outages.add(Duration.ofNanos(System.nanoTime() - killedAt));
    }

    /** From the kill of a game server until the registry had let go of all that was on it. */
    List<Duration> detections() {
        return List.copyOf(detections);
    }

    /** From a kill of the registry until it was ready again. */
    List<Duration> outages() {
        return List.copyOf(outages);
    }
}
