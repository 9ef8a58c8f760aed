package com.necpgame.gamesimregistry.session;

import static com.necpgame.platform.runtime.problem.PlatformProblem.UNAVAILABLE;

import com.necpgame.gamesimregistry.fleet.Wish;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.Ids;
import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who waits for a slot, in the order of arrival, over all instances: one row each. A row whose process has died runs out,
 * and whoever comes upon it removes it.
 *
 * <p>One partition holds the line: it has an order only as a whole, and is bounded.
 */
@Singleton
final class WaitingLine {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingLine.class);

    private final WaiterTable waiters;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final SessionConfig config;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition mayBeFree = lock.newCondition();

    WaitingLine(WaiterTable waiters, Transactions transactions, Ids ids, Clock clock, SessionConfig config) {
        this.waiters = waiters;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.config = config;
    }

    /** What they wish who came before this one; all, for one who is not in the line. */
    List<Wish> ahead(@Nullable Waiter own) {
        var now = clock.instant();
        var rows = waiters.before(own);
        rows.stream().filter(row -> !row.isAlive(now)).forEach(this::leave);
        return rows.stream().filter(row -> row.isAlive(now)).map(Waiter::wish).toList();
    }

    boolean isFull() {
        return waiters.count() >= config.queueMax();
    }

    Waiter enter(Wish wish) {
        var waiter = new Waiter(ids.next("wait"), wish, clock.instant().plus(config.waiterLease()));
        transactions.commit(waiters.put(waiter));
        return waiter;
    }

    /** Says that the request is still there, before its lease runs out. */
    Waiter stay(Waiter waiter) {
        var now = clock.instant();
        if (now.plus(config.waiterLease().dividedBy(2)).isBefore(waiter.leaseUntil())) {
            return waiter;
        }
        var renewed = new Waiter(waiter.id(), waiter.wish(), now.plus(config.waiterLease()));
        transactions.commit(waiters.put(renewed));
        return renewed;
    }

    /** Where that fails the row runs out. */
    void leave(Waiter waiter) {
        try {
            transactions.commit(gone(waiter));
        } catch (Refusal e) {
            LOG.debug("{} stays until {}", waiter.id(), waiter.leaseUntil(), e);
        }
        wake();
    }

    Write gone(Waiter waiter) {
        return waiters.delete(waiter);
    }

    /** Waits until a slot may be free: somebody of this process said so, or it is time to look. */
    void pause() {
        lock.lock();
        try {
            var nanosLeft = mayBeFree.awaitNanos(config.pollEvery().toNanos());
            LOG.trace("woken {} ns early", nanosLeft);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UNAVAILABLE.refuse("stopped while waiting for a slot");
        } finally {
            lock.unlock();
        }
    }

    /** A slot may be free: those of this process who wait look now. */
    void wake() {
        lock.lock();
        try {
            mayBeFree.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
