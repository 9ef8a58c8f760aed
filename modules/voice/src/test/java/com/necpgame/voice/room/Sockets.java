package com.necpgame.voice.room;

import com.necpgame.platform.runtime.socket.Connections;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Connections that write down what they are told. */
@Primary
@Singleton
@Requires(property = Hall.SWITCH)
final class Sockets implements Connections {
    private final Map<String, List<String>> told = new ConcurrentHashMap<>();
    private final Set<String> closed = ConcurrentHashMap.newKeySet();

    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final boolean here;

    Sockets(@Property(name = Hall.ELSEWHERE, defaultValue = "false") boolean elsewhere) {
        this.here = !elsewhere;
    }

    private record Listeners(List<String> ids) implements Audience {
        @Override
        public int size() {
            return ids.size();
        }
    }

    @Override
    public boolean areHere() {
        return here;
    }

    @Override
    public boolean carriesBinary() {
        return here;
    }

    @Override
    public Sent send(String connectionId, String text) {
        if (gone.contains(connectionId)) {
            return Sent.GONE;
        }
        told.computeIfAbsent(connectionId, each -> new CopyOnWriteArrayList<>()).add(text);
        return Sent.OK;
    }

    @Override
    public void close(String connectionId, int code, String reason) {
        closed.add(connectionId);
    }

    @Override
    public Audience audience(Collection<String> connectionIds) {
        return new Listeners(List.copyOf(connectionIds));
    }

    @Override
    public void publish(Audience audience, byte[] message, Duration maxAge) {
        throw new AssertionError("rooms publish no frames");
    }

    @Override
    public void publish(Audience audience, String text, Duration maxAge) {
        ((Listeners) audience).ids().forEach(id -> send(id, text));
    }

    /** Ends unseen. */
    void vanish(String connectionId) {
        gone.add(connectionId);
    }

    boolean isClosed(String connectionId) {
        return closed.contains(connectionId);
    }

    List<String> told(String connectionId) {
        return new ArrayList<>(told.getOrDefault(connectionId, List.of()));
    }

    void forget() {
        told.clear();
    }
}
