package com.necpgame.voice.recording;

import com.necpgame.platform.runtime.socket.Connections;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;

/** Remembers what connections are sent. */
@Singleton
@Primary
@Requires(property = ObjectsInFiles.FOLDER)
final class Ears implements Connections {
    private final ConcurrentLinkedQueue<Heard> heard = new ConcurrentLinkedQueue<>();
    volatile BiConsumer<String, String> listener = (connection, text) -> {};

    private record Heard(String connection, String text) {}

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
        heard.add(new Heard(connectionId, text));
        listener.accept(connectionId, text);
        return Sent.OK;
    }

    /** What a connection was sent by this action. */
    List<String> of(String connection, String action) {
        return heard.stream()
                .filter(each ->
                        each.connection().equals(connection) && each.text().contains("\"action\":\"" + action + "\""))
                .map(Heard::text)
                .toList();
    }

    @Override
    public void close(String connectionId, int code, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Audience audience(Collection<String> connectionIds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void publish(Audience audience, byte[] message, Duration maxAge) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void publish(Audience audience, String text, Duration maxAge) {
        throw new UnsupportedOperationException();
    }
}
