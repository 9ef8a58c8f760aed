package com.necpgame.gamesimregistry.fleet;

import static java.util.Objects.requireNonNull;

import com.necpgame.contracts.gamesimregistry.GamesimMoved;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.event.EventEnvelope;
import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.FaultyDynamo;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.server.Running;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/** The fleet on a server of the test's JVM. */
final class Yard implements AutoCloseable {
    static final String SWITCH = "test.fleet";
    static final String GAMESIMS = "/v1/gamesims";

    final TemporaryDynamo store = TemporaryDynamo.open();
    final FaultyDynamo faults = FaultyDynamo.over(store.client(), Seed.ofRun().random("faults"));
    final Running server;
    private final Map<String, Object> settings;
    private final AtomicLong numbers = new AtomicLong();

    Yard() {
        this(Map.of());
    }

    Yard(Map<String, Object> settings) {
        var all = new HashMap<String, Object>(Map.of(SWITCH, true, "necpgame.transactions.backoff-base", "1ms"));
        all.putAll(settings);
        this.settings = Map.copyOf(all);
        this.server = Running.over(faults.client(), this.settings);
    }

    /** Another process that shares the store. */
    Running another() {
        return Running.over(faults.client(), settings);
    }

    FleetTable table() {
        return server.bean(FleetTable.class);
    }

    LodgerTable lodgers() {
        return server.bean(LodgerTable.class);
    }

    Placement placement() {
        return server.bean(Placement.class);
    }

    void sweep() {
        server.bean(SilenceSweep.class).run();
    }

    String fresh(String prefix) {
        return prefix + "-" + numbers.incrementAndGet();
    }

    /** A body that can be registered, with these fields in place of the usual. */
    static Map<String, Object> offer(Object... pairs) {
        var offer = new HashMap<String, Object>(Map.of(
                "address", "203.0.113.7",
                "port", 7777,
                "build", "1.0",
                "region", "eu",
                "protocolVersion", 1));
        for (int i = 0; i < pairs.length; i += 2) {
            offer.put((String) pairs[i], pairs[i + 1]);
        }
        return offer;
    }

    ApiAnswer register(Object... pairs) {
        return server.asGameServer().post(GAMESIMS, offer(pairs), fresh("key"));
    }

    ApiAnswer beat(String simId, long epoch, boolean ready, boolean playable) {
        return server.asGameServer()
                .post(
                        GAMESIMS + "/" + simId + "/heartbeats",
                        Map.of("epoch", epoch, "ready", ready, "playable", playable));
    }

    ApiAnswer shutdown(String simId, long epoch) {
        return server.asGameServer().post(GAMESIMS + "/" + simId + "/shutdown", Map.of("epoch", epoch));
    }

    ApiAnswer drain(String simId, long seconds) {
        return server.asOperator().post(GAMESIMS + "/" + simId + "/drain", Map.of("deadlineSeconds", seconds));
    }

    /** A server that takes sessions. */
    Gamesim ready(Object... pairs) {
        var registered = register(pairs).isCreated();
        var simId = registered.string("/simId");
        beat(simId, registered.number("/epoch"), true, true).isOk();
        return row(simId);
    }

    Gamesim row(String simId) {
        return requireNonNull(table().server(simId), simId);
    }

    List<Gamesim> rows() {
        var all = new ArrayList<Gamesim>();
        FleetTable.shards().forEach(shard -> table().eachServer(shard, all::add));
        return all;
    }

    /** The moves of a server that others were told of, in order, like {@code null>STARTING}. */
    List<String> moves(String simId) {
        var codec = new JsonMapper();
        return told(simId).stream()
                .map(event -> codec.readTree(event.data()))
                .map(body -> body.path("from").asString("null") + ">"
                        + body.path("to").asString())
                .toList();
    }

    /** What others were told of a server, in order. */
    List<EventEnvelope> told(String simId) {
        var outbox = server.bean(Dynamo.class).items(EventEnvelope.class, FleetTable.NAME);
        var told = new ArrayList<EventEnvelope>();
        for (var shard : List.of("00", "01", "02", "03")) {
            told.addAll(outbox.query(shard).list());
        }
        return told.stream()
                .filter(event -> event.aggregateId().equals(simId))
                .filter(event -> event.type().equals(GamesimMoved.class.getSimpleName()))
                .sorted(Comparator.comparingLong(EventEnvelope::seq))
                .toList();
    }

    @Override
    public void close() {
        server.close();
        faults.close();
        store.close();
    }
}
