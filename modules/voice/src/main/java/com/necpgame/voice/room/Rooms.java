package com.necpgame.voice.room;

import static com.necpgame.platform.runtime.problem.PlatformProblem.NOT_ALLOWED;
import static com.necpgame.voice.VoiceProblem.ROOM_EXISTS;
import static com.necpgame.voice.VoiceProblem.ROOM_NOT_FOUND;
import static com.necpgame.voice.VoiceProblem.TOO_MANY_OWN_ROOMS;

import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.transaction.Idempotency;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rooms are made, and deleted with all who are in them. */
@Singleton
final class Rooms {
    /** So many members, with two rows each, are put out in one transaction. */
    private static final int PUT_OUT_MAX = 40;

    private static final int STANDINGS_PAGE = 90;

    private final Transactions transactions;
    private final RoomTable table;
    private final Rosters rosters;
    private final Exits exits;
    private final RoomConfig config;
    private final Clock clock;

    Rooms(Transactions transactions, RoomTable table, Rosters rosters, Exits exits, RoomConfig config, Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.rosters = rosters;
        this.exits = exits;
        this.config = config;
        this.clock = clock;
    }

    /** @param answer what the request is told, and told again when it is repeated */
    <T> T make(
            Idempotency once,
            String id,
            String name,
            RoomPolicy policy,
            @Nullable String ownerId,
            Function<Room, T> answer) {
        if (id.equals(Membership.LOBBY)) {
            throw ROOM_EXISTS.refuse();
        }
        var room = Room.empty(id, name, policy, ownerId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var told = answer.apply(room);
        var lines = new ArrayList<Write>();
        lines.add(once.answer(told));
        lines.add(table.insert(room).otherwise(ROOM_EXISTS));
        lines.add(table.list(room));
        if (ownerId != null) {
            lines.add(table.more(ownerId, "rooms", config.roomsPerPlayerMax()).otherwise(TOO_MANY_OWN_ROOMS));
            lines.add(table.put(Standing.none(id, ownerId).as(Role.MODERATOR)));
        }
        transactions.commit(lines);
        return told;
    }

    /** The room, unless it is on its way out. */
    Room get(String id) {
        var room = id.equals(Membership.LOBBY) ? rosters.read(id, RoomState::room) : table.room(id);
        if (room == null || room.closing()) {
            throw ROOM_NOT_FOUND.refuse();
        }
        return room;
    }

    /** Nobody comes in any more, then all are put out, then the room is gone. */
    void delete(String id) {
        if (id.equals(Membership.LOBBY)) {
            throw NOT_ALLOWED.refuse("the lobby stays");
        }
        close(id, room -> true);
        finish(id);
    }

    /** Deletes the room if it is still empty. */
    void expire(String id, Predicate<Room> isDue) {
        if (close(id, isDue)) {
            finish(id);
        }
    }

    private boolean close(String id, Predicate<Room> isDue) {
        return rosters.change(id, draft -> {
            var due = isDue.test(draft.seen().room());
            if (due) {
                draft.close();
            }
            return due;
        });
    }

    /** Also goes on where a process that deleted the room has died. */
    void finish(String id) {
        try {
            while (!putSomeOut(id).isEmpty()) {
                // The next ones.
            }
            forget(id);
        } catch (Refusal e) {
            if (e.problem() != ROOM_NOT_FOUND) {
                throw e;
            }
        }
    }

    private List<Member> putSomeOut(String id) {
        var out = rosters.changeClosing(id, draft -> {
            var some =
                    draft.seen().members().values().stream().limit(PUT_OUT_MAX).toList();
            some.forEach(draft::exit);
            return some;
        });
        exits.told(out, "the room was deleted", false);
        return out;
    }

    private void forget(String id) {
        for (var some = table.someStandings(id, STANDINGS_PAGE);
                !some.isEmpty();
                some = table.someStandings(id, STANDINGS_PAGE)) {
            transactions.commit(some.stream().map(table::delete).toList());
        }
        var room = table.room(id);
        if (room == null) {
            return;
        }
        var lines = new ArrayList<Write>();
        lines.add(table.delete(room).otherwise(ROOM_NOT_FOUND));
        lines.add(table.unlist(room));
        if (room.ownerId() != null) {
            lines.add(table.less(room.ownerId(), "rooms"));
        }
        transactions.commit(lines);
    }
}
