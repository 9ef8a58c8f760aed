package com.necpgame.platform.runtime.event;

import com.necpgame.contracts.DomainEvent;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.runtime.GameModules;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One listener with what it needs to hear once: its name, its event's type and pattern, its module's table. */
final class Subscription<E extends DomainEvent> {
    private final String module;
    private final String name;
    private final Class<E> type;
    private final Listens<E> listener;
    /** Read on another thread: the library takes a tenth of a start to warm up, and nothing happens before its end. */
    private final CompletableFuture<@Nullable EventPattern> pattern;

    private final Items<SeenRow> seen;
    private final Items<DeadLetter> dead;

    Subscription(Class<? extends Listens<?>> declared, Class<E> type, Listens<E> listener, Dynamo dynamo) {
        this.module = GameModules.of(declared);
        this.name = declared.getSimpleName();
        this.type = type;
        this.listener = listener;
        this.pattern = CompletableFuture.supplyAsync(() -> EventPattern.of(declared));
        this.seen = dynamo.items(SeenRow.class, module);
        this.dead = dynamo.items(DeadLetter.class, module);
    }

    String module() {
        return module;
    }

    String name() {
        return name;
    }

    Class<E> type() {
        return type;
    }

    /** @throws IllegalStateException if what is there is no event pattern */
    @Nullable
    EventPattern pattern() {
        try {
            return pattern.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("The event pattern of " + name + " cannot be read", e);
        }
    }

    /** @param onTheBus the event as a bus carries it */
    boolean wants(String onTheBus) {
        var wanted = pattern();
        return wanted == null || wanted.matches(onTheBus);
    }

    Items<DeadLetter> dead() {
        return dead;
    }

    void offer(EventEnvelope event, EventCodec codec, long forgetAt) {
        var once = seen.insert(new SeenRow(name, event.id(), forgetAt)).otherwise(Delivery.Repeated::new);
        listener.on(codec.read(event.data(), type), new Delivery(event, once));
    }
}
