package com.necpgame.harness.match;

import com.necpgame.harness.server.Operator;
import com.necpgame.harness.wire.Patience;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The game servers of a match: started, killed, and stopped at the latest when this JVM ends. Each logs to a folder of its own. */
final class GameServers implements AutoCloseable {
    private static final Patience START = new Patience(Duration.ofSeconds(90), Duration.ofMillis(50));
    private static final String SECRET_VARIABLE = "NECPGAME_GAMESIM_SECRET";

    private final Launcher launcher;
    private final MatchOptions options;
    private final List<GameServerProcess> running = new ArrayList<>();
    private final List<GameServerProcess> all = new ArrayList<>();
    private final Thread stopAtExit = new Thread(this::killAll, "kill-game-servers");

    /**
     * How a game server is started.
     *
     * @param command what starts {@code gamesim}, without its options
     * @param registry where it registers
     * @param client its credentials
     * @param folder for what it writes
     */
    record Launcher(List<String> command, URI registry, Operator client, Path folder) {}

    GameServers(Launcher launcher, MatchOptions options) {
        this.launcher = launcher;
        this.options = options;
        Runtime.getRuntime().addShutdownHook(stopAtExit);
    }

    /** Starts one, and waits until it listens. @throws IllegalStateException if it does not come up */
    synchronized GameServerProcess start() throws IOException {
        Path folder = Files.createDirectories(launcher.folder().resolve("server-" + all.size()));
        Path output = folder.resolve("output.txt");
        Path games = Files.createDirectories(folder.resolve("games"));
        var builder = new ProcessBuilder(command(games, folder.resolve("spool")));
        builder.environment().put(SECRET_VARIABLE, launcher.client().clientSecret());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!START.until(() -> GameServerProcess.isUp(output) || !process.isAlive()) || !process.isAlive()) {
            process.destroyForcibly();
            throw new IllegalStateException("a game server did not start; it said\n" + Files.readString(output));
        }
        var server = GameServerProcess.of(process, output, games);
        running.add(server);
        all.add(server);
        return server;
    }

    private List<String> command(Path games, Path spool) throws IOException {
        var command = new ArrayList<>(launcher.command());
        command.addAll(List.of("--registry", launcher.registry().toString()));
        command.addAll(List.of("--client", launcher.client().clientId()));
        command.addAll(List.of("--bind", "127.0.0.1", "--port", "0", "--tcp-port", "-1"));
        command.addAll(List.of("--sessions", Integer.toString(options.sessionsMax())));
        command.addAll(List.of("--players", Integer.toString(options.playersMax())));
        command.addAll(List.of("--time-limit", Long.toString(options.game().toSeconds())));
        command.addAll(List.of("--tick-rate", Integer.toString(MatchOptions.TICK_RATE)));
        command.addAll(List.of("--heartbeat", Long.toString(options.heartbeat().toSeconds())));
        command.addAll(List.of("--log", games.toString()));
        command.addAll(List.of("--spool", Files.createDirectories(spool).toString()));
        return command;
    }

    /** Takes one out of those that run; the caller kills it. */
    synchronized void take(GameServerProcess server) {
        running.remove(server);
    }

    /** All that ever ran, the killed ones too. */
    synchronized List<GameServerProcess> all() {
        return List.copyOf(all);
    }

    synchronized List<GameServerProcess> running() {
        return List.copyOf(running);
    }

    private synchronized void killAll() {
        all.forEach(server -> server.process().destroyForcibly());
    }

    @Override
    public void close() {
        running().parallelStream().forEach(GameServerProcess::stop);
        Runtime.getRuntime().removeShutdownHook(stopAtExit);
    }
}
