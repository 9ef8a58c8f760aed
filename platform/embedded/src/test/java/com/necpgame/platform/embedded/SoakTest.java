package com.necpgame.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.embedded.storage.Child;
import com.necpgame.platform.embedded.storage.StorageOptions;
import com.necpgame.platform.embedded.storage.StorageOptions.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A million items, then sixteen writers for as long as asked, in a JVM with a small heap: how long, how fast, how much memory and disk.
 * {@code -Dseconds=600 -Ditems=1000000 -Dseed=}.
 */
@Tag("soak")
class SoakTest {
    private static final String TABLE = "game";
    private static final int WRITERS = 16;
    private static final int ITEMS_PER_PLAYER = 22;
    private static final int INVENTORY = ITEMS_PER_PLAYER - 2;
    private static final int LEDGER_KEPT = 1_000;
    private static final int INTERVALS = 10;
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void memoryStaysFlatUnderWrites() throws IOException, InterruptedException {
        try (Child child = Child.start(
                List.of("-XX:+UseSerialGC", "-Xmx256m"),
                Soak.class,
                folder.toString(),
                System.getProperty("seconds", "60"),
                System.getProperty("items", "1000000"),
                String.valueOf(Long.getLong("seed", System.nanoTime())))) {
            child.relay();
            assertThat(child.awaitEnd()).as("end of the soak").isZero();
        }
    }

    /** Arguments: folder, seconds, items, seed. */
    public static final class Soak {
        private final Path folder;
        private final long seconds;
        private final int players;
        private final long seed;

        private Soak(String[] args) {
            folder = Path.of(args[0]);
            seconds = Long.parseLong(args[1]);
            players = Integer.parseInt(args[2]) / ITEMS_PER_PLAYER;
            seed = Long.parseLong(args[3]);
        }

        public static void main(String[] args) throws IOException, InterruptedException {
            new Soak(args).run();
            System.exit(0);
        }

        private EmbeddedDynamo open() {
            long begin = System.nanoTime();
            var options = new StorageOptions(folder, Durability.FSYNCED, 64 * MIB, 64 * MIB, 256 * MIB);
            EmbeddedDynamo dynamo =
                    EmbeddedDynamo.open(new EmbeddedOptions(options, Duration.ZERO, false), Clock.systemUTC());
            dynamo.listTables();
            say("open: %d ms, RSS %d MiB", millisSince(begin), rssMib());
            return dynamo;
        }

        private void run() throws IOException, InterruptedException {
            say(
                    "seed %d, heap %d MiB, cache 64 MiB, memtables 64 MiB",
                    seed, Runtime.getRuntime().maxMemory() / MIB);
            try (EmbeddedDynamo dynamo = open()) {
                load(dynamo);
            }
            try (EmbeddedDynamo dynamo = open()) {
                warm(dynamo);
                write(dynamo);
            }
            open().close();
        }

        private void load(DynamoDbClient dynamo) throws InterruptedException, IOException {
            ScoreTable.create(dynamo, TABLE);
            long begin = System.nanoTime();
            int loaders = 8;
            inThreads(loaders, loader -> {
                for (int player = loader; player < players; player += loaders) {
                    load(dynamo, player);
                }
            });
            say(
                    "load: %,d items in %.1f s, disk %d MiB, RSS %d MiB",
                    players * ITEMS_PER_PLAYER, millisSince(begin) / 1e3, diskMib(), rssMib());
        }

        private static void load(DynamoDbClient dynamo, int player) {
            List<WriteRequest> items = new ArrayList<>();
            items.add(put(item(player, "PROFILE", Map.of("board", s("b" + player % 100), "score", n(player)))));
            items.add(put(item(player, "WALLET", Map.of("coins", n(1_000_000)))));
            for (int i = 0; i < INVENTORY; i++) {
                items.add(put(item(player, "INV#" + i, Map.of())));
            }
            dynamo.batchWriteItem(request -> request.requestItems(Map.of(TABLE, items)));
        }

        /** So that the first interval is not the compiler's. */
        private void warm(DynamoDbClient dynamo) throws InterruptedException {
            inThreads(WRITERS, writer -> {
                var random = new java.util.Random(seed + writer);
                for (int i = 0; i < 1_000; i++) {
                    transact(dynamo, random, writer, i);
                }
            });
        }

        private void write(DynamoDbClient dynamo) throws InterruptedException, IOException {
            long[] rss = new long[INTERVALS];
            Latencies all = new Latencies();
            CountDownLatch stop = new CountDownLatch(1);
            Latencies[] current = {new Latencies()};
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> Thread.ofPlatform().start(() -> {
                        var random = new java.util.Random(seed + writer);
                        for (long i = 0; stop.getCount() > 0; i++) {
                            long begin = System.nanoTime();
                            transact(dynamo, random, writer, i);
                            long nanos = System.nanoTime() - begin;
                            current[0].add(nanos);
                            all.add(nanos);
                        }
                    }))
                    .toList();
            for (int interval = 0; interval < INTERVALS; interval++) {
                Latencies mine = new Latencies();
                current[0] = mine;
                stop.await(seconds * 1_000 / INTERVALS, TimeUnit.MILLISECONDS);
                rss[interval] = rssMib();
                say(
                        "%3d %%: %s, RSS %d MiB, disk %d MiB",
                        (interval + 1) * 100 / INTERVALS,
                        mine.tell(seconds * 1.0 / INTERVALS),
                        rss[interval],
                        diskMib());
            }
            stop.countDown();
            for (Thread writer : writers) {
                writer.join();
            }
            say("all of %d s: %s; RSS %s MiB", seconds, all.tell((double) seconds), java.util.Arrays.toString(rss));
            long later =
                    java.util.Arrays.stream(rss, INTERVALS / 2, INTERVALS).max().orElseThrow();
            long earlier = java.util.Arrays.stream(rss, 0, INTERVALS / 2).max().orElseThrow();
            if (later > earlier * 1.1 + 32) {
                throw new AssertionError("memory grows: at most %d MiB in the first half, %d MiB in the second"
                        .formatted(earlier, later));
            }
        }

        /** Four items, all with conditions: one moves an index entry, one pays, one must be there, one takes a place in a ring. */
        private void transact(DynamoDbClient dynamo, RandomGenerator random, int writer, long number) {
            int player = random.nextInt(players);
            var ledger = item(WRITERS + writer, "x", Map.of("number", n(number)));
            ledger.put("pk", s("LEDGER#" + writer));
            ledger.put("sk", s("%06d".formatted(number % LEDGER_KEPT)));
            try {
                dynamo.transactWriteItems(request -> request.transactItems(
                        update(player, "PROFILE", "SET score = score + :one ADD version :one", "attribute_exists(pk)"),
                        update(player, "WALLET", "SET coins = coins - :one", "coins >= :one"),
                        TransactWriteItem.builder()
                                .put(put -> put.tableName(TABLE)
                                        .item(item(player, "INV#" + number % INVENTORY, Map.of("owner", n(writer))))
                                        .conditionExpression("attribute_exists(pk)"))
                                .build(),
                        TransactWriteItem.builder()
                                .put(put -> put.tableName(TABLE)
                                        .item(ledger)
                                        .conditionExpression("attribute_not_exists(pk) OR #number <> :number")
                                        .expressionAttributeNames(Map.of("#number", "number"))
                                        .expressionAttributeValues(Map.of(":number", n(-1))))
                                .build()));
            } catch (TransactionCanceledException e) {
                throw new AssertionError("refused: " + e.cancellationReasons(), e);
            }
        }

        private static TransactWriteItem update(int player, String sort, String update, String condition) {
            return TransactWriteItem.builder()
                    .update(request -> request.tableName(TABLE)
                            .key(Map.of("pk", s("P#" + player), "sk", s(sort)))
                            .updateExpression(update)
                            .conditionExpression(condition)
                            .expressionAttributeValues(Map.of(":one", n(1))))
                    .build();
        }

        private long diskMib() throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.mapToLong(file -> file.toFile().length()).sum() / MIB;
            }
        }
    }

    private static void inThreads(int count, IntConsumer work) throws InterruptedException {
        List<Thread> threads = IntStream.range(0, count)
                .mapToObj(i -> Thread.ofPlatform().start(() -> work.accept(i)))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Eight attributes, about 170 bytes. */
    private static Map<String, AttributeValue> item(int player, String sort, Map<String, AttributeValue> more) {
        Map<String, AttributeValue> item = new java.util.HashMap<>(Map.of(
                "pk", s("P#" + player),
                "sk", s(sort),
                "kind", s("item of the soak"),
                "note", s("a sentence of some forty characters, " + player),
                "created", n(1_763_600_000L + player),
                "version", n(1),
                "place", s("cell " + player % 977)));
        item.putAll(more);
        return item;
    }

    private static WriteRequest put(Map<String, AttributeValue> item) {
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }

    /** Powers of two in sixteen steps each: right to about six percent. */
    private static final class Latencies {
        private static final int STEPS = 16;
        private final AtomicLongArray counts = new AtomicLongArray(64 * STEPS);
        private final java.util.concurrent.atomic.AtomicLong worst = new java.util.concurrent.atomic.AtomicLong();

        void add(long nanos) {
            int exponent = 63 - Long.numberOfLeadingZeros(Math.max(STEPS, nanos));
            int step = (int) (nanos >>> (exponent - 4)) & (STEPS - 1);
            counts.incrementAndGet(exponent * STEPS + step);
            worst.accumulateAndGet(nanos, Math::max);
        }

        private long total() {
            return IntStream.range(0, counts.length()).mapToLong(counts::get).sum();
        }

        private double micros(double quantile) {
            long left = (long) (total() * quantile);
            for (int i = 0; i < counts.length(); i++) {
                left -= counts.get(i);
                if (left < 0) {
                    return Math.scalb(1 + (i % STEPS + 0.5) / STEPS, i / STEPS) / 1e3;
                }
            }
            return worst.get() / 1e3;
        }

        String tell(double seconds) {
            return String.format(
                    Locale.ROOT,
                    "%,.0f transactions/s, p50 %.2f ms, p99 %.1f ms, worst %.0f ms",
                    total() / seconds,
                    micros(0.5) / 1e3,
                    micros(0.99) / 1e3,
                    worst.get() / 1e6);
        }
    }

    private static long rssMib() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static long millisSince(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is no dependency of this module
    private static void say(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue n(long number) {
        return AttributeValue.fromN(String.valueOf(number));
    }
}
