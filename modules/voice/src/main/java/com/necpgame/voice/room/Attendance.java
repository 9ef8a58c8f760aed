package com.necpgame.voice.room;

import static com.necpgame.platform.runtime.problem.PlatformProblem.NOT_ALLOWED;
import static com.necpgame.voice.VoiceProblem.BANNED;
import static com.necpgame.voice.VoiceProblem.NOT_A_MEMBER;
import static com.necpgame.voice.VoiceProblem.ROOM_FULL;
import static com.necpgame.voice.VoiceProblem.ROOM_NOT_FOUND;
import static com.necpgame.voice.VoiceProblem.TOKEN_NEEDED;
import static com.necpgame.voice.VoiceProblem.TOO_MANY_ROOMS;

import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.transaction.Transactions;
import com.necpgame.voice.Visitor;
import com.necpgame.voice.Wire;
import com.necpgame.voice.room.RoomPolicy.Join;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Who comes to a room and goes. A connection that is in no other room is in the lobby, where there is a place. */
@Singleton
final class Attendance {
    private final Transactions transactions;
    private final RoomTable table;
    private final Rosters rosters;
    private final RoomTokens tokens;
    private final Headsets headsets;
    private final Unheard unheard;
    private final VoiceNode node;
    private final RoomConfig config;
    private final Wire wire;
    private final Clock clock;
    private final Turns turns = new Turns();

    Attendance(
            Transactions transactions,
            RoomTable table,
            Rosters rosters,
            RoomTokens tokens,
            Headsets headsets,
            Unheard unheard,
            VoiceNode node,
            RoomConfig config,
            Wire wire,
            Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.rosters = rosters;
        this.tokens = tokens;
        this.headsets = headsets;
        this.unheard = unheard;
        this.node = node;
        this.config = config;
        this.wire = wire;
        this.clock = clock;
    }

    /** With whom one comes. */
    private record Admission(Attendee attendee, @Nullable String token, boolean listenOnly) {}

    void opened(Visitor visitor) {
        unheard.opened(visitor.playerId());
        var headset = headsets.open(visitor.connectionId(), visitor.playerId());
        turns.take(
                () -> {
                    var attendee =
                            Attendee.opened(visitor.connectionId(), visitor.playerId(), node.name(), headset.ssrc());
                    transactions.commit(table.insert(attendee));
                    settle(attendee);
                    return null;
                },
                visitor.connectionId());
    }

    /** Whoever has said hello can come back; the others leave at once. */
    void closed(String connectionId) {
        var headset = headsets.close(connectionId);
        if (headset == null) {
            return;
        }
        unheard.closed(headset.playerId());
        rosters.recast(Set.copyOf(headset.rooms()));
        turns.take(
                () -> {
                    var attendee = table.attendee(connectionId);
                    if (attendee == null) {
                        headsets.free(headset.ssrc());
                    } else if (headset.isGreeted()) {
                        lose(attendee);
                    } else {
                        end(attendee);
                    }
                    return null;
                },
                connectionId);
    }

    Answers.JoinedRoom join(String connectionId, String room, @Nullable String token, boolean listenOnly) {
        return turns.take(
                () -> {
                    var attendee = attendee(connectionId);
                    var inside = table.rooms(attendee);
                    if (room.equals(Membership.LOBBY) && !inside.contains(room) && !inside.isEmpty()) {
                        throw NOT_ALLOWED.refuse("leaving the last room leads to the lobby");
                    }
                    enter(new Admission(attendee, token, listenOnly), room);
                    var joined = Objects.requireNonNullElseGet(rosters.joined(room, connectionId), () -> {
                        throw NOT_A_MEMBER.refuse("put out again at once");
                    });
                    settle(attendee);
                    return joined;
                },
                connectionId);
    }

    private void enter(Admission admission, String room) {
        var id = admission.attendee.connectionId();
        rosters.change(room, draft -> {
            if (draft.seen().member(id) == null) {
                draft.enter(admit(admission, draft.seen()));
            }
            return id;
        });
    }

    private Member admit(Admission admission, RoomState state) {
        var room = state.room();
        var attendee = admission.attendee;
        var standing = table.standing(room.id(), attendee.playerId());
        if (standing.isBanned(clock.instant())) {
            throw BANNED.refuse();
        }
        var role = role(admission, room, standing);
        if (state.members().size() >= room.policy().membersMax()) {
            throw ROOM_FULL.refuse();
        }
        if (!room.id().equals(Membership.LOBBY) && placesTaken(attendee) >= config.roomsPerConnectionMax()) {
            throw TOO_MANY_ROOMS.refuse();
        }
        return Member.of(room, attendee, standing, role, admission.listenOnly);
    }

    private Role role(Admission admission, Room room, Standing standing) {
        var given =
                admission.token == null ? null : tokens.open(admission.token, room.id(), admission.attendee.playerId());
        if (given == null && room.policy().join() == Join.TOKEN && standing.role() != Role.MODERATOR) {
            throw TOKEN_NEEDED.refuse();
        }
        return standing.over(given == null ? Role.MEMBER : given);
    }

    private long placesTaken(Attendee attendee) {
        return table.rooms(attendee).stream()
                .filter(room -> !room.equals(Membership.LOBBY))
                .count();
    }

    /** One that is not in the room stays out of it. */
    void leave(String connectionId, String room) {
        turns.take(
                () -> {
                    var attendee = attendee(connectionId);
                    exit(attendee, room);
                    settle(attendee);
                    return null;
                },
                connectionId);
    }

    void exit(Attendee attendee, String room) {
        try {
            rosters.changeClosing(room, draft -> {
                var member = draft.seen().member(attendee.connectionId());
                if (member != null) {
                    draft.exit(member);
                }
                return room;
            });
        } catch (Refusal e) {
            if (e.problem() != ROOM_NOT_FOUND) {
                throw e;
            }
        }
    }

    /** After somebody else has put it out of a room. */
    void settle(String connectionId) {
        turns.take(
                () -> {
                    var attendee = table.attendee(connectionId);
                    if (attendee != null && !attendee.isLost()) {
                        settle(attendee);
                    }
                    return null;
                },
                connectionId);
    }

    /** Into the lobby from nowhere, and out of it once there is another room. */
    private void settle(Attendee attendee) {
        var rooms = table.rooms(attendee);
        if (rooms.isEmpty()) {
            try {
                enter(new Admission(attendee, null, false), Membership.LOBBY);
                push(attendee, "joined", rosters.joined(Membership.LOBBY, attendee.connectionId()));
            } catch (Refusal e) {
                // Full, or banned from it: the connection is in no room until it joins one.
                if (e.problem() != ROOM_FULL && e.problem() != BANNED) {
                    throw e;
                }
            }
        } else if (rooms.size() > 1 && rooms.contains(Membership.LOBBY)) {
            exit(attendee, Membership.LOBBY);
            push(attendee, "left", new Answers.InRoom(Membership.LOBBY));
        }
    }

    private void push(Attendee attendee, String action, @Nullable Object data) {
        var headset = headsets.find(attendee.connectionId());
        if (data != null && headset != null && headset.isGreeted()) {
            wire.send(attendee.connectionId(), action, null, data);
        }
    }

    /** Changes what holds of the connection in all of its rooms. */
    void set(String connectionId, UnaryOperator<Attendee> change) {
        turns.take(
                () -> {
                    var before = attendee(connectionId);
                    var after = change.apply(before);
                    if (!after.equals(before)) {
                        transactions.commit(table.replace(after).otherwise(NOT_A_MEMBER));
                        carry(after, true);
                    }
                    return null;
                },
                connectionId);
    }

    private void carry(Attendee attendee, boolean told) {
        for (var room : table.rooms(attendee)) {
            try {
                rosters.changeClosing(room, draft -> carry(draft, attendee, told));
            } catch (Refusal e) {
                if (e.problem() != ROOM_NOT_FOUND) {
                    throw e;
                }
            }
        }
    }

    private static Attendee carry(Draft draft, Attendee attendee, boolean told) {
        var member = draft.seen().member(attendee.connectionId());
        if (member == null) {
            return attendee;
        }
        var after = member.with(attendee);
        if (told && member.muted() != after.muted()) {
            draft.alter(after);
        } else if (!member.equals(after)) {
            draft.alterUntold(after);
        }
        return attendee;
    }

    /** Keeps its places for a while; nobody is told. */
    void lose(Attendee attendee) {
        var lost = attendee.lost(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        transactions.commit(table.replace(lost).otherwise(NOT_A_MEMBER));
        carry(lost, false);
    }

    /** Leaves all rooms for good. */
    void end(Attendee attendee) {
        for (var room : table.rooms(attendee)) {
            exit(attendee, room);
        }
        transactions.commit(table.delete(attendee));
        if (node.is(attendee.node())) {
            headsets.free(attendee.ssrc());
        }
    }

    /** In the connection's turn; nothing where its row is gone already. */
    void inTurn(String connectionId, Consumer<Attendee> work) {
        turns.take(
                () -> {
                    var attendee = table.attendee(connectionId);
                    if (attendee != null) {
                        work.accept(attendee);
                    }
                    return null;
                },
                connectionId);
    }

    /** In the turns of both. */
    <T> T inTurns(String one, String other, Supplier<T> work) {
        return turns.take(work, one, other);
    }

    Attendee attendee(String connectionId) {
        var found = table.attendee(connectionId);
        if (found == null || found.isLost()) {
            throw NOT_A_MEMBER.refuse("this connection is not open any more");
        }
        return found;
    }
}
