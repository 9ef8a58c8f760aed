package com.necpgame.voice.room;

import com.necpgame.voice.VoiceProblem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The headsets of this process, and the numbers that name their speakers in binary frames. */
@Singleton
final class Headsets {
    private final Map<String, Headset> open = new ConcurrentHashMap<>();
    private final Numbers ssrcs;

    Headsets(RandomGenerator random) {
        this.ssrcs = new Numbers(random.nextInt(1, Integer.MAX_VALUE), Integer.MAX_VALUE);
    }

    Headset open(String connectionId, String playerId) {
        var ssrc = ssrcs.take();
        if (ssrc == null) {
            throw VoiceProblem.TOO_MANY_CONNECTIONS.refuse();
        }
        var headset = new Headset(connectionId, playerId, ssrc);
        open.put(connectionId, headset);
        return headset;
    }

    @Nullable
    Headset find(String connectionId) {
        return open.get(connectionId);
    }

    /** Of a connection that is open in this process; another one is a fault. */
    Headset get(String connectionId) {
        var found = open.get(connectionId);
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
        return open.remove(connectionId);
    }

    /** The headset speaks under another's number, if that is not taken by somebody else in this process. */
    void rename(Headset headset, int ssrc, boolean wasOurs) {
        if (wasOurs || ssrcs.take(ssrc)) {
            ssrcs.free(headset.ssrc());
            headset.rename(ssrc);
        }
    }

    void free(int ssrc) {
        ssrcs.free(ssrc);
    }
}
