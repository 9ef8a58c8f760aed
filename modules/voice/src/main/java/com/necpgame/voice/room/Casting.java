package com.necpgame.voice.room;

import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.voice.live.Cast;
import com.necpgame.voice.live.Stage;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Shows rooms to live talk: those of their members whose connections are open in this process. */
@Singleton
final class Casting {
    private final Stage stage;
    private final Connections connections;
    private final Headsets headsets;
    private final Unheard unheard;

    /**
     * Numbers casts in the order of their making, which under a room's lock is the order of the room's versions; what
     * changes a seat but no row has a number of its own too.
     */
    private final AtomicLong shown = new AtomicLong();

    Casting(Stage stage, Connections connections, Headsets headsets, Unheard unheard) {
        this.stage = stage;
        this.connections = connections;
        this.headsets = headsets;
        this.unheard = unheard;
    }

    /** Headsets know where they are seated. */
    void follow(RoomState before, RoomState after) {
        if (!connections.areHere()) {
            return;
        }
        var room = after.room().id();
        before.members().keySet().stream()
                .filter(id -> !after.members().containsKey(id))
                .forEach(id -> seated(id, room, false));
        after.members().keySet().stream()
                .filter(id -> !before.members().containsKey(id))
                .forEach(id -> seated(id, room, true));
    }

    private void seated(String connectionId, String room, boolean on) {
        var headset = headsets.find(connectionId);
        if (headset != null && on) {
            headset.rooms().add(room);
        } else if (headset != null) {
            headset.rooms().remove(room);
        }
    }

    /**
     * Under the roster's lock.
     *
     * @return whether anybody is there to be shown
     */
    boolean show(Roster roster) {
        if (!connections.areHere()) {
            return false;
        }
        var cast = roster.state == null ? null : cast(roster, roster.state);
        if (cast == null) {
            if (roster.shown && connections.carriesBinary()) {
                stage.strike(roster.room);
            }
            return false;
        }
        if (connections.carriesBinary()) {
            stage.show(cast);
            roster.shown = true;
        }
        return true;
    }

    private @Nullable Cast cast(Roster roster, RoomState state) {
        var present = state.members().values().stream()
                .filter(each -> !each.absent() && headsets.find(each.connectionId()) != null)
                .toList();
        if (present.isEmpty()) {
            return null;
        }
        var policy = state.room().policy();
        return new Cast(
                roster.room,
                roster.alias,
                shown.incrementAndGet(),
                policy.type(),
                policy.recording(),
                seats(present),
                policy.earshot());
    }

    private List<Cast.Seat> seats(List<Member> present) {
        var ignored = unheard.among(present.stream().map(Member::playerId).toList());
        return present.stream()
                .map(each -> seat(each, ignored))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Cast.Seat> seat(Member member, Map<String, Set<String>> ignored) {
        return Optional.ofNullable(headsets.find(member.connectionId()))
                .map(headset -> headset.seat(member, ignored.getOrDefault(member.playerId(), Set.of())));
    }
}
