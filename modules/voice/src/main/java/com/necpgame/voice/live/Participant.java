package com.necpgame.voice.live;

import static com.necpgame.voice.VoiceProblem.FRAME_INVALID;
import static com.necpgame.voice.VoiceProblem.MAY_NOT_TALK;
import static com.necpgame.voice.VoiceProblem.NOT_A_MEMBER;

import com.necpgame.platform.runtime.problem.Problem;
import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.socket.Connections.Audience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from its opening to its end: what it says goes through its gate into rooms, what it hears is chosen
 * by its selection. Says one thing at a time, as it comes in order.
 */
final class Participant {
    private static final long TOLD_NANOS = Duration.ofSeconds(1).toNanos();

    private final String connectionId;
    private final String playerId;
    private final Selection selection;
    private final FrameGate gate;
    private final Outlet outlet;
    private final Map<Problem, Long> told = new HashMap<>();
    private volatile List<LiveRoom> rooms = List.of();
    private volatile @Nullable Audience itself;
    private boolean ended;

    Participant(String connectionId, String playerId, Selection selection, FrameGate gate, Outlet outlet) {
        this.connectionId = connectionId;
        this.playerId = playerId;
        this.selection = selection;
        this.gate = gate;
        this.outlet = outlet;
    }

    /** @throws Refusal where the frame breaks a rule */
    Fate say(byte[] bytes, long nowNanos) {
        var frame = Frame.of(bytes);
        var gated = gate.pass(frame, nowNanos);
        if (gated == Fate.REPLAYED) {
            return gated;
        }
        var fate = sayInRooms(frame, gated, nowNanos);
        switch (fate) {
            case NOT_A_MEMBER -> tell(NOT_A_MEMBER.refuse(), nowNanos);
            case NOT_BINARY -> tell(FRAME_INVALID.refuse("a hello with binary framing comes first"), nowNanos);
            case MAY_NOT_TALK -> tell(MAY_NOT_TALK.refuse(), nowNanos);
            default -> {}
        }
        return fate;
    }

    private Fate sayInRooms(Frame frame, Fate gated, long nowNanos) {
        int alias = frame.alias();
        var fate = Fate.NOT_A_MEMBER;
        @Nullable Frame next = frame;
        for (var room : rooms) {
            if (alias != Frame.EVERY_ROOM && alias != room.alias()) {
                continue;
            }
            if (next == null) {
                // Whoever was given the array keeps it.
                next = frame.copy();
            }
            var here = room.hear(this, next, gated, nowNanos);
            next = null;
            fate = here.compareTo(fate) > 0 ? here : fate;
            if (here == Fate.ECHOED) {
                break;
            }
        }
        return fate;
    }

    /** Says why not, at most once a second for each reason. */
    void tell(Refusal refusal, long nowNanos) {
        var last = told.get(refusal.problem());
        if (last == null || nowNanos - last >= TOLD_NANOS) {
            told.put(refusal.problem(), nowNanos);
            outlet.refuse(connectionId, refusal);
        }
    }

    /** @return false if the connection has ended, and nobody enters any more */
    synchronized boolean enter(LiveRoom room) {
        if (!ended && !rooms.contains(room)) {
            var more = new ArrayList<>(rooms);
            more.add(room);
            rooms = List.copyOf(more);
        }
        return !ended;
    }

    synchronized void leave(LiveRoom room) {
        rooms = rooms.stream().filter(other -> other != room).toList();
    }

    /** @return the rooms that it was in until now */
    synchronized List<LiveRoom> end() {
        ended = true;
        return rooms;
    }

    Audience itself() {
        var known = itself;
        if (known == null) {
            known = outlet.audience(List.of(connectionId));
            itself = known;
        }
        return known;
    }

    String connectionId() {
        return connectionId;
    }

    String playerId() {
        return playerId;
    }

    Selection selection() {
        return selection;
    }

    FrameGate gate() {
        return gate;
    }
}
