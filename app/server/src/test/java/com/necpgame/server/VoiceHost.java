package com.necpgame.server;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.socket.Connections;
import java.net.URI;
import java.util.function.BiConsumer;

/** Where the page and its voice socket are served. All else that a test knows of the server is on the wire. */
final class VoiceHost implements AutoCloseable {
    static final String API_KEY = "only-for-tests-0001";
    private static final String KEYS = "necpgame.voice.api-keys";
    private static final String SEEDS = "necpgame.content.seed-at-start";
    private static final int GOING_AWAY = 1001;

    private final TemporaryDynamo store;
    private final GameServer server;
    private final BiConsumer<GameServer, String> drop;

    private VoiceHost(TemporaryDynamo store, GameServer server, BiConsumer<GameServer, String> drop) {
        this.store = store;
        this.server = server;
        this.drop = drop;
    }

    /** The one that is tested and measured. */
    static VoiceHost open() {
        return standIn();
    }

    /** The game. */
    static VoiceHost game() {
        var store = TemporaryDynamo.open();
        return new VoiceHost(
                store,
                GameServer.over(store.client(), KEYS, API_KEY, SEEDS, false),
                (server, connection) -> server.bean(Connections.class).close(connection, GOING_AWAY, "going away"));
    }

    /** The game, with {@link VoiceStandIn} in place of its voice. */
    static VoiceHost standIn() {
        var store = TemporaryDynamo.open();
        return new VoiceHost(
                store,
                GameServer.over(store.client(), "test.voice", true, KEYS, API_KEY, SEEDS, false),
                (server, connection) -> server.bean(VoiceStandIn.class).close(connection));
    }

    /** @param query the page's switches */
    URI page(String query) {
        return server.uri().resolve("/voice-chat?" + query);
    }

    /** Ends a connection, as a server does that goes. */
    void drop(String connectionId) {
        drop.accept(server, connectionId);
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
