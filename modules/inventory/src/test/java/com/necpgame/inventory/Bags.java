package com.necpgame.inventory;

import com.necpgame.contracts.ItemQuantity;
import com.necpgame.contracts.PlayerId;
import com.necpgame.contracts.economy.PurchasePaid;
import com.necpgame.contracts.inventory.ItemsGranted;
import com.necpgame.contracts.inventory.ItemsRemoved;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.content.ContentSeeder;
import com.necpgame.platform.runtime.event.EventEnvelope;
import com.necpgame.platform.runtime.event.Listeners;
import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.ApiRequest;
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
final class Bags implements AutoCloseable {
    final FaultyDynamo faults;
    final Running server;
    private final TemporaryDynamo store = TemporaryDynamo.open();
    private final AtomicLong keys = new AtomicLong();

    /** Each bag has so many slots. */
    Bags(int capacity) {
        this.faults = FaultyDynamo.over(store.client(), Seed.ofRun().random("faults"));
        this.server = Running.over(
                faults.client(),
                Map.of("necpgame.inventory.capacity", capacity, "necpgame.events.backoff-base", "1ms"));
        seed("classpath:content");
    }

    void seed(String folder) {
        server.bean(ContentSeeder.class).seed(folder);
    }

    /** An Idempotency-Key that was never used. */
    String key() {
        return "key-" + keys.incrementAndGet();
    }

    /** {@code grant("ada", "cell 12", "rifle 1")}, as an event that comes once. */
    void grant(String subject, String... items) {
        hear("event-" + key(), purchase(subject, "pur_" + key(), items));
    }

    static PurchasePaid purchase(String subject, String reference, String... items) {
        return new PurchasePaid(reference, new PlayerId("plr_" + subject), "offer", 1, quantities(items));
    }

    static List<ItemQuantity> quantities(String... items) {
        return List.of(items).stream()
                .map(item -> item.split(" ", -1))
                .map(words -> new ItemQuantity(words[0], Long.parseLong(words[1])))
                .toList();
    }

    /** Delivers what the economy tells. */
    void hear(String eventId, PurchasePaid event) {
        var at = server.clock().instant();
        server.bean(Listeners.class)
                .deliver(new EventEnvelope(
                        "00", eventId, "economy", "PurchasePaid", 1, event.aggregateId(), 0, at, null, json(event)));
    }

    private String json(PurchasePaid event) {
        try {
            return server.bean(ObjectMapper.class).writeValueAsString(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bag over HTTP, oldest first, as {@code cell 12}. */
    List<String> bag(String subject) {
        return lines(server.as(subject).get("/v1/inventory?limit=100"));
    }

    /** The mailbox over HTTP, newest first, as {@code cell 12}. */
    List<String> mail(String subject) {
        return lines(server.as(subject).get("/v1/inventory/mail?limit=100"));
    }

    private static List<String> lines(ApiAnswer page) {
        return page.json("/items")
                .valueStream()
                .map(item ->
                        item.at("/item").asString() + " " + item.at("/quantity").asLong())
                .toList();
    }

    long used(String subject) {
        return server.as(subject).get("/v1/inventory").number("/used");
    }

    /** The id of what lies in this place of the bag. */
    String item(String subject, int place) {
        return server.as(subject).get("/v1/inventory?limit=100").string("/items/" + place + "/id");
    }

    /** The id of what lies in this place of the mailbox. */
    String letter(String subject, int place) {
        return server.as(subject).get("/v1/inventory/mail?limit=100").string("/items/" + place + "/id");
    }

    ApiAnswer consume(String subject, String id, long quantity) {
        return server.as(subject).post("/v1/inventory/items/" + id + "/consume", Map.of("quantity", quantity), key());
    }

    ApiAnswer discard(String subject, String id, long quantity) {
        return server.as(subject).post("/v1/inventory/items/" + id + "/discard", Map.of("quantity", quantity), key());
    }

    ApiAnswer claim(String subject, String id) {
        return claim(subject, id, key());
    }

    ApiAnswer claim(String subject, String id, String key) {
        return server.as(subject)
                .send(ApiRequest.of("POST", "/v1/inventory/mail/" + id + "/claim")
                        .key(key));
    }

    /** What the module has told others about this player. */
    <E> List<E> told(String subject, Class<E> type) {
        var outbox = server.bean(Dynamo.class).items(EventEnvelope.class, BagTable.NAME);
        var told = new ArrayList<EventEnvelope>();
        for (var shard : List.of("00", "01", "02", "03")) {
            told.addAll(outbox.query(shard).list());
        }
        return told.stream()
                .filter(event -> event.aggregateId().equals("plr_" + subject))
                .filter(event -> event.type().equals(type.getSimpleName()))
                .map(event -> read(event.data(), type))
                .toList();
    }

    List<ItemsGranted> granted(String subject) {
        return told(subject, ItemsGranted.class);
    }

    List<ItemsRemoved> removed(String subject) {
        return told(subject, ItemsRemoved.class);
    }

    private <E> E read(String data, Class<E> type) {
        try {
            return server.bean(ObjectMapper.class).readValue(data, type);
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
