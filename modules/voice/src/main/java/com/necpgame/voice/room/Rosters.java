package com.necpgame.voice.room;

import static com.necpgame.voice.VoiceProblem.ROOM_NOT_FOUND;
import static com.necpgame.voice.VoiceProblem.TOO_MANY_ROOMS;

import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.platform.runtime.transaction.Replanning;
import com.necpgame.platform.runtime.transaction.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way to change a room. A change is planned on the room at one version, committed on condition that the room is
 * still at that version, and then shown to live talk and told to the members, all under the room's lock in this process:
 * so what is shown never goes back, and the next plan is made on what was shown.
 *
 * <p>Where connections carry no binary frames several processes serve a room, and each change begins with its rows.
 */
@Singleton
final class Rosters {
    private static final Logger LOG = LoggerFactory.getLogger(Rosters.class);
    private static final int ALIAS_MAX = 65_534;

    private final Transactions transactions;
    private final RoomTable table;
    private final RoomConfig config;
    private final Replanning replanning;
    private final Casting casting;
    private final Presence presence;
    private final Connections connections;
    private final Clock clock;
    private final Numbers aliases = new Numbers(1, ALIAS_MAX);
    private final Map<String, Roster> rosters = new ConcurrentHashMap<>();

    Rosters(
            Transactions transactions,
            RoomTable table,
            RoomConfig config,
            RandomGenerator random,
            Casting casting,
            Presence presence,
            Connections connections,
            MeterRegistry meters,
            Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.config = config;
        this.replanning = config.replanning(random);
        this.casting = casting;
        this.presence = presence;
        this.connections = connections;
        this.clock = clock;
        meters.gaugeMapSize("necpgame.voice.rooms", List.of(), rosters);
    }

    /**
     * Plans and commits a change of a room that is open.
     *
     * @param plan may run several times, and decides on nothing but the draft and rows that it reads itself
     */
    <T> T change(String room, Function<Draft, T> plan) {
        return locked(
                room,
                true,
                roster -> replanning.until(() -> {
                    var state = state(roster);
                    if (state.room().closing()) {
                        throw ROOM_NOT_FOUND.refuse();
                    }
                    return commit(roster, state, plan);
                }));
    }

    /** The same for a room that is being deleted. */
    <T> T changeClosing(String room, Function<Draft, T> plan) {
        return locked(room, true, roster -> replanning.until(() -> commit(roster, state(roster), plan)));
    }

    /** The room as it is, under its lock. */
    <T> T read(String room, Function<RoomState, T> reader) {
        return locked(room, false, roster -> reader.apply(state(roster)));
    }

    /** The room as a connection in it sees it; null where it is not in it. */
    Answers.@Nullable JoinedRoom joined(String room, String connectionId) {
        return locked(room, false, roster -> {
            var state = state(roster);
            var own = state.member(connectionId);
            return own == null ? null : Answers.JoinedRoom.of(state, roster.alias, own);
        });
    }

    /** Shows the rooms again, after something changed that is no part of their rows. */
    void recast(Set<String> rooms) {
        for (var room : rooms) {
            if (rosters.containsKey(room)) {
                locked(room, true, roster -> roster.room);
            }
        }
    }

    /** Whatever happened under the lock, what is known afterwards is shown before it is let go. */
    private <T extends @Nullable Object> T locked(String room, boolean shows, Function<Roster, T> action) {
        while (true) {
            var roster = rosters.computeIfAbsent(room, this::open);
            roster.lock.lock();
            try {
                if (!roster.gone) {
                    return action.apply(roster);
                }
            } finally {
                if (!roster.gone && (shows || !roster.shown) && !casting.show(roster)) {
                    drop(roster);
                }
                roster.lock.unlock();
            }
        }
    }

    private Roster open(String room) {
        var alias = aliases.take();
        if (alias == null) {
            throw TOO_MANY_ROOMS.refuse("all room aliases of this server are taken");
        }
        return new Roster(room, alias);
    }

    private void drop(Roster roster) {
        roster.gone = true;
        rosters.remove(roster.room);
        aliases.free(roster.alias);
    }

    private RoomState state(Roster roster) {
        var known = roster.state;
        if (known == null || roster.stale || !connections.carriesBinary()) {
            known = load(roster.room);
            roster.state = known;
            roster.stale = false;
        }
        return known;
    }

    /** Members and room are of one version. */
    private RoomState load(String id) {
        return replanning.until(() -> {
            var room = table.room(id);
            if (room == null && id.equals(Membership.LOBBY)) {
                room = makeLobby();
            }
            if (room == null) {
                throw ROOM_NOT_FOUND.refuse();
            }
            var state = RoomState.of(room, table.members(id));
            if (state.members().size() != room.memberCount() || !room.equals(table.room(id))) {
                throw new Replanning.Changed();
            }
            return state;
        });
    }

    private Room makeLobby() {
        var lobby = Room.empty(Membership.LOBBY, "", RoomPolicy.ofLobby(config.lobbyMembersMax()), null, now());
        transactions.commit(table.insert(lobby).otherwise(Replanning.Changed::new), table.list(lobby));
        return lobby;
    }

    private <T> T commit(Roster roster, RoomState seen, Function<Draft, T> plan) {
        var draft = new Draft(seen, table);
        var result = plan.apply(draft);
        if (!draft.isEmpty()) {
            var now = now();
            try {
                transactions.commit(draft.lines(now));
            } catch (RuntimeException e) {
                refresh(roster, seen);
                throw e;
            }
            var after = draft.after(now);
            roster.state = after;
            casting.follow(seen, after);
            presence.tell(roster, after, draft.news());
        }
        return result;
    }

    /**
     * After a failure, which may have been a success whose answer was lost: only the rows know. Where they do not answer
     * either, live talk goes on as it was, and the next change reads them.
     */
    private void refresh(Roster roster, RoomState seen) {
        roster.stale = true;
        try {
            casting.follow(seen, state(roster));
        } catch (Refusal e) {
            if (e.problem() == ROOM_NOT_FOUND) {
                roster.state = null;
            }
        } catch (RuntimeException e) {
            LOG.warn("Room {} may have changed, and cannot be read", roster.room, e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
