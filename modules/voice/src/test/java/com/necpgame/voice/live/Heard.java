package com.necpgame.voice.live;

import com.necpgame.platform.runtime.socket.Connections;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** Connections that take whatever they are sent, at once, and keep it. */
final class Heard implements Connections {
    private final Map<String, List<byte[]>> frames = new ConcurrentHashMap<>();
    private final Map<String, List<String>> texts = new ConcurrentHashMap<>();
    /** False to forget what is sent, at once. */
    volatile boolean keeps = true;

    volatile BiConsumer<String, byte[]> watcher = (connection, frame) -> {};

    @Override
    public boolean areHere() {
        return true;
    }

    @Override
    public boolean carriesBinary() {
        return true;
    }

    @Override
    public Sent send(String connectionId, String text) {
        if (keeps) {
            texts.computeIfAbsent(connectionId, id -> new CopyOnWriteArrayList<>())
                    .add(text);
        }
        return Sent.OK;
    }

    @Override
    public void close(String connectionId, int code, String reason) {
        throw new UnsupportedOperationException("live talk ends no connection");
    }

    @Override
    public Audience audience(Collection<String> connectionIds) {
        return new Ids(List.copyOf(connectionIds));
    }

    @Override
    public void publish(Audience audience, byte[] message, Duration maxAge) {
        for (var id : ((Ids) audience).ids) {
            watcher.accept(id, message);
            if (!keeps) {
                continue;
            }
            frames.computeIfAbsent(id, any -> new CopyOnWriteArrayList<>()).add(message);
        }
    }

    @Override
    public void publish(Audience audience, String text, Duration maxAge) {
        ((Ids) audience).ids.forEach(id -> send(id, text));
    }

    /** What the connection got since it was last asked. */
    List<byte[]> frames(String connectionId) {
        var taken = frames.remove(connectionId);
        return taken == null ? List.of() : taken;
    }

    /** Of one action, since any were last asked for. */
    List<String> texts(String connectionId, String action) {
        var taken = texts.getOrDefault(connectionId, List.of()).stream()
                .filter(text -> text.startsWith("{\"action\":\"" + action + "\""))
                .toList();
        texts.getOrDefault(connectionId, new CopyOnWriteArrayList<>()).removeAll(taken);
        return taken;
    }

    private record Ids(List<String> ids) implements Audience {
        @Override
        public int size() {
            return ids.size();
        }
    }
}
