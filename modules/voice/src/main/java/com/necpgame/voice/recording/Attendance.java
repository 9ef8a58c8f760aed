package com.necpgame.voice.recording;

import static com.necpgame.voice.VoiceProblem.TOO_MANY_ROOMS;

import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.voice.OpenConnections;
import com.necpgame.voice.Visitor;
import com.necpgame.voice.Visits;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Whose the connections of this process are, and which of them want to know what of their talk is kept. */
@Singleton
final class Attendance implements Visits {
    /** A connection asks for acknowledgements in so many rooms at most. */
    static final int ROOMS_MAX = 32;

    private final Map<String, Connection> connections = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> byPlayer = new ConcurrentHashMap<>();

    private final Connections sockets;
    private final OpenConnections open;

    Attendance(Connections sockets, OpenConnections open) {
        this.sockets = sockets;
        this.open = open;
    }

    /** @param acknowledged rooms */
    private record Connection(String playerId, Set<String> acknowledged) {}

    @Override
    public void opened(Visitor visitor) {
        if (!sockets.areHere()) {
            return;
        }
        connections.put(visitor.connectionId(), new Connection(visitor.playerId(), ConcurrentHashMap.newKeySet()));
        byPlayer.compute(visitor.playerId(), (player, known) -> {
            var all = known == null ? ConcurrentHashMap.<String>newKeySet() : known;
            all.add(visitor.connectionId());
            return all;
        });
    }

    @Override
    public void closed(String connectionId) {
        var closed = connections.remove(connectionId);
        if (closed != null) {
            byPlayer.computeIfPresent(closed.playerId(), (player, known) -> {
                known.remove(connectionId);
                return known.isEmpty() ? null : known;
            });
        }
    }

    /** The player behind a connection that is open. */
    String player(String connectionId) {
        return connection(connectionId).playerId();
    }

    private Connection connection(String connectionId) {
        var found = sockets.areHere() ? connections.get(connectionId) : row(connectionId);
        if (found == null) {
            throw new IllegalStateException("No such connection is open: " + connectionId);
        }
        return found;
    }

    /** Held elsewhere: no live talk comes from it, and so nothing is there to acknowledge. */
    private @Nullable Connection row(String connectionId) {
        var row = open.find(connectionId);
        return row == null ? null : new Connection(row.playerId(), ConcurrentHashMap.newKeySet());
    }

    List<String> connections(String playerId) {
        return List.copyOf(byPlayer.getOrDefault(playerId, Set.of()));
    }

    /** From now on the connection hears what of its player's talk in the room is kept, or no more. */
    void acknowledge(String connectionId, String room, boolean on) {
        var rooms = connection(connectionId).acknowledged();
        if (!on) {
            rooms.remove(room);
            return;
        }
        if (rooms.size() >= ROOMS_MAX && !rooms.contains(room)) {
            throw TOO_MANY_ROOMS.refuse();
        }
        rooms.add(room);
    }

    /** The speaker's connections that asked for acknowledgements. */
    List<String> acknowledged(Speaker speaker) {
        return connections(speaker.playerId()).stream()
                .filter(id -> connections.get(id) instanceof Connection open
                        && open.acknowledged().contains(speaker.room()))
                .toList();
    }
}
