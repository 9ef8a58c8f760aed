package com.necpgame.platform.runtime.event;

import com.necpgame.contracts.DomainEvent;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.runtime.Backoff;
import com.necpgame.platform.runtime.problem.Problems;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanContext;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Hands events to the listeners of this process, each on its own: a few tries, then a dead letter, so that one that
 * fails holds up no other.
 */
@Singleton
public final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final int REASON_LENGTH_MAX = 500;

    private final Map<String, List<Subscription<?>>> byType;
    private final Map<EventName, EventName> renamed;
    private final EventCodec codec;
    private final EventConfig config;
    private final Backoff backoff;
    private final Clock clock;
    private final @Nullable MeterRegistry meters;

    Listeners(
            BeanContext beans,
            Dynamo dynamo,
            EventCodec codec,
            List<RenamedEvent> renamed,
            EventConfig config,
            RandomGenerator random,
            Clock clock,
            @io.micronaut.core.annotation.Nullable MeterRegistry meters) {
        this.codec = codec;
        this.config = config;
        this.backoff = new Backoff(random, config.backoffBase(), config.backoffMax());
        this.clock = clock;
        this.meters = meters;
        this.renamed = renamed.stream().collect(Collectors.toMap(RenamedEvent::published, RenamedEvent::listenedFor));
        this.byType = beans.getBeanDefinitions(Argument.of(Listens.class)).stream()
                .map(definition -> subscription(beans, definition, dynamo))
                .collect(Collectors.groupingBy(s -> s.type().getSimpleName()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the bean's type argument is what the listener was compiled with
    private static Subscription<?> subscription(BeanContext beans, BeanDefinition<Listens> definition, Dynamo dynamo) {
        var type = definition.getTypeArguments(Listens.class).getFirst().getType();
        return new Subscription(definition.getBeanType(), type, beans.getBean(definition), dynamo);
    }

    /** A file that is no event pattern stops the start. */
    @EventListener
    void onServing(ServerStartupEvent event) {
        all().forEach(Subscription::pattern);
    }

    int triesMax() {
        return config.triesMax();
    }

    /** All who hear something, in no order. */
    List<Subscription<?>> all() {
        return byType.values().stream().flatMap(List::stream).toList();
    }

    /** Offers the event to everyone who listens. Throws only if a failure could not even be recorded. */
    public void deliver(EventEnvelope event) {
        deliver(event, listener -> true);
    }

    /**
     * Offers the event to some of those who listen.
     *
     * @param among by the listener's simple name
     */
    public void deliver(EventEnvelope event, Predicate<String> among) {
        for (var subscription : whoHears(event)) {
            if (among.test(subscription.name())) {
                deliver(event, subscription);
            }
        }
    }

    /**
     * Offers the event to one listener, for whom somebody else has picked it: its pattern is not asked again.
     *
     * @param listener its simple name
     * @throws IllegalArgumentException if there is none of that name
     */
    public void deliver(EventEnvelope event, String listener) {
        var subscription = all().stream()
                .filter(each -> each.name().equals(listener))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no listener " + listener));
        deliver(event, subscription);
    }

    private void deliver(EventEnvelope event, Subscription<?> subscription) {
        var failure = offer(subscription, event);
        if (failure != null) {
            bury(subscription, event, failure);
        }
    }

    private List<Subscription<?>> whoHears(EventEnvelope event) {
        var name = renamed.getOrDefault(event.name(), event.name());
        var ofType = byType.getOrDefault(name.detailType(), List.of());
        if (ofType.stream().allMatch(subscription -> subscription.pattern() == null)) {
            return ofType;
        }
        var onTheBus = codec.onTheBus(name, event.data());
        return ofType.stream().filter(s -> s.wants(onTheBus)).toList();
    }

    /** The listeners' tries for one event; null if one succeeded, else what the last failed with. */
    @Nullable
    RuntimeException offer(Subscription<? extends DomainEvent> subscription, EventEnvelope event) {
        RuntimeException failure = null;
        for (int tries = 1; tries <= config.triesMax(); tries++) {
            try {
                offerOnce(subscription, event);
                return null;
            } catch (RuntimeException e) {
                failure = e;
                count(subscription, "failed");
                LOG.warn("{} failed on {} {}, try {}", subscription.name(), event.type(), event.id(), tries, e);
            }
            if (tries < config.triesMax()) {
                backoff.pause(tries);
            }
        }
        return failure;
    }

    private void offerOnce(Subscription<?> subscription, EventEnvelope event) {
        try (var ignored = MDC.putCloseable(Problems.CORRELATION, event.trace() == null ? event.id() : event.trace())) {
            subscription.offer(
                    event, codec, clock.instant().plus(config.seenKept()).getEpochSecond());
            count(subscription, "handled");
        } catch (Delivery.Repeated e) {
            count(subscription, "repeated");
        }
    }

    private void bury(Subscription<?> subscription, EventEnvelope event, RuntimeException failure) {
        var letter = DeadLetter.of(subscription.name(), event, config.triesMax(), reason(failure), clock.instant());
        subscription.dead().write(subscription.dead().put(letter));
        count(subscription, "dead");
        LOG.error("{} {} is a dead letter of {}", event.type(), event.id(), subscription.name(), failure);
    }

    static String reason(RuntimeException failure) {
        var reason = String.valueOf(failure);
        return reason.length() <= REASON_LENGTH_MAX ? reason : reason.substring(0, REASON_LENGTH_MAX);
    }

    private void count(Subscription<?> subscription, String outcome) {
        if (meters != null) {
            meters.counter("necpgame.events", "listener", subscription.name(), "outcome", outcome)
                    .increment();
        }
    }
}
