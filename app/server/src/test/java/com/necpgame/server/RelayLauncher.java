package com.necpgame.server;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.platform.runtime.socket.SocketLimits;
import com.necpgame.platform.runtime.socket.SocketRequest;
import com.necpgame.platform.runtime.socket.SocketRoute;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Starts the server with a socket route that relays each frame to the listeners of its room and does nothing else: what is
 * measured is the cost of the sockets, without a rule of voice.
 */
public final class RelayLauncher {
    private RelayLauncher() {}

    public static void main(String[] arguments) {
        System.setProperty("test.relay", "true");
        System.setProperty("necpgame.modules.voice", "false");
        Necpgame.start(arguments, TemporaryDynamo.open().client());
    }

    @Singleton
    @Requires(property = "test.relay")
    static final class Relay implements SocketRoute {
        private static final Duration MAX_AGE = Duration.ofMillis(200);

        private final Connections connections;
        private final Map<String, String> roomOf = new ConcurrentHashMap<>();
        private final Map<String, Set<String>> listeners = new ConcurrentHashMap<>();
        private final Map<String, Connections.Audience> audiences = new ConcurrentHashMap<>();

        Relay(Connections connections) {
            this.connections = connections;
        }

        @Override
        public String path() {
            return "/relay";
        }

        @Override
        public SocketLimits limits() {
            return new SocketLimits(65_536, 65_536, Duration.ofSeconds(10), 8);
        }

        @Override
        public void open(SocketRequest request) {
            var room = Objects.requireNonNullElse(request.parameter("room"), "");
            roomOf.put(request.connectionId(), room);
            if ("listener".equals(request.parameter("role"))) {
                listeners
                        .computeIfAbsent(room, _ -> ConcurrentHashMap.newKeySet())
                        .add(request.connectionId());
                audiences.remove(room);
            }
        }

        @Override
        public void text(String connectionId, String message) {}

        @Override
        public void binary(String connectionId, byte[] message) {
            var room = roomOf.getOrDefault(connectionId, "");
            var audience =
                    audiences.computeIfAbsent(room, one -> connections.audience(listeners.getOrDefault(one, Set.of())));
            connections.publish(audience, message, MAX_AGE);
        }

        @Override
        public void closed(String connectionId) {
            var room = Objects.requireNonNullElse(roomOf.remove(connectionId), "");
            listeners.getOrDefault(room, ConcurrentHashMap.newKeySet()).remove(connectionId);
            audiences.remove(room);
        }
    }
}
