package com.necpgame.voice.room;

import static com.necpgame.voice.VoiceProblem.NOT_A_MEMBER;
import static com.necpgame.voice.VoiceProblem.RESUME_INVALID;
import static com.necpgame.voice.VoiceProblem.ROOM_NOT_FOUND;

import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Gives the places of a connection that was lost to another one of the same player. The token names the connection; what it
 * had is in its rows, which go with the first who resumes it.
 */
@Singleton
final class Resumption {
    private static final String PURPOSE = "resume";

    /** Policy violation, RFC 6455. */
    private static final int CLOSE_POLICY = 1008;

    private final Transactions transactions;
    private final RoomTable table;
    private final Rosters rosters;
    private final Attendance attendance;
    private final Headsets headsets;
    private final Unheard unheard;
    private final VoiceNode node;
    private final Seals seals;
    private final Connections connections;
    private final RoomConfig config;
    private final Clock clock;

    Resumption(
            Transactions transactions,
            RoomTable table,
            Rosters rosters,
            Attendance attendance,
            Headsets headsets,
            Unheard unheard,
            VoiceNode node,
            Seals seals,
            Connections connections,
            RoomConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.rosters = rosters;
        this.attendance = attendance;
        this.headsets = headsets;
        this.unheard = unheard;
        this.node = node;
        this.seals = seals;
        this.connections = connections;
        this.config = config;
        this.clock = clock;
    }

    String token(Headset headset) {
        return seals.seal(PURPOSE, headset.connectionId(), headset.playerId());
    }

    /** Before the connection has joined any room but the lobby. */
    void resume(String connectionId, String token) {
        var facts = seals.open(PURPOSE, token);
        if (facts == null || facts.getFirst().equals(connectionId)) {
            throw RESUME_INVALID.refuse();
        }
        var lostId = facts.getFirst();
        attendance.inTurns(connectionId, lostId, () -> {
            var own = attendance.attendee(connectionId);
            takeOver(own, claim(lostId, own));
            return own;
        });
        attendance.settle(connectionId);
    }

    private Attendee claim(String lostId, Attendee own) {
        var lost = table.attendee(lostId);
        if (lost == null || !lost.playerId().equals(own.playerId()) || lost.isOver(config.absence(), clock.instant())) {
            throw RESUME_INVALID.refuse();
        }
        if (table.rooms(own).stream().anyMatch(room -> !room.equals(Membership.LOBBY))) {
            throw RESUME_INVALID.refuse("this connection has joined a room already");
        }
        transactions.commit(table.claim(lost, own.connectionId()).otherwise(RESUME_INVALID));
        return lost;
    }

    private void takeOver(Attendee own, Attendee lost) {
        supersede(lost);
        attendance.exit(own, Membership.LOBBY);
        var headset = headsets.get(own.connectionId());
        headsets.rename(headset, lost.ssrc(), node.is(lost.node()));
        var renewed = own.after(lost, headset.ssrc());
        transactions.commit(table.replace(renewed).otherwise(NOT_A_MEMBER));
        table.rooms(lost).forEach(room -> handOver(room, lost, renewed));
        transactions.commit(table.delete(lost));
    }

    /** A connection that we have not seen end yet has ended: its player says so. */
    private void supersede(Attendee lost) {
        if (headsets.close(lost.connectionId()) != null) {
            unheard.closed(lost.playerId());
            connections.close(lost.connectionId(), CLOSE_POLICY, "resumed by another connection");
        }
    }

    private void handOver(String room, Attendee lost, Attendee renewed) {
        try {
            rosters.change(room, draft -> {
                var member = draft.seen().member(lost.connectionId());
                if (member != null) {
                    draft.handOver(member, member.takenBy(renewed));
                }
                return room;
            });
        } catch (Refusal e) {
            if (e.problem() != ROOM_NOT_FOUND) {
                throw e;
            }
        }
    }
}
