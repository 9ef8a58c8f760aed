package com.necpgame.platform.embedded.storage;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * One thread that fsyncs the log for everyone who waits.
 *
 * <p>Syncs are numbered. A ticket is the number of the first sync that starts after its holder's write ended, so it cannot be covered by one
 * that was already running. The others park, so virtual threads keep their carriers. Only a platform thread that finds nobody at work
 * syncs by itself: handing that over and back would be an eighth of what a lone writer waits for.
 */
final class GroupCommit {
    /** Fsyncs the log. */
    interface Sync {
        void run() throws RocksDBException;
    }

    static final long RELAXED_INTERVAL_NANOS = 100_000_000;

    private final Gate gate;
    private final Sync sync;
    private final boolean relaxed;
    private final Consumer<Exception> onFailure;
    private final Thread thread;
    private final AtomicLong wanted = new AtomicLong();
    private final AtomicReference<@Nullable Waiter> waiters = new AtomicReference<>();

    /** Held by whoever syncs. */
    private final ReentrantLock turn = new ReentrantLock();

    /** Number of the sync that runs, or ran last. Written by whose turn it is inside the gate, and by {@link #revive} while that is shut. */
    private volatile long started;

    private volatile long finished;
    private volatile long firstOfEra = 1;
    private final LongAdder syncs = new LongAdder();
    private volatile Gate.@Nullable Refusal failure;
    private volatile boolean idle;
    private volatile boolean stopping;
    private long lastNanos = System.nanoTime() - RELAXED_INTERVAL_NANOS;

    /** Whoever waits for a sync, in a stack that the sync thread takes as a whole. */
    private static final class Waiter {
        final Thread thread = Thread.currentThread();
        final long ticket;

        @Nullable
        Waiter next;

        Waiter(long ticket) {
            this.ticket = ticket;
        }
    }

    /**
     * @param gate entered for each sync; whoever shuts it calls {@link #fail} at once
     * @param onFailure must call {@link #fail}
     */
    GroupCommit(Gate gate, Sync sync, boolean relaxed, Consumer<Exception> onFailure) {
        this.gate = gate;
        this.sync = sync;
        this.relaxed = relaxed;
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().daemon().name("storage-sync").unstarted(this::loop);
    }

    void start() {
        thread.start();
    }

    /** Call it after the write: the number of the first sync that starts from now on. */
    long ticket() {
        return started + 1;
    }

    /** Asks for the sync, without waiting. */
    void want(long ticket) {
        if (wanted.get() < ticket) {
            wanted.accumulateAndGet(ticket, Math::max);
        }
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    /** @throws StorageException if it failed, or is from before the storage was opened again */
    void await(long ticket) {
        awaitFinished(ticket);
        if (ticket < firstOfEra) {
            throw inDoubt();
        }
    }

    /** As {@link #await}, but what an earlier life of the storage wrote counts: it was read from the disk again. */
    void awaitVisible(long ticket) {
        if (ticket <= finished) {
            refuseIfFailed();
            return;
        }
        await(ticket);
    }

    void refuseIfFailed() {
        Gate.Refusal why = failure;
        if (why != null) {
            throw why.exception();
        }
    }

    private void awaitFinished(long ticket) {
        if (ticket > finished && !hasSynced(ticket)) {
            park(ticket);
        }
        refuseIfFailed();
    }

    private boolean hasSynced(long ticket) {
        if (!idle || relaxed || Thread.currentThread().isVirtual() || !turn.tryLock()) {
            return false;
        }
        try {
            if (ticket > finished && failure == null) {
                round();
            }
        } finally {
            turn.unlock();
        }
        return ticket <= finished;
    }

    private void park(long ticket) {
        push(new Waiter(ticket));
        want(ticket);
        boolean interrupted = false;
        while (ticket > finished && failure == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void push(Waiter waiter) {
        Waiter head;
        do {
            head = waiters.get();
            waiter.next = head;
        } while (!waiters.compareAndSet(head, waiter));
    }

    /** In the order of arrival: whoever is resumed last waits for the others' turns. */
    private void wake() {
        Waiter waiter = reversed(waiters.getAndSet(null));
        while (waiter != null) {
            Waiter next = waiter.next;
            if (waiter.ticket <= finished || failure != null) {
                LockSupport.unpark(waiter.thread);
            } else {
                push(waiter);
            }
            waiter = next;
        }
    }

    private static @Nullable Waiter reversed(@Nullable Waiter stack) {
        Waiter reversed = null;
        Waiter waiter = stack;
        while (waiter != null) {
            Waiter next = waiter.next;
            waiter.next = reversed;
            reversed = waiter;
            waiter = next;
        }
        return reversed;
    }

    private static StorageException inDoubt() {
        return new StorageException(
                StorageException.Kind.FAILED,
                "The storage failed after this write and was opened again: the write may be there or not. Read before writing again.");
    }

    private void loop() {
        while (awaitWork()) {
            turn.lock();
            try {
                if (hasWork()) {
                    round();
                }
            } finally {
                turn.unlock();
            }
        }
    }

    private void round() {
        int stripe = gate.tryEnter();
        if (stripe < 0) {
            return;
        }
        try {
            long number = started + 1;
            started = number;
            lastNanos = System.nanoTime();
            sync.run();
            syncs.increment();
            finished = number;
        } catch (RocksDBException | RuntimeException e) {
            onFailure.accept(e);
        } finally {
            gate.leave(stripe);
        }
        wake();
    }

    /** @return false when it is time to end */
    private boolean awaitWork() {
        while (!hasWork()) {
            if (stopping) {
                return false;
            }
            idle = true;
            if (!hasWork() && !stopping) {
                LockSupport.park(this);
            }
            idle = false;
        }
        pace();
        return true;
    }

    private boolean hasWork() {
        return failure == null && wanted.get() > finished;
    }

    private void pace() {
        if (!relaxed) {
            return;
        }
        long due = lastNanos + RELAXED_INTERVAL_NANOS;
        for (long left = due - System.nanoTime(); left > 0 && !stopping; left = due - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /** Everyone who waits is refused, and everyone who comes, until {@link #revive}. */
    void fail(Gate.Refusal why) {
        failure = why;
        wake();
    }

    /** The storage was opened again: what is in it is durable, what was promised before is in doubt. Nobody may be inside the gate. */
    void revive() {
        long last = started + 1;
        firstOfEra = last + 1;
        started = last;
        finished = last;
        failure = null;
        LockSupport.unpark(thread);
    }

    /** Ends the thread after a last sync. */
    void stop() {
        want(ticket());
        stopping = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    long syncs() {
        return syncs.sum();
    }
}
