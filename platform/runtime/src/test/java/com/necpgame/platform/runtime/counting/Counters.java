package com.necpgame.platform.runtime.counting;

import static com.necpgame.platform.data.Conditions.any;
import static com.necpgame.platform.data.Conditions.atMost;
import static com.necpgame.platform.data.Conditions.attributeAbsent;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.runtime.event.Delivery;
import com.necpgame.platform.runtime.event.Listens;
import com.necpgame.platform.runtime.event.Outbox;
import com.necpgame.platform.runtime.transaction.Idempotency;
import com.necpgame.platform.runtime.transaction.Transactions;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts up to a bound. */
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Controller("/v1/counters")
public class Counters {
    public static final long BOUND = 1_000_000;

    private final Transactions transactions;
    private final Items<Counter> counters;
    private final Outbox outbox;

    Counters(Transactions transactions, Dynamo dynamo, Outbox outbox) {
        this.transactions = transactions;
        this.counters = dynamo.items(Counter.class);
        this.outbox = outbox;
    }

    @Post("/{name}")
    @Status(HttpStatus.CREATED)
    Answer count(Idempotency once, String name, @Body Request request) {
        return once.attempt(() -> {
            var answer = new Answer(name, request.by());
            transactions.commit(
                    once.answer(answer),
                    counters.update(name, "told")
                            .add("n", request.by())
                            .when(any(attributeAbsent("n"), atMost("n", BOUND - request.by())))
                            .otherwise(CounterProblem.TOO_MUCH),
                    outbox.put(new Counted(name, request.by())));
            return answer;
        });
    }

    /** Counts without a request. */
    public void count(String name, long by) {
        transactions.commit(counters.update(name, "told").add("n", by), outbox.put(new Counted(name, by)));
    }

    public long n(String name, String side) {
        var counter = counters.get(name, side);
        return counter == null ? 0 : counter.n();
    }

    @Serdeable
    record Request(long by) {}

    @Serdeable
    record Answer(String name, long by) {}

    /** Counts what it hears; fails as often as a test asks. */
    @Singleton
    public static final class Echo implements Listens<Counted> {
        public final AtomicInteger failures = new AtomicInteger();
        public final Queue<Counted> heard = new ConcurrentLinkedQueue<>();
        private final Transactions transactions;
        private final Items<Counter> counters;

        Echo(Transactions transactions, Dynamo dynamo) {
            this.transactions = transactions;
            this.counters = dynamo.items(Counter.class);
        }

        @Override
        public void on(Counted event, Delivery delivery) {
            if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                throw new IllegalStateException("told to fail");
            }
            transactions.commit(
                    delivery.once(), counters.update(event.name(), "heard").add("n", event.by()));
            heard.add(event);
        }
    }
}
