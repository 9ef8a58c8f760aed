package com.necpgame.voice.room;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers that name things for a while: given out in turn, so that one is free for as long as can be before it means something else. */
final class Numbers {
    private final int last;
    private final Set<Integer> taken = new HashSet<>();
    private int next;

    /**
     * From 1 to the last.
     *
     * @param first where to begin; after a restart best not where the process before began
     */
    Numbers(int first, int last) {
        this.next = first;
        this.last = last;
    }

    /** Null if all are taken. */
    synchronized @Nullable Integer take() {
        if (taken.size() >= last) {
            return null;
        }
        while (!taken.add(next)) {
            advance();
        }
        var number = next;
        advance();
        return number;
    }

    /** @return whether this one was free, and is taken now */
    synchronized boolean take(int number) {
        return taken.add(number);
    }

    synchronized void free(int number) {
        taken.remove(number);
    }

    private void advance() {
        next = next == last ? 1 : next + 1;
    }
}
