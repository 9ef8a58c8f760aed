package com.necpgame.voice.room;

import static com.necpgame.platform.runtime.problem.PlatformProblem.CONTENDED;

import com.necpgame.platform.runtime.Backoff;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Plans a change again, from the rows as they are then, when others have changed them since the plan was made. */
@Singleton
final class Replanning {
    private final Backoff backoff;
    private final int plansMax;

    Replanning(RandomGenerator random, RoomConfig config) {
        this.backoff = new Backoff(random, config.backoffBase(), config.backoffMax());
        this.plansMax = config.plansMax();
    }

    /**
     * Runs what plans and commits, until a plan holds.
     *
     * @throws com.necpgame.platform.runtime.problem.Refusal if none of a few plans did; nothing has changed then
     */
    <T> T until(Supplier<T> plan) {
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
    static final class Changed extends RuntimeException {
        Changed() {
            super("changed since the plan was made", null, false, false);
        }
    }
}
