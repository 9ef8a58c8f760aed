package com.necpgame.harness.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Runs steps at the same time where they share no player, and those of one player in the order in which they came.
 * So what holds for a player when its step runs depends on the steps alone, never on the threads.
 */
final class Turns {
    private final Executor executor;
    private final Consumer<Step> work;
    private final int waitingMax;
    private final Semaphore room;
    private final Map<Integer, Turn> lastOf = new HashMap<>();

    /** A step with the steps that wait for it. Guarded by the {@code Turns}. */
    private static final class Turn {
        final Step step;
        final List<Turn> followers = new ArrayList<>();
        int waitsFor;

        Turn(Step step) {
            this.step = step;
        }
    }

    /**
     * @param executor where steps run
     * @param waitingMax how many steps may be submitted and not yet done
     * @param work what is done with a step; must not throw
     */
    Turns(Executor executor, int waitingMax, Consumer<Step> work) {
        this.executor = executor;
        this.work = work;
        this.waitingMax = waitingMax;
        room = new Semaphore(waitingMax);
    }

    /** Queues a step, from one thread only; waits while too many are under way. */
    void submit(Step step) throws InterruptedException {
        room.acquire();
        var turn = new Turn(step);
        synchronized (this) {
            for (int player : step.players()) {
                Turn before = lastOf.put(player, turn);
                if (before != null) {
                    before.followers.add(turn);
                    turn.waitsFor++;
                }
            }
            if (turn.waitsFor > 0) {
                return;
            }
        }
        start(turn);
    }

    /** Waits until all that was submitted is done. */
    void awaitAll() throws InterruptedException {
        room.acquire(waitingMax);
        room.release(waitingMax);
    }

    private void start(Turn turn) {
        executor.execute(() -> {
            try {
                work.accept(turn.step);
            } finally {
                readyAfter(turn).forEach(this::start);
                room.release();
            }
        });
    }

    private synchronized List<Turn> readyAfter(Turn turn) {
        var ready = new ArrayList<Turn>();
        for (Turn follower : turn.followers) {
            if (--follower.waitsFor == 0) {
                ready.add(follower);
            }
        }
        turn.step.players().forEach(player -> lastOf.remove(player, turn));
        return ready;
    }
}
