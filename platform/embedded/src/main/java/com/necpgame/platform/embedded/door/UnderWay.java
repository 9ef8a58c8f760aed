package com.necpgame.platform.embedded.door;

import java.time.Duration;

/**
 * Counts the calls between the last byte of a request and the last of its answer, and lets them end. The JDK's server
 * counts too, but forgets to take off those that a client broke off, and then waits for them in vain.
 */
final class UnderWay {
    private int calls;
    private boolean closed;

    /** @throws Refused once it is closed */
    synchronized void enter() {
        if (closed) {
            throw Refused.because(503, "ServiceUnavailableException", "The door is closing");
        }
        calls++;
    }

    synchronized void leave() {
        calls--;
        notifyAll();
    }

    /** Lets nobody enter any more, and waits for those inside, but not longer than the limit. */
    synchronized void close(Duration limit) {
        closed = true;
        long end = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toNanos(); calls > 0 && left > 0; left = end - System.nanoTime()) {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
