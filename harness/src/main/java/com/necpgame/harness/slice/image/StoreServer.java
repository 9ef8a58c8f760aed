package com.necpgame.harness.slice.image;

import com.necpgame.harness.slice.store.Certificate;
import com.necpgame.harness.slice.store.StoreProcess;
import com.necpgame.harness.wire.Caller;
import com.necpgame.harness.wire.HttpConnection;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The store that a function is recorded and measured with, seeded. */
public final class StoreServer implements AutoCloseable {
    private static final String PASSWORD = "local-slices";

    private final StoreProcess process;
    private final Path folder;

    /**
     * Starts it and makes the tables.
     *
     * @param command starts the server; see {@link com.necpgame.harness.server.Launch}
     * @param folder for a certificate, its own for one run, and a log
     * @param tls whether the door speaks HTTPS
     * @throws com.necpgame.harness.server.ServerDied if it does not start
     */
    public StoreServer(List<String> command, Path folder, boolean tls) throws IOException {
        this.folder = Files.createDirectories(folder.toAbsolutePath());
        var certificate = tls ? Certificate.make(this.folder, PASSWORD) : null;
        process = StoreProcess.start(command, List.of(), certificate, Map.of());
        try {
            process.seed(this.folder.resolve("seed.log"));
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /** What a function needs to know of it. */
    public Map<String, String> variables() {
        return process.functionVariables(process.door(), folder.resolve("objects"));
    }

    /** The access token of a player who is new. */
    public String guestToken() throws IOException {
        try (var connection = new HttpConnection(process.identity())) {
            var body = Json.object().put("deviceId", "a-device-in-training");
            var answer = connection.send(Request.post("/v1/auth/guest", body), Caller.NOBODY.token());
            return answer.json().path("accessToken").asText();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
