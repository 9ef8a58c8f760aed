package com.necpgame.harness.warm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.server.ServerProcess;
import com.necpgame.harness.slice.local.SlicesTarget;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Patience;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Sends requests at a fixed rate and measures each from the moment at which it was due, so that a stall counts for all who
 * had to wait for it. Beside them the store is asked as a function asks it.
 */
public final class Warm {
    private static final int DIGITS = 3;
    private static final int STORE_QUERIES_PER_SECOND = 5;
    private static final String ALL = "all";
    private static final String STORE_QUERY = "store: Query of a wallet";

    private final WarmOptions options;
    private final SlicesTarget slices;
    private final Map<String, ConcurrentHistogram> times = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> wrong = new ConcurrentHashMap<>();

    private Warm(WarmOptions options, SlicesTarget slices) {
        this.options = options;
        this.slices = slices;
    }

    /** Loads slices that run. @throws IOException if they cannot even be prepared for it */
    public static WarmReport run(WarmOptions options, SlicesTarget slices) throws IOException {
        return new Warm(options, slices).run();
    }

    private WarmReport run() throws IOException {
        try (var door = new Connections(slices.base());
                ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            Players players = Players.signIn(door, slices.operator(), options.players());
            load(players, door, requests, options.warmUp(), false);
            Duration storeBefore = slices.storeProcess().cpu();
            Duration allBefore = allCpu();
            load(players, door, requests, options.measured(), true);
            return new WarmReport(
                    options,
                    copies(),
                    counts(),
                    slices.storeProcess().cpu().minus(storeBefore),
                    allCpu().minus(allBefore),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                    Runtime.getRuntime().availableProcessors());
        }
    }

    /** Of this process, the functions and the store. */
    private static Duration allCpu() {
        return new ServerProcess(ProcessHandle.current()).cpu();
    }

    private void load(Players players, Connections door, ExecutorService requests, Duration length, boolean measured) {
        var random = new SplittableRandom(options.seed());
        long gap = Duration.ofSeconds(1).toNanos() / options.perSecond();
        long start = System.nanoTime();
        long count = length.toNanos() / gap;
        for (long i = 0; i < count; i++) {
            long due = start + i * gap;
            Patience.pause(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            Players.Turn turn = players.turn(random);
            requests.execute(() -> send(door, turn, due, measured));
            if (i % Math.max(1, options.perSecond() / STORE_QUERIES_PER_SECOND) == 0) {
                String player = players.ids().get(random.nextInt(options.players()));
                requests.execute(() -> askStore(player, due, measured));
            }
        }
        Patience.pause(Duration.ofSeconds(1));
    }

    private void send(Connections door, Players.Turn turn, long due, boolean measured) {
        try {
            Answer answer = door.send(turn.request(), turn.token());
            note(turn.request().operation(), System.nanoTime() - due, measured);
            note(ALL, System.nanoTime() - due, measured);
            if (!answer.isSuccess() && measured) {
                count(answer.status() + " " + answer.code());
            }
        } catch (IOException e) {
            count(e.toString());
        }
    }

    private void askStore(String player, long due, boolean measured) {
        ObjectNode query = Json.object()
                .put("TableName", "economy")
                .put("KeyConditionExpression", "#pk = :pk and begins_with(#sk, :sk)")
                .put("ConsistentRead", true);
        query.putObject("ExpressionAttributeNames").put("#pk", "pk").put("#sk", "sk");
        ObjectNode values = query.putObject("ExpressionAttributeValues");
        values.putObject(":pk").put("S", "WALLET#" + player);
        values.putObject(":sk").put("S", "BALANCE#");
        try {
            slices.door().call("Query", query);
            note(STORE_QUERY, System.nanoTime() - due, measured);
        } catch (RuntimeException e) {
            count(e.toString());
        }
    }

    private void note(String what, long nanos, boolean measured) {
        if (measured) {
            times.computeIfAbsent(what, w -> new ConcurrentHistogram(DIGITS)).recordValue(Math.max(1, nanos));
        }
    }

    private void count(String what) {
        wrong.computeIfAbsent(what, w -> new LongAdder()).increment();
    }

    private Map<String, Histogram> copies() {
        var copies = new TreeMap<String, Histogram>();
        times.forEach((what, histogram) -> copies.put(what, histogram.copy()));
        return copies;
    }

    private Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        wrong.forEach((what, count) -> counts.put(what, count.sum()));
        return counts;
    }

    static String all() {
        return ALL;
    }

    static String storeQuery() {
        return STORE_QUERY;
    }
}
