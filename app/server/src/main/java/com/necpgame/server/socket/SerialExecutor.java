package com.necpgame.server.socket;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs tasks that may block one after another, in their order, on threads of another executor. */
final class SerialExecutor implements Executor {
    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>(0);
    private boolean running;

    SerialExecutor(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        tryExecute(task, Integer.MAX_VALUE);
    }

    /** @return false, and the task does not run, if that many wait already */
    boolean tryExecute(Runnable task, int waitingMax) {
        synchronized (waiting) {
            if (waiting.size() >= waitingMax) {
                return false;
            }
            waiting.add(task);
            if (running) {
                return true;
            }
            running = true;
        }
        threads.execute(this::runAll);
        return true;
    }

    private void runAll() {
        for (var task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private @org.jspecify.annotations.Nullable Runnable next() {
        synchronized (waiting) {
            var task = waiting.poll();
            running = task != null;
            return task;
        }
    }
}
