package com.necpgame.platform.runtime.transaction;

import static com.necpgame.platform.runtime.problem.PlatformProblem.CONTENDED;

import com.necpgame.platform.runtime.Backoff;
import java.util.function.Supplier;

/** Plans a change again, from the rows as they are then, when others have changed them since the plan was made. */
public final class Replanning {
    private final int plansMax;
    private final Backoff backoff;

    /**
     * @param plansMax how many plans are made before the caller is told, 1 or more
     * @param backoff waits between them
     */
    public Replanning(int plansMax, Backoff backoff) {
        this.plansMax = plansMax;
        this.backoff = backoff;
    }

    /**
     * Runs what plans and commits, until a plan holds.
     *
     * @throws com.necpgame.platform.runtime.problem.Refusal if none did; nothing has changed then
     */
    public <T> T until(Supplier<T> plan) {
        for (int attempt = 1; attempt < plansMax; attempt++) {
            try {
                return plan.get();
            } catch (Changed e) {
                backoff.pause(attempt);
            }
        }
        try {
            return plan.get();
        } catch (Changed e) {
            throw CONTENDED.refuse();
        }
    }

    /** The refusal of a write that finds its row other than it was planned for. */
    public static final class Changed extends RuntimeException {
        public Changed() {
            super("changed since the plan was made", null, false, false);
        }
    }
}
