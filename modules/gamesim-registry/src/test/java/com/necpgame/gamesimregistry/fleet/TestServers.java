package com.necpgame.gamesimregistry.fleet;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.runtime.event.EventEnvelope;
import com.necpgame.platform.runtime.recurring.Recurring;
import com.necpgame.platform.testkit.server.Running;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Servers of the fleet as rows, for tests of what runs on them. */
public final class TestServers {
    private final FleetTable table;
    private final Dynamo dynamo;

    public TestServers(Dynamo dynamo) {
        this.dynamo = dynamo;
        this.table = new FleetTable(dynamo);
    }

    /** The sweep that notices servers that have fallen silent. */
    public static Recurring silence(Running server) {
        return server.bean(SilenceSweep.class);
    }

    /** A server that is READY and playable. */
    public Gamesim ready(String simId, int sessionsMax, Instant now) {
        return ready(simId, sessionsMax, 4, "eu", now);
    }

    public Gamesim ready(String simId, int sessionsMax, int playersMax, String region, Instant now) {
        var offer =
                new Offer("203.0.113.7", 7777, 7778, "build-1", region, null, Map.of(), sessionsMax, playersMax, 1, 30);
        var server = new Gamesim(
                FleetTable.shard(simId),
                simId,
                1,
                GamesimState.READY,
                2,
                true,
                0,
                offer,
                Gamesim.Pulse.NONE,
                now,
                now,
                null,
                null);
        put(server);
        return server;
    }

    public Gamesim server(String simId) {
        return Objects.requireNonNull(table.server(simId), simId);
    }

    public List<Gamesim> servers() {
        var all = new ArrayList<Gamesim>();
        FleetTable.shards().forEach(shard -> table.eachServer(shard, all::add));
        return all;
    }

    /** Its epoch is over, as by the registry's own write, which leaves the count of slots as it is by then. */
    public void end(String simId, GamesimState last) {
        dynamo.items(Gamesim.class).write(table.end(server(simId), last, Instant.parse("2100-01-01T00:00:00Z")));
    }

    /** Registered anew: the sessions of the epoch before hold nothing any more. */
    public void registerAgain(String simId, Instant now) {
        change(simId, server -> server.again(server.offer(), now).in(GamesimState.READY));
    }

    private void change(String simId, UnaryOperator<Gamesim> change) {
        var seen = server(simId);
        var items = dynamo.items(Gamesim.class);
        items.write(table.register(seen, change.apply(seen)));
    }

    private void put(Gamesim server) {
        dynamo.items(Gamesim.class).write(table.insert(server));
    }

    /** What the registry has told, by the name of the event, of this aggregate. */
    public List<String> told(String aggregateId) {
        return told().stream()
                .filter(event -> event.aggregateId().equals(aggregateId))
                .map(EventEnvelope::type)
                .toList();
    }

    /** All that it has told, by shard. */
    public List<EventEnvelope> told() {
        var outbox = dynamo.items(EventEnvelope.class, FleetTable.NAME);
        var told = new ArrayList<EventEnvelope>();
        for (var shard : List.of("00", "01", "02", "03")) {
            var page = outbox.query(shard).page();
            told.addAll(page.items());
            while (page.next() != null) {
                page = outbox.query(shard).from(page.next()).page();
                told.addAll(page.items());
            }
        }
        return told;
    }
}
