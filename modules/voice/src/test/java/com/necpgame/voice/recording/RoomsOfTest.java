package com.necpgame.voice.recording;

import static com.necpgame.voice.VoiceProblem.NOT_A_MEMBER;

import com.necpgame.voice.live.Cast;
import com.necpgame.voice.room.Membership;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Rooms as a test says that they are. */
@Singleton
@Primary
@Requires(property = ObjectsInFiles.FOLDER)
final class RoomsOfTest implements Membership, RecordedRooms {
    final Map<String, Cast.Recording> policies = new ConcurrentHashMap<>();
    final Map<String, Duration> retentions = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> members = new ConcurrentHashMap<>();

    void enter(String room, String connectionId) {
        members.computeIfAbsent(room, ignored -> ConcurrentHashMap.newKeySet()).add(connectionId);
    }

    private void requireMember(String connectionId, String room) {
        if (!members.getOrDefault(room, Set.of()).contains(connectionId)) {
            throw NOT_A_MEMBER.refuse();
        }
    }

    @Override
    public Cast.Recording policy(String connectionId, String room) {
        requireMember(connectionId, room);
        return policies.getOrDefault(room, Cast.Recording.OFF);
    }

    @Override
    public @Nullable Duration retention(String room) {
        return retentions.get(room);
    }

    @Override
    public void requireTalk(String connectionId, String room) {
        requireMember(connectionId, room);
    }

    @Override
    public String roomMeant(String connectionId) {
        return LOBBY;
    }

    @Override
    public List<String> hearers(String room, String connectionId) {
        requireMember(connectionId, room);
        return members.getOrDefault(room, Set.of()).stream()
                .filter(member -> !member.equals(connectionId))
                .toList();
    }

    @Override
    public void gone(String connectionId) {
        members.values().forEach(room -> room.remove(connectionId));
    }
}
