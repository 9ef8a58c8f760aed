package com.necpgame.voice.room;

import static java.util.Objects.requireNonNull;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.socket.SocketRequest;
import com.necpgame.platform.runtime.socket.SocketRoute;
import com.necpgame.platform.testkit.FaultyDynamo;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.server.Running;
import com.necpgame.voice.live.Cast.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rooms on a server of the test's JVM, with sockets that the test itself speaks through. */
final class Hall implements AutoCloseable {
    static final String SWITCH = "test.voice-rooms";
    /** Connections are held outside of the processes, and carry no binary messages. */
    static final String ELSEWHERE = "test.voice-rooms.elsewhere";

    static final String API_KEY = "an-api-key-of-this-test";
    private static final JsonMapper JSON = new JsonMapper();

    final FaultyDynamo faults;
    final Running server;
    private final Map<String, Object> settings;
    private final TemporaryDynamo store = TemporaryDynamo.open();
    private final AtomicLong numbers = new AtomicLong();
    private final Queue<String> connections = new ConcurrentLinkedQueue<>();

    Hall() {
        this(Map.of());
    }

    Hall(Map<String, Object> settings) {
        var all = new HashMap<String, Object>(Map.of(
                SWITCH,
                true,
                "necpgame.voice.api-keys",
                List.of(API_KEY),
                "necpgame.voice.connections-per-player-max",
                100,
                "necpgame.transactions.backoff-base",
                "1ms"));
        all.putAll(settings);
        this.settings = Map.copyOf(all);
        this.faults = FaultyDynamo.over(store.client(), Seed.ofRun().random("faults"));
        this.server = Running.over(faults.client(), all);
    }

    /** Another process that shares the store. */
    Running another() {
        return Running.over(faults.client(), settings);
    }

    Spotlight spotlight() {
        return server.bean(Spotlight.class);
    }

    Sockets sockets() {
        return server.bean(Sockets.class);
    }

    SocketRoute route() {
        return server.bean(SocketRoute.class);
    }

    RoomTable table() {
        return server.bean(RoomTable.class);
    }

    /** An id or a key that was never used. */
    String fresh(String prefix) {
        return prefix + "-" + numbers.incrementAndGet();
    }

    /** A connection of the player that has said nothing. */
    String connect(String subject) {
        var id = fresh("con_" + subject);
        connections.add(id);
        route().open(new SocketRequest(
                id,
                "localhost",
                "local",
                new Caller(subject, Caller.Role.PLAYER),
                Map.of("x-api-key", API_KEY),
                Map.of(),
                ""));
        return id;
    }

    /** A connection of the player that has said hello. */
    String greet(String subject) {
        var id = connect(subject);
        say(id, "hello", Map.of("framing", "binary", "codecs", List.of("pcm16", "opus")));
        return id;
    }

    /** A connection of the player in the room. */
    String greetIn(String subject, String room) {
        var id = greet(subject);
        join(id, room);
        return id;
    }

    void disconnect(String connectionId) {
        route().closed(connectionId);
    }

    /** The data of the answer: of its own action, or of the error. */
    JsonNode say(String connectionId, String action, Map<String, Object> data) {
        var cid = fresh("cid");
        route().text(connectionId, json(Map.of("action", action, "cid", cid, "data", data)));
        var answer = told(connectionId).stream()
                .filter(each -> each.path("cid").asString("").equals(cid))
                .findAny();
        return answer.map(each -> each.at("/data")).orElseGet(JSON::createObjectNode);
    }

    /** {@code ok}, or the code of the refusal. */
    String outcome(String connectionId, String action, Map<String, Object> data) {
        return say(connectionId, action, data).path("code").asString("ok");
    }

    JsonNode join(String connectionId, String room) {
        return say(connectionId, "join", Map.of("room", room));
    }

    List<JsonNode> told(String connectionId) {
        return sockets().told(connectionId).stream().map(JSON::readTree).toList();
    }

    /** What was pushed under this action, as data. */
    List<JsonNode> told(String connectionId, String action) {
        return told(connectionId).stream()
                .filter(each -> each.path("action").asString("").equals(action))
                .map(each -> each.at("/data"))
                .toList();
    }

    /** What the connection was told of others in the room, like {@code joined plr_ada}. */
    List<String> presence(String connectionId, String room) {
        return told(connectionId, "presence").stream()
                .filter(each -> each.path("room").asString().equals(room))
                .map(each -> each.path("event").asString() + " "
                        + each.at("/member/playerId").asString())
                .toList();
    }

    private static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** A room of the operator's; returns its id. */
    String room(String type, String join) {
        return room(Map.of("type", type, "join", join));
    }

    String room(Map<String, Object> wanted) {
        return server.asOperator()
                .post("/v1/voice/rooms", wanted, fresh("key"))
                .isCreated()
                .string("/id");
    }

    /** A party of the player's, open to all. */
    String party(String subject) {
        return server.as(subject)
                .post("/v1/voice/rooms", Map.of("type", "party", "join", "open"), fresh("key"))
                .isCreated()
                .string("/id");
    }

    String token(String room, String subject, String role) {
        return server.asGameServer()
                .post("/v1/voice/rooms/" + room + "/tokens", Map.of("playerId", "plr_" + subject, "role", role))
                .isCreated()
                .string("/token");
    }

    /** A deed of the operator's. */
    void operator(String room, String subject, String deed) {
        server.asOperator()
                .post(
                        "/v1/voice/rooms/" + room + "/moderation",
                        Map.of("playerId", "plr_" + subject, "deed", deed),
                        fresh("key"))
                .isCreated();
    }

    Seat seat(String room, String connectionId) {
        return requireNonNull(spotlight().seat(room, connectionId), connectionId + " has no seat in " + room);
    }

    /** The rooms that rows say the connection is in. */
    List<String> rooms(String connectionId) {
        var attendee = table().attendee(connectionId);
        return attendee == null ? List.of() : table().rooms(attendee);
    }

    <E> List<E> all(Class<E> type) {
        var all = new ArrayList<E>();
        server.bean(Dynamo.class).items(type).scan().forEach(all::add);
        return all;
    }

    /** All go home, and nobody comes back. */
    void empty() {
        connections.forEach(this::disconnect);
        connections.clear();
        for (int i = 0; i < 2; i++) {
            server.clock().advance(Duration.ofMinutes(1));
            server.bean(Departures.class).run();
        }
        sockets().forget();
    }

    @Override
    public void close() {
        server.close();
        faults.close();
        store.close();
    }
}
