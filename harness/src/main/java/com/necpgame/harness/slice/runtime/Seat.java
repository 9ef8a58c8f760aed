package com.necpgame.harness.slice.runtime;

import com.necpgame.harness.slice.call.Invoked;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** The place of one process at the Runtime API: it asks here for work, one piece at a time. */
final class Seat implements AutoCloseable {
    private final BlockingQueue<Optional<Invocation>> work = new LinkedBlockingQueue<>();
    private final CompletableFuture<@Nullable Invoked> init = new CompletableFuture<>();
    private CompletableFuture<@Nullable Void> free = new CompletableFuture<>();
    private @Nullable Invocation current;

    /** Done when the process asks for work for the first time, with null; or with the error that it has instead. */
    CompletableFuture<@Nullable Invoked> init() {
        return init;
    }

    /** Gives the process an event. @return done when it asks for work again, or ends instead */
    synchronized CompletableFuture<@Nullable Void> give(Invocation invocation) {
        free = new CompletableFuture<>();
        current = invocation;
        work.add(Optional.of(invocation));
        return free;
    }

    /** The process asks for work and waits for it. @return empty when this seat is closed */
    Optional<Invocation> next() throws InterruptedException {
        free();
        return work.take();
    }

    private void free() {
        CompletableFuture<@Nullable Void> waiting;
        synchronized (this) {
            current = null;
            waiting = free;
        }
        init.complete(null);
        waiting.complete(null);
    }

    /** The process answers. @return false if that is not what it works at */
    boolean answer(String id, Invoked outcome) {
        Invocation invocation;
        synchronized (this) {
            invocation = current;
        }
        return invocation != null
                && invocation.id().equals(id)
                && invocation.outcome().complete(outcome);
    }

    void failInit(Invoked error) {
        init.complete(error);
    }

    /** The process has ended. */
    void end(int status) {
        Invocation invocation;
        CompletableFuture<@Nullable Void> waiting;
        synchronized (this) {
            invocation = current;
            waiting = free;
        }
        if (invocation != null) {
            invocation.outcome().complete(Outcomes.exited(invocation.id(), status));
        }
        init.complete(Outcomes.exited("none", status));
        waiting.complete(null);
        close();
    }

    @Override
    public void close() {
        work.add(Optional.empty());
    }
}
