package com.necpgame.harness.server;

import com.necpgame.harness.wire.Caller;
import com.necpgame.harness.wire.HttpConnection;
import com.necpgame.harness.wire.Patience;
import com.necpgame.harness.wire.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server that the harness starts as a process of its own, on a free port and in a temporary folder. It is stopped by its
 * handle, at the latest when this JVM ends; then its folder goes, unless it is to be kept.
 */
public final class JvmTarget implements Target {
    private static final Duration READY_PAUSE = Duration.ofMillis(5);
    private static final int SHOWN_LOG_LINES_MAX = 40;
    private static final int SECRET_BYTES = 24;

    private final Launch launch;
    private final Path folder;
    private final Operator operator;
    private final Thread stopAtExit = new Thread(this::close, "stop-server");
    private URI base;
    private Process process;
    private Duration startToReady;
    private boolean kept;

    private JvmTarget(Launch launch) throws IOException {
        this.launch = launch;
        folder = Files.createTempDirectory("necpgame-" + ProcessHandle.current().pid() + "-");
        operator = new Operator(Operator.CLIENT_ID, secret());
        base = freeAddress();
        long start = System.nanoTime();
        process = startProcessOrCleanUp();
        Runtime.getRuntime().addShutdownHook(stopAtExit);
        startToReady = awaitReady(start);
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @throws ServerDied if it ends or is not ready in time
     */
    public static JvmTarget start(Launch launch) {
        try {
            return new JvmTarget(launch);
        } catch (IOException e) {
            throw new ServerDied("the server cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * Stops the server and starts it again on the same data, at a new address.
     *
     * @throws ServerDied if it does not come back
     */
    public synchronized void restart() {
        stop();
        try {
            base = freeAddress();
            long start = System.nanoTime();
            process = startProcess();
            startToReady = awaitReady(start);
        } catch (IOException e) {
            throw new ServerDied("the server cannot be started again: " + e.getMessage(), e);
        }
    }

    /**
     * Kills the server as a power cut would, and starts it again on the same data, at the same address.
     *
     * @throws ServerDied if it does not come back
     */
    public synchronized void killAndStartAgain() {
        try {
            process.destroyForcibly().waitFor();
            long start = System.nanoTime();
            process = startProcess();
            startToReady = awaitReady(start);
        } catch (IOException e) {
            throw new ServerDied("the server cannot be started again: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerDied("interrupted while the server started again", e);
        }
    }

    @Override
    public URI base() {
        return base;
    }

    @Override
    public Operator operator() {
        return operator;
    }

    @Override
    public Optional<ServerProcess> process() {
        return Optional.of(new ServerProcess(process.toHandle()));
    }

    /** From the start of the process to its first readiness; looked for every few milliseconds. */
    public Duration startToReady() {
        return startToReady;
    }

    /** What the server has written to its standard output and error. */
    public Path log() {
        return folder.resolve("server.log");
    }

    /** Leaves data and log in place when this target is closed. @return their folder */
    public Path keep() {
        kept = true;
        return folder;
    }

    @Override
    public Optional<Path> keepFiles() {
        return Optional.of(keep());
    }

    @Override
    public synchronized void close() {
        stop();
        if (!stopAtExit.equals(Thread.currentThread())) {
            Runtime.getRuntime().removeShutdownHook(stopAtExit);
        }
        if (!kept) {
            deleteFolder();
        }
    }

    @Override
    public String toString() {
        return "jvm";
    }

    private Process startProcess() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        var builder =
                new ProcessBuilder(launch.command().stream().map(this::fill).toList());
        launch.environment().forEach((name, value) -> builder.environment().put(name, fill(value)));
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Process startProcessOrCleanUp() throws IOException {
        try {
            return startProcess();
        } catch (IOException e) {
            deleteFolder();
            throw e;
        }
    }

    private String fill(String text) {
        return text.replace("{port}", Integer.toString(base.getPort()))
                .replace("{data}", folder.resolve("data").toString())
                .replace("{operator.secret}", operator.clientSecret());
    }

    private Duration awaitReady(long startNanos) {
        boolean ready = new Patience(launch.readyWithin(), READY_PAUSE).until(() -> isReady() || !process.isAlive());
        Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
        if (!ready || !process.isAlive()) {
            String why = process.isAlive() ? "not ready within " + launch.readyWithin() : "ended while starting";
            String end = endOfLog();
            close();
            throw new ServerDied("the server " + why + "; its log ends with\n" + end);
        }
        return took;
    }

    private boolean isReady() {
        try (var connection = new HttpConnection(base)) {
            return connection
                            .send(Request.get(launch.readyPath()), Caller.NOBODY.token())
                            .status()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(launch.stopWithin().toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log(), StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES_MAX), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private void deleteFolder() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // The folder is in the system's temporary place, which is cleaned without us.
        }
    }

    private static URI freeAddress() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
