package com.necpgame.platform.runtime.counting;

import com.necpgame.platform.runtime.event.Delivery;
import com.necpgame.platform.runtime.event.EventName;
import com.necpgame.platform.runtime.event.Listens;
import com.necpgame.platform.runtime.event.Outbox;
import com.necpgame.platform.runtime.event.RenamedEvent;
import com.necpgame.platform.runtime.transaction.Transactions;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Hears what its pattern file matches. */
@Singleton
public final class LargeCounts implements Listens<Counted> {
    private final Queue<Long> heard = new ConcurrentLinkedQueue<>();
    private final Transactions transactions;
    private final Outbox outbox;

    LargeCounts(Transactions transactions, Outbox outbox) {
        this.transactions = transactions;
        this.outbox = outbox;
    }

    @Override
    public void on(Counted event, Delivery delivery) {
        transactions.commit(delivery.once());
        heard.add(event.by());
    }

    public List<Long> heard() {
        return List.copyOf(heard);
    }

    public void tell(String name, long by, EventName as) {
        transactions.commit(outbox.put(new Counted(name, by), 0, as));
    }

    @Factory
    @Requires(property = "test.renamed")
    static final class Rename {
        @Singleton
        RenamedEvent renamed() {
            return new RenamedEvent(new EventName("sums", "Total"), new EventName("abacus", "Counted"));
        }
    }
}
