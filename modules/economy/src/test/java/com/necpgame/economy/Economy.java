package com.necpgame.economy;

import com.necpgame.contracts.DomainEvent;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.content.ContentSeeder;
import com.necpgame.platform.runtime.event.EventEnvelope;
import com.necpgame.platform.runtime.event.Listeners;
import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.FaultyDynamo;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.server.Running;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The module on a server with the tests' content, over a store that can be made to fail. */
final class Economy implements AutoCloseable {
    final FaultyDynamo faults;
    final Running server;
    private final TemporaryDynamo store = TemporaryDynamo.open();
    private final AtomicLong keys = new AtomicLong();

    Economy() {
        this.faults = FaultyDynamo.over(store.client(), Seed.ofRun().random("faults"));
        this.server = Running.over(faults.client(), Map.of());
        seed("classpath:content");
    }

    void seed(String folder) {
        server.bean(ContentSeeder.class).seed(folder);
    }

    /** An Idempotency-Key that was never used. */
    String key() {
        return "key-" + keys.incrementAndGet();
    }

    /** A player with so much of a currency. */
    void open(String subject, String currency, long amount) {
        grant(subject, currency, amount).isCreated();
    }

    ApiAnswer grant(String subject, String currency, long amount) {
        return server.asOperator().post("/v1/grants", correction(subject, currency, amount), key());
    }

    static Map<String, Object> correction(String subject, String currency, long amount) {
        return Map.of("playerId", "plr_" + subject, "currency", currency, "amount", amount, "reason", "for the test");
    }

    ApiAnswer transfer(String from, String to, String currency, long amount) {
        return server.as(from).post("/v1/transfers", transfer(to, currency, amount), key());
    }

    static Map<String, Object> transfer(String to, String currency, long amount) {
        return Map.of("to", "plr_" + to, "currency", currency, "amount", amount);
    }

    ApiAnswer purchase(String subject, String offer, long quantity) {
        return server.as(subject).post("/v1/purchases", purchase(offer, quantity), key());
    }

    static Map<String, Object> purchase(String offer, long quantity) {
        return Map.of("offerId", offer, "quantity", quantity);
    }

    /** What the wallet says, over HTTP. */
    long balance(String subject, String currency) {
        return server.as(subject)
                .get("/v1/wallet")
                .json("/balances")
                .valueStream()
                .filter(balance -> balance.at("/currency").asString().equals(currency))
                .mapToLong(balance -> balance.at("/available").asLong())
                .sum();
    }

    /** What the module has told others about this aggregate, by type. */
    List<String> told(String aggregateId) {
        var outbox = server.bean(Dynamo.class).items(EventEnvelope.class, LedgerTable.NAME);
        var told = new ArrayList<EventEnvelope>();
        for (var shard : List.of("00", "01", "02", "03")) {
            told.addAll(outbox.query(shard).list());
        }
        return told.stream()
                .filter(event -> event.aggregateId().equals(aggregateId))
                .map(EventEnvelope::type)
                .toList();
    }

    /** Delivers what another module tells. */
    void hear(String eventId, String source, DomainEvent event) {
        var envelope = new EventEnvelope(
                "00",
                eventId,
                source,
                event.getClass().getSimpleName(),
                1,
                event.aggregateId(),
                0,
                server.clock().instant(),
                null,
                json(event));
        server.bean(Listeners.class).deliver(envelope);
    }

    private String json(DomainEvent event) {
        try {
            return server.bean(ObjectMapper.class).writeValueAsString(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        faults.close();
        store.close();
    }
}
