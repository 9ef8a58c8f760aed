package com.necpgame.gamesim.agent;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Tells the registry of the sessions, in order, each thing until it is answered. */
final class Deliveries implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Deliveries.class.getName());
    private static final Duration PAUSE_FIRST = Duration.ofMillis(200);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(10);
    /** For what an earlier process left, before this one registers. */
    private static final int LEFT_ATTEMPTS_MAX = 8;

    private final RegistryDoor door;
    private final Spool spool;
    private final RandomGenerator random;
    private final LongConsumer epochOver;
    private final News news = new News();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /** @param epochOver told of the epoch, when the registry says that it is over */
    Deliveries(RegistryDoor door, Spool spool, RandomGenerator random, LongConsumer epochOver) {
        this.door = door;
        this.spool = spool;
        this.random = random;
        this.epochOver = epochOver;
    }

    void start() {
        Thread.ofVirtual().name("gamesim-deliveries").start(this::run);
    }

    /** Never waits: where the queue is full, the oldest update gives way. */
    void update(Registration who, SessionUpdate update) {
        news.add(who, update);
    }

    void report(Registration who, SessionReport report) {
        var delivery = Bodies.report(who, report);
        try {
            spool.add(delivery);
        } catch (IOException e) {
            LOG.log(Level.ERROR, "A report is not on the disk, and only in memory: " + report.gameSimId(), e);
        }
        news.add(delivery);
    }

    /** Sends what an earlier process left, under its own registration. What stays unanswered is for the next start. */
    void sendLeft() throws IOException, InterruptedException {
        for (var report : spool.left()) {
            deliver(report, LEFT_ATTEMPTS_MAX);
        }
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                if (news.next() instanceof Delivery delivery) {
                    deliver(delivery, Integer.MAX_VALUE);
                    news.done();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Delivery delivery, int attemptsMax) throws InterruptedException {
        var pause = new Pause(PAUSE_FIRST, PAUSE_MAX, random);
        for (int attempt = 1; attempt <= attemptsMax; attempt++) {
            var answer = ask(delivery);
            if (answer != null && !answer.isPassing()) {
                answered(delivery, answer);
                return;
            }
            if (closed.await(pause.nextMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private @Nullable Answer ask(Delivery delivery) throws InterruptedException {
        try {
            return door.post(delivery.path(), delivery.body(), delivery.idempotencyKey());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "No answer to {0}: {1}", delivery.path(), e);
            return null;
        }
    }

    private void answered(Delivery delivery, Answer answer) {
        if (answer.isGood()) {
            answered.incrementAndGet();
        } else {
            refused.incrementAndGet();
            LOG.log(Level.WARNING, "The registry refuses {0}: {1}", delivery.path(), answer);
        }
        forget(delivery);
        if (answer.isEpochOver()) {
            epochOver.accept(delivery.body().path("epoch").asLong());
        }
    }

    private void forget(Delivery delivery) {
        if (delivery.isReport()) {
            try {
                spool.remove(delivery);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "A report that is answered stays on the disk: " + delivery.gameSimId(), e);
            }
        }
    }

    /** @return whether all was answered in time */
    boolean awaitAll(Duration time) throws InterruptedException {
        return news.awaitNone(time);
    }

    AgentFigures figures(long registrations, long beats, long beatsFailed) {
        return new AgentFigures(
                registrations, beats, beatsFailed, answered.get(), refused.get(), news.droppedUpdates());
    }

    @Override
    public void close() {
        closed.countDown();
        news.close();
    }
}
