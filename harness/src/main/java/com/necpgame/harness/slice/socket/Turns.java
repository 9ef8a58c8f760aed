package com.necpgame.harness.slice.socket;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs tasks one after another, in their order, on threads of an executor. */
final class Turns {
    private final Executor executor;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    Turns(Executor executor) {
        this.executor = executor;
    }

    synchronized void add(Runnable task) {
        waiting.add(task);
        if (!running) {
            running = true;
            executor.execute(this::run);
        }
    }

    /** How many have not begun. */
    synchronized int waiting() {
        return waiting.size();
    }

    private void run() {
        for (var task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        var task = waiting.poll();
        running = task != null;
        return task;
    }
}
