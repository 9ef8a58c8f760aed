package com.necpgame.gamesimregistry.session;

import com.necpgame.contracts.PlayerId;
import com.necpgame.contracts.gamesimregistry.GameSessionState;
import com.necpgame.gamesimregistry.fleet.Gamesim;
import com.necpgame.gamesimregistry.fleet.Tenants;
import com.necpgame.gamesimregistry.fleet.TestServers;
import com.necpgame.gamesimregistry.fleet.Wish;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.FaultyDynamo;
import com.necpgame.platform.testkit.MutableClock;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.server.Running;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The registry on a server of this JVM, over a store that can be made to fail, with servers that are rows. */
final class Registry implements AutoCloseable {
    static final String SESSIONS = "/v1/game-sessions";

    private static final AtomicLong NUMBERS = new AtomicLong();

    final FaultyDynamo faults;
    final Running server;
    final TestServers servers;
    final SessionTable table;
    private final List<AutoCloseable> toClose;

    private Registry(FaultyDynamo faults, Map<String, Object> settings, List<AutoCloseable> toClose) {
        this.faults = faults;
        this.server = Running.over(faults.client(), settings);
        this.servers = new TestServers(bean(Dynamo.class));
        this.table = bean(SessionTable.class);
        this.toClose = toClose;
    }

    static Registry open(Map<String, Object> settings) {
        var store = TemporaryDynamo.open();
        return over(store.client(), settings, store);
    }

    /** Another instance on a table that is there already. */
    static Registry over(DynamoDbClient store, Map<String, Object> settings, AutoCloseable... owned) {
        var faults = FaultyDynamo.over(store, Seed.ofRun().random("faults-" + NUMBERS.incrementAndGet()));
        return new Registry(
                faults,
                settings,
                Stream.concat(Stream.of(faults), Stream.of(owned)).toList());
    }

    <T> T bean(Class<T> type) {
        return server.bean(type);
    }

    MutableClock clock() {
        return server.clock();
    }

    static String fresh(String prefix) {
        return prefix + "-" + NUMBERS.incrementAndGet();
    }

    static PlayerId player(String subject) {
        return PlayerId.ofSubject(subject);
    }

    Gamesim ready(String simId, int sessionsMax) {
        return servers.ready(simId, sessionsMax, clock().instant());
    }

    static Map<String, Object> body(Object... pairs) {
        var body = new HashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            body.put((String) pairs[i], pairs[i + 1]);
        }
        return body;
    }

    ApiAnswer create(String subject, Object... pairs) {
        return server.as(subject).post(SESSIONS, body(pairs), fresh("alloc"));
    }

    ApiAnswer join(String subject, String gameSimId, Object... pairs) {
        return server.as(subject).post(SESSIONS + "/" + gameSimId + "/players", body(pairs));
    }

    ApiAnswer joinByCode(String subject, Object... pairs) {
        return server.as(subject).post(SESSIONS + "/joins", body(pairs));
    }

    ApiAnswer update(String gameSimId, String simId, long seq, List<Map<String, Object>> players) {
        return server.asGameServer()
                .post(
                        SESSIONS + "/" + gameSimId + "/updates",
                        body("simId", simId, "epoch", 1, "seq", seq, "players", players));
    }

    ApiAnswer connected(String gameSimId, String simId, long seq, String subject) {
        return update(gameSimId, simId, seq, List.of(Map.of("playerId", "plr_" + subject, "state", "CONNECTED")));
    }

    ApiAnswer left(String gameSimId, String simId, long seq, String subject) {
        return update(gameSimId, simId, seq, List.of(Map.of("playerId", "plr_" + subject, "state", "LEFT")));
    }

    ApiAnswer report(String gameSimId, String simId, long epoch, String reason) {
        return server.asGameServer()
                .post(
                        SESSIONS + "/" + gameSimId + "/report",
                        body("simId", simId, "epoch", epoch, "reason", reason, "results", List.of()));
    }

    /** Asks without HTTP. */
    Session allocate(String allocationId, Duration patience) {
        return bean(Allocations.class).allocate(making(allocationId, patience)).session();
    }

    static Making making(String allocationId, Duration patience, PlayerId... players) {
        return new Making(
                "test",
                "asked-" + allocationId,
                Wish.any(allocationId),
                new Terms(allocationId, null, 0, Map.of(), "", false, null),
                List.of(players),
                patience);
    }

    /** Ends it without HTTP. */
    Session close(Session session, String reason) {
        return bean(Reports.class)
                .close(
                        session.gameSimId(),
                        new Reports.Sender(
                                session.host().simId(), session.host().epoch()),
                        new Reports.Closing(reason, List.of(), null, Fingerprint.of(reason)));
    }

    /** Asks for a session in the region. */
    ApiAnswer create(String region, String subject, Object... pairs) {
        var wanted = body(pairs);
        wanted.putIfAbsent("region", region);
        return server.as(subject).post(SESSIONS, wanted, fresh("alloc"));
    }

    /** The session as an operator sees it. */
    ApiAnswer view(String gameSimId) {
        return server.asOperator().get(SESSIONS + "/" + gameSimId).isOk();
    }

    /** The sessions that run and that the player is in. */
    List<String> mine(String subject) {
        return ids(server.as(subject).get(SESSIONS + "/mine").isOk());
    }

    /** Of the sessions of a list. */
    static List<String> ids(ApiAnswer answer) {
        return answer.json("/items")
                .valueStream()
                .map(item -> item.at("/gameSimId").asString())
                .toList();
    }

    /** Asks, as a server, for players of a session. */
    ApiAnswer backfill(String id, String simId, long epoch) {
        return server.asGameServer().post(SESSIONS + "/" + id + "/backfill", Map.of("simId", simId, "epoch", epoch));
    }

    void sweep() {
        bean(ClaimSweep.class).run();
    }

    void lose(String simId, long epoch) {
        bean(Tenants.class).lose(simId, epoch);
    }

    /** As it is stored. */
    Session session(String gameSimId) {
        return Objects.requireNonNull(table.session(gameSimId), gameSimId);
    }

    GameSessionState state(String gameSimId) {
        return session(gameSimId).state();
    }

    int used(String simId) {
        return servers.server(simId).used();
    }

    /** Sessions that hold a slot of the server, by their rows. */
    int hosted(String simId) {
        return table.hosted(simId, servers.server(simId).epoch(), 1000).size();
    }

    long over(String gameSimId) {
        return servers.told(gameSimId).stream()
                .filter("GameSessionOver"::equals)
                .count();
    }

    @Override
    public void close() throws Exception {
        server.close();
        for (var each : toClose) {
            each.close();
        }
    }
}
