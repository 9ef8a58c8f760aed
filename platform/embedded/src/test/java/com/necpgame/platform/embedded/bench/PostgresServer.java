package com.necpgame.platform.embedded.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of its own: own folder, own port, started and stopped here. Root is not allowed to, {@code postgres} is. */
final class PostgresServer implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final int MINUTES_MAX = 2;

    private final Path bin;
    private final Path data;
    private final int port;
    private final Path log;

    private PostgresServer(Path bin, Path folder, int port) {
        this.bin = bin;
        this.data = folder.resolve("data");
        this.log = folder.resolve("server.log");
        this.port = port;
    }

    /**
     * Makes a database in the folder, which is emptied, and starts its server.
     *
     * @throws Missing if there is no PostgreSQL here, or it cannot be started
     */
    static PostgresServer start(Path folder) throws IOException, InterruptedException {
        var server = new PostgresServer(installed(), folder, freePort());
        Files.createDirectories(folder);
        if (isRoot()) {
            run(List.of("chown", "-R", "postgres", folder.toString()));
        }
        server.asPostgres(
                "initdb", "-D", server.data.toString(), "--locale=C", "--encoding=UTF8", "-U", "bench", "-A", "trust");
        server.asPostgres(
                "pg_ctl",
                "-D",
                server.data.toString(),
                "-l",
                server.log.toString(),
                "-w",
                "-o",
                server.settings(),
                "start");
        return server;
    }

    private String settings() {
        return String.join(
                " ",
                "-c listen_addresses=127.0.0.1",
                "-c port=" + port,
                "-c unix_socket_directories=''",
                "-c max_connections=200",
                "-c shared_buffers=512MB",
                "-c fsync=on",
                "-c synchronous_commit=on",
                "-c wal_sync_method=fdatasync");
    }

    /** The newest one of Debian's packages. */
    private static Path installed() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            throw new Missing("there is no " + INSTALLED);
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow(() -> new Missing("there is no initdb in " + INSTALLED));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void asPostgres(String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile("postgres", ".txt");
        var process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
        var words = Files.readString(output);
        Files.delete(output);
        if (!ended || process.exitValue() != 0) {
            throw new Missing(String.join(" ", command) + ": " + words.strip());
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=bench";
    }

    /** Processor time of the server and all its processes, as far as they still live. */
    Duration cpu() {
        return processes()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Stream<ProcessHandle> processes() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
            return ProcessHandle.of(pid).stream()
                    .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()));
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    @Override
    public void close() {
        try {
            asPostgres("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "stop");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** It cannot take part; the message says why. */
    static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }
}
