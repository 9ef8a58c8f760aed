package com.necpgame.platform.embedded.storage;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the storage again, in a thread that lives only as long as that takes, with growing pauses. */
final class Repair {
    private static final Logger log = LoggerFactory.getLogger(Repair.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    /** Whether it is time to tear down and open again. */
    enum Due {
        NOT_YET,
        NOW,
        /** It went well by itself. */
        NO_LONGER
    }

    /** Opens; may fail and is tried again. */
    interface Opening {
        void run() throws Exception;
    }

    private final Runnable tearDown;
    private final Opening openAgain;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopped = lock.newCondition();
    private boolean stopping;
    private @Nullable Thread thread;
    private volatile Supplier<Due> due = () -> Due.NOW;

    /** @param tearDown frees what is left of the failed storage; run once before the first opening */
    Repair(Runnable tearDown, Opening openAgain) {
        this.tearDown = tearDown;
        this.openAgain = openAgain;
    }

    /**
     * @param when it makes sense to begin; asked every {@value #FIRST_PAUSE_MILLIS} ms. A later call with another answer holds for a
     *     repair that has not begun
     */
    void begin(Supplier<Due> when) {
        lock.lock();
        try {
            due = when;
            if (thread == null && !stopping) {
                thread = Thread.ofPlatform().daemon().name("storage-repair").start(this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (Due when = decide(); when != Due.NOW; when = decide()) {
            if (when == Due.NO_LONGER || pause(FIRST_PAUSE_MILLIS)) {
                return;
            }
        }
        tearDown.run();
        long millis = FIRST_PAUSE_MILLIS;
        while (!pause(millis) && !opened()) {
            millis = Math.min(2 * millis, LONGEST_PAUSE_MILLIS);
        }
    }

    private Due decide() {
        Supplier<Due> asked = due;
        Due answer = asked.get();
        lock.lock();
        try {
            if (!due.equals(asked)) {
                return Due.NOT_YET;
            }
            if (answer == Due.NO_LONGER) {
                thread = null;
            }
            return answer;
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock: a failure of the storage just opened finds either this thread at work or none. */
    private boolean opened() {
        lock.lock();
        try {
            openAgain.run();
            thread = null;
            return true;
        } catch (Exception e) {
            log.error("The storage could not be opened again; trying on", e);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether to stop */
    private boolean pause(long millis) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!stopping && left > 0) {
                left = stopped.awaitNanos(left);
            }
            return stopping;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends it, and waits for that. No repair begins afterwards. */
    void stop() {
        Thread running;
        lock.lock();
        try {
            stopping = true;
            stopped.signalAll();
            running = thread;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            join(running);
        }
    }

    private static void join(Thread running) {
        boolean interrupted = false;
        while (running.isAlive()) {
            try {
                running.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
