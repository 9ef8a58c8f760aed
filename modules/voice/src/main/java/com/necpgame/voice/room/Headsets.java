package com.necpgame.voice.room;

import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.voice.VoiceProblem;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The headsets of this process, and the numbers that name their speakers in binary frames. Of connections that are held
 * elsewhere nothing is remembered here: a headset of theirs is what its row says, made anew each time.
 */
@Singleton
final class Headsets {
    private final Map<String, Headset> open = new ConcurrentHashMap<>();
    private final Connections connections;
    private final RoomTable table;
    private final Numbers ssrcs;

    Headsets(Connections connections, RoomTable table, RandomGenerator random) {
        this.connections = connections;
        this.table = table;
        this.ssrcs = new Numbers(random.nextInt(1, Integer.MAX_VALUE), Integer.MAX_VALUE);
    }

    Headset open(String connectionId, String playerId) {
        var ssrc = ssrcs.take();
        if (ssrc == null) {
            throw VoiceProblem.TOO_MANY_CONNECTIONS.refuse();
        }
        var headset = new Headset(connectionId, playerId, ssrc);
        if (connections.areHere()) {
            open.put(connectionId, headset);
        } else {
            ssrcs.free(ssrc);
        }
        return headset;
    }

    @Nullable
    Headset find(String connectionId) {
        return connections.areHere() ? open.get(connectionId) : row(connectionId);
    }

    private @Nullable Headset row(String connectionId) {
        var attendee = table.attendee(connectionId);
        return attendee == null || attendee.isLost() ? null : Headset.of(attendee);
    }

    /** Those of these connections that have said hello. */
    Set<String> greeted(Collection<String> connectionIds) {
        return connections.areHere()
                ? connectionIds.stream()
                        .filter(id -> open.get(id) instanceof Headset headset && headset.isGreeted())
                        .collect(Collectors.toSet())
                : table.attendees(connectionIds).stream()
                        .filter(each -> each.greeted() && !each.isLost())
                        .map(Attendee::connectionId)
                        .collect(Collectors.toSet());
    }

    /** Of a connection that is open; another one is a fault. */
    Headset get(String connectionId) {
        var found = find(connectionId);
        if (found == null) {
            throw VoiceProblem.NOT_A_MEMBER.refuse("this connection is not open here");
        }
        return found;
    }

    List<Headset> of(String playerId) {
        return open.values().stream()
                .filter(each -> each.playerId().equals(playerId))
                .toList();
    }

    /** Its number stays taken, for whoever resumes it. */
    @Nullable
    Headset close(String connectionId) {
        return connections.areHere() ? open.remove(connectionId) : row(connectionId);
    }

    /** The headset speaks under another's number, if that is not taken by somebody else in this process. */
    void rename(Headset headset, int ssrc, boolean wasOurs) {
        if (!connections.areHere()) {
            headset.rename(ssrc);
        } else if (wasOurs || ssrcs.take(ssrc)) {
            ssrcs.free(headset.ssrc());
            headset.rename(ssrc);
        }
    }

    void free(int ssrc) {
        ssrcs.free(ssrc);
    }
}
