package com.necpgame.platform.embedded.bench;

import com.necpgame.platform.embedded.EmbeddedDynamo;
import com.necpgame.platform.embedded.storage.StorageOptions;
import com.necpgame.platform.testkit.LocalDynamo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The engine beside others that could stand in its place, in one run and taking turns: in each round every cell
 * (scenario, threads) comes once, in a drawn order, and within it every contender, in a drawn order. So what slows the
 * machine for a while slows all of them. Client and store share the process and the machine; PostgreSQL has processes
 * of its own.
 *
 * <p>Arguments: see {@link BenchOptions#of}. Leaves {@code bench.txt}, {@code bench.json} and {@code index.html} in the
 * folder, and prints the first.
 */
public final class EngineBench implements AutoCloseable {
    static final String EMBEDDED = "embedded";
    static final String LOCAL_FILE = "DynamoDB Local, file";
    static final String LOCAL_MEMORY = "DynamoDB Local, memory";
    static final String POSTGRES = "PostgreSQL";
    static final String POSTGRES_ONE_ROUND_TRIP = "PostgreSQL, one round trip";

    private static final long MIB = 1L << 20;

    private final BenchOptions options;
    private final Path data;
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private final List<Contender> contenders = new ArrayList<>();
    private final Map<Contender, AtomicLong> ledgerIds = new LinkedHashMap<>();
    private final Map<Contender, List<Contender.Session>> sessions = new LinkedHashMap<>();
    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private final SplittableRandom random;
    private final Random order;

    private EngineBench(BenchOptions options) {
        this.options = options;
        this.data = options.folder().resolve("data");
        this.random = new SplittableRandom(options.seed());
        this.order = new Random(options.seed());
    }

    public static void main(String... arguments) throws Exception {
        var options = BenchOptions.of(arguments);
        Instant at = Clock.systemUTC().instant();
        try (var bench = new EngineBench(options)) {
            bench.open();
            var result = bench.run(at);
            Files.writeString(options.folder().resolve("bench.txt"), TextReport.of(result));
            Files.writeString(options.folder().resolve("bench.json"), JsonReport.of(result));
            Files.writeString(options.folder().resolve("index.html"), PageReport.of(result));
            System.out.println(TextReport.of(result));
            System.out.println("All of it, with plots: " + options.folder().resolve("index.html"));
        }
    }

    private void open() throws IOException, InterruptedException {
        empty(data);
        Files.createDirectories(data);
        if (options.wants(EMBEDDED)) {
            take(embedded());
        }
        if (options.wants(LOCAL_FILE)) {
            var file = LocalDynamo.inFile(data.resolve("local").resolve("local.db"));
            take(new DynamoContender(LOCAL_FILE, file.client(), file::close));
        }
        if (options.wants(LOCAL_MEMORY)) {
            var memory = LocalDynamo.inMemory();
            take(new DynamoContender(LOCAL_MEMORY, memory.client(), memory::close));
        }
        if (options.wants(POSTGRES)) {
            takePostgres();
        }
    }

    private Contender embedded() {
        var storage = new StorageOptions(
                data.resolve("embedded"), StorageOptions.Durability.FSYNCED, 128 * MIB, 64 * MIB, 256 * MIB);
        var client = EmbeddedDynamo.open(storage, Clock.systemUTC());
        return new DynamoContender(EMBEDDED, client, client::close);
    }

    private void takePostgres() throws IOException, InterruptedException {
        try {
            var server = PostgresServer.start(data.resolve("postgres"));
            var statements = take(PostgresContender.statements(server));
            var oneRoundTrip = PostgresContender.oneRoundTrip(server);
            contenders.add(oneRoundTrip);
            ledgerIds.put(oneRoundTrip, ledgerIds.get(statements));
        } catch (PostgresServer.Missing e) {
            skipped.put(POSTGRES, String.valueOf(e.getMessage()));
        }
    }

    private Contender take(Contender contender) {
        contenders.add(contender);
        ledgerIds.put(contender, new AtomicLong());
        long start = System.nanoTime();
        contender.load(options.players());
        System.out.printf(
                "%s: %,d players loaded in %,d ms%n",
                contender.name(), options.players(), (System.nanoTime() - start) / 1_000_000);
        return contender;
    }

    private Result run(Instant at) throws IOException, InterruptedException {
        var fsyncs = new ArrayList<Round>();
        for (int round = -options.warmups(); round < options.rounds(); round++) {
            var fsync = Fsyncs.round(data, options.round());
            if (round >= 0) {
                fsyncs.add(fsync);
            }
            turn(round >= 0);
            System.out.printf("round %d of %d, %,.0f fsyncs/s%n", round + 1, options.rounds(), fsync.perSecond());
        }
        audit();
        var ordered = cells.values().stream()
                .sorted(Comparator.comparing(Cell::scenario)
                        .thenComparingInt(Cell::threads)
                        .thenComparingInt(cell -> names().indexOf(cell.contender())))
                .toList();
        return new Result(
                options, at, Machine.facts(), skipped, ordered, new Cell("fsync", Scenario.TRANSACTION, 1, fsyncs));
    }

    private List<String> names() {
        return contenders.stream().map(Contender::name).toList();
    }

    private record Place(Scenario scenario, int threads) {}

    private void turn(boolean counts) throws InterruptedException {
        var places = new ArrayList<Place>();
        for (var scenario : options.scenarios()) {
            options.threads().forEach(threads -> places.add(new Place(scenario, threads)));
        }
        Collections.shuffle(places, order);
        for (var place : places) {
            var turns = new ArrayList<>(contenders);
            turns.removeIf(contender -> !contender.scenarios().contains(place.scenario()));
            Collections.shuffle(turns, order);
            for (var contender : turns) {
                var load = new Load(contender, options.players(), ledgerIds.get(contender), random.split());
                var round = load.round(place.scenario(), sessions(contender, place.threads()), options.round());
                if (counts) {
                    cell(contender, place).rounds().add(round);
                }
            }
        }
    }

    /** The same ones in each round: a new connection to a database is slow at first. */
    private List<Contender.Session> sessions(Contender contender, int threads) {
        var open = sessions.computeIfAbsent(contender, name -> new ArrayList<>());
        while (open.size() < threads) {
            open.add(contender.session());
        }
        return open.subList(0, threads);
    }

    private Cell cell(Contender contender, Place place) {
        return cells.computeIfAbsent(
                contender.name() + place,
                name -> new Cell(contender.name(), place.scenario(), place.threads(), new ArrayList<>()));
    }

    /** Whoever answered a transaction has made it. */
    private void audit() {
        for (var contender : contenders) {
            long answered = ledgerIds.get(contender).get();
            long made = contender.transactions(options.players());
            if (answered != made) {
                throw new IllegalStateException(
                        contender.name() + " answered " + answered + " transactions and made " + made);
            }
        }
    }

    private static void empty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        sessions.values().forEach(open -> open.forEach(Contender.Session::close));
        contenders.forEach(Contender::close);
        empty(data);
    }
}
