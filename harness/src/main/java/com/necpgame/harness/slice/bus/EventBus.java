package com.necpgame.harness.slice.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.slice.fault.Chance;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Patience;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.Machine;

/**
 * EventBridge, as far as slices need it: PutEvents over HTTP, and rules by which functions are invoked asynchronously, at
 * least once and in no order. There is one bus, whatever a sender calls it.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public final class EventBus implements AutoCloseable {
    static final int ENTRIES_MAX = 10;
    static final int REQUEST_BYTES_MAX = 256 * 1024;

    private static final String PUT_EVENTS = "AWSEvents.PutEvents";
    private static final Duration DRAIN_PAUSE = Duration.ofMillis(10);

    private final BusOptions options;
    private final Clock clock;
    private final Chance chance;
    private final Machine machine = Machine.builder().build();
    private final Map<String, Rule> rules = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> inFlight = new ConcurrentHashMap<>();
    private final List<DeadEvent> dead = new CopyOnWriteArrayList<>();
    private final Queue<JsonNode> taken = new ConcurrentLinkedQueue<>();
    private final LongAdder takenCount = new LongAdder();
    private final LongAdder pending = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder duplicated = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile boolean closed;

    private EventBus(BusOptions options, Clock clock) throws IOException {
        this.options = options;
        this.clock = clock;
        this.chance = new Chance(options.seed());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(requests);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Opens a bus without rules, on a free port of loopback. */
    public static EventBus open(BusOptions options, Clock clock) {
        // The JDK's server writes head and body apart; without this every answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            return new EventBus(options, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where {@code AWS_ENDPOINT_URL_EVENTBRIDGE} of functions points. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @throws IllegalArgumentException if a pattern is none */
    public void add(List<Rule> more) {
        for (Rule rule : more) {
            try {
                machine.addRule(rule.name(), rule.pattern().toString());
            } catch (IOException e) {
                throw new IllegalArgumentException(rule.name() + " has no event pattern: " + e.getMessage(), e);
            }
            rules.put(rule.name(), rule);
            inFlight.computeIfAbsent(rule.function(), f -> new Semaphore(options.inFlightMax()));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            try {
                send(exchange, 200, putEvents(target, body));
            } catch (IllegalArgumentException e) {
                send(exchange, 400, refusal(String.valueOf(e.getMessage())));
            }
        }
    }

    private static ObjectNode refusal(String message) {
        return Json.object().put("__type", "ValidationException").put("message", message);
    }

    private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private ObjectNode putEvents(String target, String body) {
        if (!PUT_EVENTS.equals(target)) {
            throw new IllegalArgumentException("Only " + PUT_EVENTS + " is spoken here, not " + target);
        }
        List<Entry> entries = entries(Json.parse(body).path("Entries"));
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("Entries");
        int failed = 0;
        for (Entry entry : entries) {
            Entry.@Nullable Refused fault = faultOf(entry);
            results.add(fault == null ? take(entry) : told(fault));
            failed += fault == null ? 0 : 1;
        }
        return answer.put("FailedEntryCount", failed);
    }

    private static List<Entry> entries(JsonNode array) {
        if (array.isEmpty() || array.size() > ENTRIES_MAX) {
            throw new IllegalArgumentException("1 validation error detected: Value at 'entries' failed to satisfy"
                    + " constraint: Member must have length less than or equal to " + ENTRIES_MAX
                    + " and greater than or equal to 1");
        }
        var entries = new ArrayList<Entry>();
        array.forEach(entry -> entries.add(new Entry(entry)));
        if (entries.stream().mapToInt(Entry::bytes).sum() > REQUEST_BYTES_MAX) {
            throw new IllegalArgumentException("Total size of the entries in the request is over the limit.");
        }
        return entries;
    }

    private Entry.@Nullable Refused faultOf(Entry entry) {
        Entry.@Nullable Refused fault = entry.fault();
        if (fault == null && chance.happens(options.refused())) {
            refused.increment();
            return new Entry.Refused("ThrottlingException", "Rate exceeded");
        }
        return fault;
    }

    private static ObjectNode told(Entry.Refused fault) {
        return Json.object().put("ErrorCode", fault.code()).put("ErrorMessage", fault.message());
    }

    private ObjectNode take(Entry entry) {
        String id = UUID.randomUUID().toString();
        put(entry.event(id, clock.instant()));
        return Json.object().put("EventId", id);
    }

    /** Puts an event on the bus as it is, without PutEvents: as AWS's own services do. */
    public void put(ObjectNode event) {
        takenCount.increment();
        taken.add(event);
        while (taken.size() > KEPT_MAX) {
            taken.poll();
        }
        for (Rule rule : matching(event)) {
            deliverLater(rule, event);
            if (chance.happens(options.duplicates())) {
                duplicated.increment();
                deliverLater(rule, event);
            }
        }
    }

    /** How many of the latest events {@link #taken()} shows. */
    private static final int KEPT_MAX = 1000;

    private List<Rule> matching(ObjectNode event) {
        try {
            return machine.rulesForJSONEvent(event.toString()).stream()
                    .map(rules::get)
                    .toList();
        } catch (Exception e) {
            throw new IllegalStateException("The patterns could not be evaluated", e);
        }
    }

    private void deliverLater(Rule rule, ObjectNode event) {
        pending.increment();
        deliveries.execute(() -> {
            try {
                deliver(rule, event);
            } finally {
                pending.decrement();
            }
        });
    }

    private void deliver(Rule rule, ObjectNode event) {
        ObjectNode input = Json.object().put("listener", rule.listener());
        input.set("event", event);
        Semaphore room = Objects.requireNonNull(inFlight.get(rule.function()));
        room.acquireUninterruptibly();
        try {
            @Nullable DeadEvent letter = new Delivery(options, () -> closed).run(rule, input);
            if (letter == null) {
                delivered.increment();
            } else {
                dead.add(letter);
            }
        } finally {
            room.release();
        }
    }

    /** Waits until nothing is under way. @return false if that did not happen in time */
    public boolean drain(Duration within) {
        return new Patience(within, DRAIN_PAUSE).until(() -> pending.sum() == 0);
    }

    /** The dead-letter queue. */
    public List<DeadEvent> dead() {
        return List.copyOf(dead);
    }

    /** The latest events that were taken, the oldest first. */
    public List<JsonNode> taken() {
        return List.copyOf(taken);
    }

    /** What has happened so far. */
    public Counts counts() {
        return new Counts(
                takenCount.sum(), delivered.sum(), duplicated.sum(), refused.sum(), pending.sum(), dead.size());
    }

    /** Ends deliveries: what is still to be tried becomes a dead letter. */
    @Override
    public void close() {
        closed = true;
        server.stop(0);
        deliveries.shutdownNow();
        requests.shutdownNow();
    }

    /**
     * @param taken events
     * @param delivered to a rule's target, duplicates included
     * @param duplicated deliveries made twice on purpose
     * @param refused entries refused on purpose
     * @param pending deliveries that are not yet made
     * @param dead letters
     */
    public record Counts(long taken, long delivered, long duplicated, long refused, long pending, long dead) {}
}
