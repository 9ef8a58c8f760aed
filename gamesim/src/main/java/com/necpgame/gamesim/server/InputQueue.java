package com.necpgame.gamesim.server;

import com.necpgame.gamesim.arena.ClientMessage;
import com.necpgame.gamesim.arena.Input;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A player's inputs that wait for their tick: each counts once, in order, however they travelled. */
final class InputQueue {
    /** More than that is a client that runs ahead: the oldest give way, or its inputs would come ever later. */
    static final int WAITING_MAX = 4;
    /** Ticks beyond the last input at which one is still believed. */
    static final int AHEAD_MAX = 600;
    /** Ticks that the last input goes on without a new one. */
    static final int HOLD_TICKS = 15;

    private final TreeMap<Integer, Input> waiting = new TreeMap<>();
    private @Nullable Input last;
    private int missing;

    void add(ClientMessage.Inputs inputs) {
        for (var input : inputs.newestFirst()) {
            if (last == null || (input.tick() > last.tick() && input.tick() - last.tick() <= AHEAD_MAX)) {
                waiting.put(input.tick(), input);
            }
        }
        while (waiting.size() > WAITING_MAX) {
            waiting.pollFirstEntry();
        }
    }

    /** The input of this tick; null to go on with the last. */
    @Nullable
    Input next() {
        var first = waiting.pollFirstEntry();
        if (first != null) {
            missing = 0;
            last = first.getValue();
            return last;
        }
        missing++;
        return last != null && missing == HOLD_TICKS ? new Input(last.tick(), 0, 0, last.aim(), false) : null;
    }
}
