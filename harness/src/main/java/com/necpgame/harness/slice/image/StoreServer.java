package com.necpgame.harness.slice.image;

import com.necpgame.harness.server.JvmTarget;
import com.necpgame.harness.server.Launch;
import com.necpgame.harness.server.ServerDied;
import com.necpgame.harness.wire.Caller;
import com.necpgame.harness.wire.HttpConnection;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Request;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The store that a function is recorded and measured with: the server without its modules, its door and its identity. */
public final class StoreServer implements AutoCloseable {
    private static final List<String> MODULES = List.of("ECONOMY", "GAMESIM_REGISTRY", "INVENTORY", "PLAYER", "VOICE");
    private static final String PASSWORD = "local-slices";
    private static final long SEED_SECONDS_MAX = 120;

    private final List<String> command;
    private final URI door;
    private final Path folder;
    private final boolean tls;
    private final JvmTarget server;

    /**
     * Starts it and makes the tables.
     *
     * @param command starts the server; see {@link Launch}
     * @param folder for a certificate, its own for one run, and a log
     * @param tls whether the door speaks HTTPS
     * @throws ServerDied if it does not start
     */
    public StoreServer(List<String> command, Path folder, boolean tls) throws IOException {
        this.command = List.copyOf(command);
        this.folder = Files.createDirectories(folder);
        this.tls = tls;
        int port = freePort();
        door = URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port);
        server = JvmTarget.start(Launch.of(command).withEnvironment(environment(port)));
        try {
            seed();
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private Map<String, String> environment(int port) throws IOException {
        var environment = new TreeMap<String, String>();
        MODULES.forEach(module -> environment.put("NECPGAME_MODULES_" + module, "false"));
        environment.put("NECPGAME_STORE_DOOR_ENABLED", "true");
        environment.put("NECPGAME_STORE_DOOR_PORT", Integer.toString(port));
        if (tls) {
            makeCertificate();
            environment.put("NECPGAME_STORE_DOOR_KEY_STORE", keyStore().toString());
            environment.put("NECPGAME_STORE_DOOR_KEY_STORE_PASSWORD", PASSWORD);
        }
        return environment;
    }

    /** What a function needs to know of it. */
    public Map<String, String> variables() {
        var variables = new TreeMap<String, String>();
        variables.put("NECPGAME_STORE_KIND", "endpoint");
        variables.put("NECPGAME_STORE_ENDPOINT", door.toString());
        variables.put("NECPGAME_STORE_CREATE_TABLES", "false");
        variables.put("NECPGAME_OBJECTS_KIND", "folder");
        variables.put(
                "NECPGAME_OBJECTS_PATH",
                folder.resolve("objects").toAbsolutePath().toString());
        variables.put(
                "NECPGAME_IDENTITY_JWKS_URL",
                server.base().resolve("/.well-known/jwks.json").toString());
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_ACCESS_KEY_ID", "localslices00000");
        variables.put("AWS_SECRET_ACCESS_KEY", "unchecked");
        if (tls) {
            variables.put(
                    "JAVA_TOOL_OPTIONS",
                    "-Djavax.net.ssl.trustStore=" + keyStore() + " -Djavax.net.ssl.trustStorePassword=" + PASSWORD);
        }
        return variables;
    }

    /** The access token of a player who is new. */
    public String guestToken() throws IOException {
        try (var connection = new HttpConnection(server.base())) {
            var body = Json.object().put("deviceId", "a-device-in-training");
            var answer = connection.send(Request.post("/v1/auth/guest", body), Caller.NOBODY.token());
            return answer.json().path("accessToken").asText();
        }
    }

    /** Makes the tables and puts the content in. */
    private void seed() throws IOException {
        var seed = new ArrayList<>(command);
        seed.add("--seed");
        var log = folder.resolve("seed.log");
        var builder = new ProcessBuilder(seed).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(variables());
        builder.environment().remove("NECPGAME_IDENTITY_JWKS_URL");
        builder.environment().put("NECPGAME_STORE_CREATE_TABLES", "true");
        var process = builder.start();
        try {
            if (!process.waitFor(SEED_SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("the store cannot be seeded:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private Path keyStore() {
        return folder.resolve("door.p12").toAbsolutePath();
    }

    private void makeCertificate() throws IOException {
        var command = "-genkeypair -keyalg EC -alias door -dname CN=127.0.0.1 -ext san=ip:127.0.0.1,dns:localhost"
                + " -validity 30 -storetype PKCS12 -storepass " + PASSWORD + " -keystore";
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        words.addAll(List.of(command.split(" ", -1)));
        words.add(keyStore().toString());
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (InputStream said = process.getInputStream()) {
            var text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            if (!Files.exists(keyStore())) {
                throw new IOException("no certificate for the store: " + text);
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
