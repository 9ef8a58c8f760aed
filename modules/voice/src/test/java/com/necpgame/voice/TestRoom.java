package com.necpgame.voice;

import static com.necpgame.voice.VoiceProblem.NOT_A_MEMBER;

import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.voice.live.Frames;
import com.necpgame.voice.room.Membership;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who is connected, in which room, and what each has heard: outside of the process under test, which it outlives. */
public final class TestRoom {
    public final Map<String, Set<String>> rooms = new ConcurrentHashMap<>();
    public final Map<String, List<String>> heard = new ConcurrentHashMap<>();
    public final Map<String, String> closed = new ConcurrentHashMap<>();
    public final Set<String> forgotten = ConcurrentHashMap.newKeySet();

    /** A connection that takes what it is sent. */
    public void enter(String connectionId, String room) {
        heard.putIfAbsent(connectionId, new CopyOnWriteArrayList<>());
        rooms.computeIfAbsent(room, name -> ConcurrentHashMap.newKeySet()).add(connectionId);
    }

    /** A connection that ends unseen. */
    public void vanish(String connectionId) {
        heard.remove(connectionId);
    }

    public List<String> heard(String connectionId) {
        return heard.getOrDefault(connectionId, List.of());
    }

    public List<String> heard(String connectionId, String action) {
        return heard(connectionId).stream()
                .filter(text -> text.startsWith("{\"action\":\"" + action + "\","))
                .toList();
    }

    /** In place of the parts that others build. */
    @Factory
    @Requires(bean = TestRoom.class)
    static final class Parts {
        @Singleton
        @Primary
        Membership membership(TestRoom room) {
            return new Membership() {
                @Override
                public void requireTalk(String connectionId, String name) {
                    if (!room.rooms.getOrDefault(name, Set.of()).contains(connectionId)) {
                        throw NOT_A_MEMBER.refuse();
                    }
                }

                @Override
                public String roomMeant(String connectionId) {
                    return LOBBY;
                }

                @Override
                public List<String> hearers(String name, String connectionId) {
                    return room.rooms.getOrDefault(name, Set.of()).stream()
                            .filter(each -> !each.equals(connectionId))
                            .sorted()
                            .toList();
                }

                @Override
                public void gone(String connectionId) {
                    room.forgotten.add(connectionId);
                    room.rooms.values().forEach(members -> members.remove(connectionId));
                }
            };
        }

        @Singleton
        @Primary
        Frames frames() {
            return (connectionId, frame) -> {};
        }

        @Singleton
        @Primary
        Connections connections(TestRoom room) {
            return new Connections() {
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
                    var texts = room.heard.get(connectionId);
                    if (texts == null) {
                        return Sent.GONE;
                    }
                    if (connectionId.startsWith("broken")) {
                        throw new IllegalStateException("told to fail");
                    }
                    texts.add(text);
                    return Sent.OK;
                }

                @Override
                public void close(String connectionId, int code, String reason) {
                    room.closed.put(connectionId, code + " " + reason);
                }

                @Override
                public Audience audience(Collection<String> connectionIds) {
                    return connectionIds::size;
                }

                @Override
                public void publish(Audience audience, byte[] message, Duration maxAge) {
                    throw new UnsupportedOperationException("clips are sent");
                }

                @Override
                public void publish(Audience audience, String text, Duration maxAge) {
                    throw new UnsupportedOperationException("clips are sent");
                }
            };
        }
    }
}
