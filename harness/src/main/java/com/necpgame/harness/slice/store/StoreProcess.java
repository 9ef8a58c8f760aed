package com.necpgame.harness.slice.store;

import com.necpgame.harness.server.JvmTarget;
import com.necpgame.harness.server.Launch;
import com.necpgame.harness.server.Operator;
import com.necpgame.harness.server.ServerDied;
import com.necpgame.harness.server.ServerProcess;
import com.necpgame.harness.slice.stream.DoorClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The one JVM without its modules: identity, and the embedded store behind its door. */
public final class StoreProcess implements AutoCloseable {
    static final String REGION = "eu-central-1";
    static final String ACCESS_KEY_ID = "localslices00000";

    private static final int SEED_SECONDS_MAX = 120;

    private final List<String> command;
    private final URI door;
    private final @Nullable Certificate certificate;
    private final JvmTarget process;

    private StoreProcess(
            List<String> command, URI door, @Nullable Certificate certificate, Map<String, String> environment) {
        this.command = command;
        this.door = door;
        this.certificate = certificate;
        this.process = JvmTarget.start(Launch.of(command).withEnvironment(environment));
    }

    /**
     * Starts it on free ports.
     *
     * @param modules those that are not to work in it
     * @param more variables that win over its own
     * @param certificate the door's; null for HTTP
     */
    public static StoreProcess start(
            List<String> command,
            Collection<String> modules,
            @Nullable Certificate certificate,
            Map<String, String> more)
            throws IOException {
        int port = freePort();
        var environment = new HashMap<String, String>();
        modules.forEach(module -> environment.put("NECPGAME_MODULES_" + variable(module), "false"));
        environment.put("NECPGAME_STORE_DOOR_ENABLED", "true");
        environment.put("NECPGAME_STORE_DOOR_PORT", Integer.toString(port));
        if (certificate != null) {
            environment.put("NECPGAME_STORE_DOOR_KEY_STORE", certificate.file().toString());
            environment.put("NECPGAME_STORE_DOOR_KEY_STORE_PASSWORD", certificate.password());
        }
        environment.putAll(more);
        URI door = URI.create((certificate == null ? "http" : "https") + "://127.0.0.1:" + port);
        return new StoreProcess(command, door, certificate, environment);
    }

    /** A module's name as it stands in variables. */
    public static String variable(String module) {
        return module.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public URI identity() {
        return process.base();
    }

    public Operator operator() {
        return process.operator();
    }

    public ServerProcess usage() {
        return process.process().orElseThrow();
    }

    public URI door() {
        return door;
    }

    public DoorClient client() throws IOException {
        return new DoorClient(door, certificate == null ? null : certificate.trust());
    }

    public Path log() {
        return process.log();
    }

    public void keep() {
        process.keep();
    }

    /** The variables by which a process finds this store at another address. */
    public Map<String, String> variables(URI address) {
        var variables = new HashMap<String, String>();
        variables.put("NECPGAME_STORE_KIND", "endpoint");
        variables.put("NECPGAME_STORE_ENDPOINT", address.toString());
        variables.put("AWS_REGION", REGION);
        variables.put("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID);
        variables.put("AWS_SECRET_ACCESS_KEY", "unchecked");
        if (certificate != null) {
            variables.put("JAVA_TOOL_OPTIONS", certificate.javaOptions());
        }
        return variables;
    }

    /** What a function needs to know of it and of identity, beside {@link #variables(URI)}. @param objects a folder */
    public Map<String, String> functionVariables(URI address, Path objects) {
        var variables = new HashMap<>(variables(address));
        variables.put("NECPGAME_STORE_CREATE_TABLES", "false");
        variables.put("NECPGAME_OBJECTS_KIND", "folder");
        variables.put("NECPGAME_OBJECTS_PATH", objects.toAbsolutePath().toString());
        variables.put(
                "NECPGAME_IDENTITY_JWKS_URL",
                identity().resolve("/.well-known/jwks.json").toString());
        return variables;
    }

    /**
     * Makes the tables of all modules and puts the content in: {@code necpgame --seed}.
     *
     * @throws ServerDied if that fails
     */
    public void seed(Path log) throws IOException {
        var seed = new ArrayList<>(command);
        seed.add("--seed");
        var builder = new ProcessBuilder(seed);
        builder.environment().putAll(variables(door));
        builder.environment().put("NECPGAME_STORE_CREATE_TABLES", "true");
        Process running =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            if (!running.waitFor(SEED_SECONDS_MAX, TimeUnit.SECONDS) || running.exitValue() != 0) {
                throw ServerDied.because("seeding failed:\n" + Files.readString(log, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServerDied.because("interrupted while seeding");
        } finally {
            running.destroyForcibly();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
