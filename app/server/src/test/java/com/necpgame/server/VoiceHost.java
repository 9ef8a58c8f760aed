package com.necpgame.server;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.socket.Connections;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The game, as far as a page of voice meets it. */
final class VoiceHost implements AutoCloseable {
    static final String API_KEY = "only-for-tests-0001";
    private static final int GOING_AWAY = 1001;

    private final TemporaryDynamo store;
    private final GameServer server;

    private VoiceHost(TemporaryDynamo store, GameServer server) {
        this.store = store;
        this.server = server;
    }

    /**
     * @param folder for what is kept of clips
     * @param settings name, value, name, value ...
     */
    static VoiceHost open(Path folder, Object... settings) {
        var store = TemporaryDynamo.open();
        var own = Stream.of(
                "necpgame.voice.api-keys",
                API_KEY,
                "necpgame.content.seed-at-start",
                false,
                "necpgame.store.path",
                folder.toString());
        return new VoiceHost(
                store,
                GameServer.over(
                        store.client(), Stream.concat(own, Stream.of(settings)).toArray()));
    }

    /** @param query the page's switches */
    URI page(String query) {
        return server.uri().resolve("/voice-chat?" + query);
    }

    /** Ends a connection, as a server does that goes. */
    void drop(String connectionId) {
        server.bean(Connections.class).close(connectionId, GOING_AWAY, "going away");
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
