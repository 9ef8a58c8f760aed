package com.necpgame.server.socket;

import com.necpgame.server.socket.SocketMeters.Cause;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes to the connections of one event loop, in the order in which it is asked: one task carries a frame to all of
 * them. The first frame of a turn of the loop goes to each socket at once, while the connection is at hand, and no second
 * pass over hundreds of them is made. What follows in the same turn, so when there is much to do, is flushed
 * once per socket at its end.
 *
 * <p>A loop that cannot keep up would hand over ever older frames, as those wait before it reads or runs them. So a turn
 * that has lasted a quarter of a frame's age limit drops what is left of it.
 */
final class LoopWriter {
    private static final int RELAYS_NOTED_MAX = 1_024;
    private static final int TURN_SHARE = 4;

    private final EventLoop loop;
    private final SocketMeters meters;
    private final AtomicInteger tasks = new AtomicInteger();
    private final List<OutboundQueue> dirty = new ArrayList<>();
    private final List<OutboundQueue> flushing = new ArrayList<>();
    private final long[] publishedAt = new long[RELAYS_NOTED_MAX];
    private int published;
    private long written;
    private long turnBegan;
    private boolean inTurn;
    private boolean atOnce;

    LoopWriter(EventLoop loop, SocketMeters meters) {
        this.loop = loop;
        this.meters = meters;
    }

    EventLoop loop() {
        return loop;
    }

    /** Safe for many threads. The frame is retained for as long as it takes. */
    void deliver(Frame frame, Connection... to) {
        // Inline only behind nothing: a frame must not overtake what was published to this loop before.
        if (loop.inEventLoop() && tasks.get() == 0) {
            deliverNow(frame, to);
            return;
        }
        frame.retain();
        tasks.incrementAndGet();
        try {
            loop.execute(() -> {
                tasks.decrementAndGet();
                try {
                    deliverNow(frame, to);
                } finally {
                    frame.release();
                }
            });
        } catch (RejectedExecutionException e) {
            // The server has stopped.
            tasks.decrementAndGet();
            frame.release();
            meters.dropped(Cause.GONE, to.length);
        }
    }

    /** Behind what is to be delivered already. */
    void run(Runnable task) {
        tasks.incrementAndGet();
        try {
            loop.execute(() -> {
                tasks.decrementAndGet();
                task.run();
            });
        } catch (RejectedExecutionException e) {
            tasks.decrementAndGet();
        }
    }

    private void deliverNow(Frame frame, Connection... to) {
        var now = System.nanoTime();
        beginTurn(now);
        if (frame.isLate(now) || (frame.isDroppable() && now - turnBegan > frame.maxAgeNanos() / TURN_SHARE)) {
            meters.dropped(Cause.LATE, to.length);
            return;
        }
        atOnce = published == 0;
        if (published < RELAYS_NOTED_MAX) {
            publishedAt[published++] = frame.publishedAt();
        }
        for (var connection : to) {
            connection.push(frame);
        }
        atOnce = false;
    }

    /** Whether what is written now is to be flushed with it. */
    boolean isAtOnce() {
        return atOnce;
    }

    void wrote() {
        written++;
    }

    void flushLater(OutboundQueue queue) {
        beginTurn(System.nanoTime());
        dirty.add(queue);
    }

    /** The end is a task: it comes after all that the loop has read, and the tasks that it has already. */
    private void beginTurn(long now) {
        if (!inTurn) {
            inTurn = true;
            turnBegan = now;
            loop.execute(this::endTurn);
        }
    }

    private void endTurn() {
        inTurn = false;
        flushing.addAll(dirty);
        dirty.clear();
        flushing.forEach(OutboundQueue::flush);
        flushing.clear();
        var now = System.nanoTime();
        for (int i = 0; i < published; i++) {
            meters.relayed(now - publishedAt[i]);
        }
        published = 0;
        meters.sent(written);
        written = 0;
    }
}
