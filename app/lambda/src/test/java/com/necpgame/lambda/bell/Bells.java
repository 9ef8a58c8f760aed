package com.necpgame.lambda.bell;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.runtime.event.Delivery;
import com.necpgame.platform.runtime.event.Listens;
import com.necpgame.platform.runtime.event.Outbox;
import com.necpgame.platform.runtime.recurring.Recurring;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Rings bells, and counts what was heard. */
@Singleton
public final class Bells {
    private final Transactions transactions;
    private final Items<Bell> bells;
    private final Outbox outbox;

    Bells(Transactions transactions, Dynamo dynamo, Outbox outbox) {
        this.transactions = transactions;
        this.bells = dynamo.items(Bell.class);
        this.outbox = outbox;
    }

    public void ring(String name, long strokes) {
        transactions.commit(outbox.put(new Rung(name, strokes)));
    }

    public long heard(String name, String ear) {
        var bell = bells.get(name, ear);
        return bell == null ? 0 : bell.strokes();
    }

    void hear(Rung event, String ear, Delivery delivery) {
        transactions.commit(delivery.once(), bells.update(event.bell(), ear).add("strokes", event.strokes()));
    }

    /** Hears every bell; fails as often as a test asks. */
    @Singleton
    public static final class Ear implements Listens<Rung> {
        public final AtomicInteger failures = new AtomicInteger();
        private final Bells bells;

        Ear(Bells bells) {
            this.bells = bells;
        }

        @Override
        public void on(Rung event, Delivery delivery) {
            if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                throw new IllegalStateException("told to fail");
            }
            bells.hear(event, "ear", delivery);
        }
    }

    /** Hears what its pattern lets through: ten strokes and more. */
    @Singleton
    public static final class HardOfHearing implements Listens<Rung> {
        private final Bells bells;

        HardOfHearing(Bells bells) {
            this.bells = bells;
        }

        @Override
        public void on(Rung event, Delivery delivery) {
            bells.hear(event, "hard of hearing", delivery);
        }
    }

    /** Comes every hour; fails as often as a test asks. */
    @Singleton
    public static final class Chimes implements Recurring {
        public final AtomicInteger failures = new AtomicInteger();
        public final AtomicInteger chimes = new AtomicInteger();

        @Override
        public Duration every() {
            return Duration.ofHours(1);
        }

        @Override
        public void run() {
            if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                throw new IllegalStateException("told to fail");
            }
            chimes.incrementAndGet();
        }
    }

    /** Comes every day. */
    @Singleton
    public static final class Oiling implements Recurring {
        @Override
        public Duration every() {
            return Duration.ofDays(1);
        }

        @Override
        public void run() {
            // Nothing squeaks.
        }
    }
}
