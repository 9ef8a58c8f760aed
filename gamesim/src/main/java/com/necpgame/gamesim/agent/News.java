package com.necpgame.gamesim.agent;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What waits to be told, oldest first. Updates of one session that wait together go together. */
final class News implements AutoCloseable {
    /** Updates that wait; beyond it the oldest is dropped. Reports never are. */
    static final int UPDATES_MAX = 4096;
    /** Updates in one request. */
    static final int BATCH_MAX = 64;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final Map<String, Long> lastSeq = new HashMap<>();
    private int updates;
    private long dropped;
    private boolean busy;
    private boolean closed;

    private sealed interface Entry {
        record Update(Registration who, SessionUpdate update) implements Entry {}

        record Whole(Delivery delivery) implements Entry {}
    }

    void add(Registration who, SessionUpdate update) {
        put(new Entry.Update(who, update));
    }

    void add(Delivery report) {
        put(new Entry.Whole(report));
    }

    private void put(Entry entry) {
        lock.lock();
        try {
            waiting.add(entry);
            updates += entry instanceof Entry.Update ? 1 : 0;
            if (updates > UPDATES_MAX) {
                waiting.remove(waiting.stream()
                        .filter(Entry.Update.class::isInstance)
                        .findFirst()
                        .orElseThrow());
                updates--;
                dropped++;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to tell; null once closed. Until {@link #done} it counts as not told. */
    @Nullable
    Delivery next() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            if (closed) {
                return null;
            }
            busy = true;
            return switch (waiting.remove()) {
                case Entry.Whole whole -> {
                    lastSeq.remove(whole.delivery.gameSimId());
                    yield whole.delivery;
                }
                case Entry.Update first -> batch(first);
            };
        } finally {
            lock.unlock();
        }
    }

    /** The first with those that follow it, up to another session, or another registration of the server. */
    private Delivery batch(Entry.Update first) {
        var together = new ArrayList<SessionUpdate>();
        together.add(first.update);
        updates--;
        while (together.size() < BATCH_MAX
                && waiting.peek() instanceof Entry.Update more
                && more.who.equals(first.who)
                && more.update.gameSimId().equals(first.update.gameSimId())) {
            together.add(more.update);
            waiting.remove();
            updates--;
        }
        long seq = lastSeq.merge(first.update.gameSimId(), 1L, Long::sum);
        return Bodies.updates(first.who, seq, together);
    }

    void done() {
        lock.lock();
        try {
            busy = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean awaitNone(Duration time) throws InterruptedException {
        long left = time.toNanos();
        lock.lock();
        try {
            while (busy || !waiting.isEmpty()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    long droppedUpdates() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
