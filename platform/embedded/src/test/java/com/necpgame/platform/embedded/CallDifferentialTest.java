package com.necpgame.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.LocalDynamo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Random sequences of calls, here and in DynamoDB Local, over tables with all types of keys and indexes. A case is a sequence of one to
 * six calls, on what the sequences before it left. {@code -Dcases=} says how many, {@code -Dseed=} which, {@code -Dworkers=} on how many
 * threads, each with tables of its own.
 */
class CallDifferentialTest {
    private static final int CASES = 300;
    private static final int CALLS_MAX = 6;
    /** Without it the first draws of neighbouring seeds are alike. */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private static final int CASES_BETWEEN_LOOKS = 50;
    private static final int DIFFERENCES_SHOWN = 12;
    private static final double QUIRKS_MOST = 0.01;

    private static final Object ORACLE = new Object();

    private final long seed = Long.getLong("seed", new Random().nextInt(1_000_000));
    private final int cases = Integer.getInteger("cases", CASES);
    private final int workers = Integer.getInteger("workers", 2);

    @TempDir
    private Path folder;

    @Test
    void callsAreWhatTheyAreInDynamoDb() throws InterruptedException {
        var tally = new Tally();
        try (var embedded = Stores.open(folder.resolve("store"));
                var threads = Executors.newFixedThreadPool(workers)) {
            var shares = new ArrayList<Callable<Tally>>();
            for (int worker = 0; worker < workers; worker++) {
                var share = new Share(worker, embedded);
                shares.add(share::compare);
            }
            for (var share : threads.invokeAll(shares)) {
                tally.add(share.get());
            }
        } catch (ExecutionException broken) {
            throw new AssertionError("seed " + seed, broken.getCause());
        }
        System.out.println("call differential: seed " + seed + ", " + cases + " sequences, " + tally);
        assertThat(tally.differences).as("seed " + seed).isEmpty();
        assertThat(tally.quirks()).isLessThanOrEqualTo(Math.max(5, (int) (cases * QUIRKS_MOST)));
    }

    /** One thread's tables and cases. */
    private final class Share {
        private final int worker;
        private final String prefix;
        private final DynamoDbClient embedded;
        private final Tally tally = new Tally();

        Share(int worker, DynamoDbClient embedded) {
            this.worker = worker;
            this.prefix = "w" + worker + "-";
            this.embedded = embedded;
        }

        /** The embedded store is one for all threads; of DynamoDB Local, which does one thing at a time, each has its own. */
        Tally compare() {
            try (var oracle = LocalDynamo.inMemory()) {
                run(oracle.client());
            }
            return tally;
        }

        private void run(DynamoDbClient local) {
            for (TableShape table : TableShape.ALL) {
                embedded.createTable(table.creation(prefix));
                local.createTable(table.creation(prefix));
            }
            for (int number = worker; number < cases; number += workers) {
                sequence(number, local);
                if (number / workers % CASES_BETWEEN_LOOKS == 0) {
                    requireSameItems(number, local);
                }
            }
            requireSameItems(cases, local);
        }

        private void sequence(int number, DynamoDbClient local) {
            var random = new Random((seed * 1_000_003 + number) * MIX);
            for (int i = 1 + random.nextInt(CALLS_MAX); i > 0; i--) {
                var call = RandomCall.of(random, prefix);
                long start = System.nanoTime();
                Answer here = call.answer(embedded);
                long between = System.nanoTime();
                Answer there = one(call, local);
                tally.took(between - start, System.nanoTime() - between);
                if (!tally.count(number, call, here, there)) {
                    requireSameItems(number, local);
                }
            }
        }

        /** DynamoDB Local mixes up the old items of conditions that fail in several threads at once, even of several stores. */
        private Answer one(RandomCall call, DynamoDbClient local) {
            synchronized (ORACLE) {
                return call.answer(local);
            }
        }

        /** What is there, and in the indexes; where it differs both are emptied, so that one difference is not told again and again. */
        private void requireSameItems(int number, DynamoDbClient local) {
            for (TableShape table : TableShape.ALL) {
                var here = everything(embedded, table);
                var there = everything(local, table);
                if (!here.equals(there)) {
                    tally.differences.add("case " + number + " items of " + table.name() + "\n  embedded " + here
                            + "\n  local    " + there);
                    empty(embedded, table);
                    empty(local, table);
                }
            }
        }

        private Map<String, List<String>> everything(DynamoDbClient client, TableShape table) {
            var found = new TreeMap<String, List<String>>();
            String name = prefix + table.name();
            found.put(
                    "",
                    sorted(client.scanPaginator(scan -> scan.tableName(name)).items()));
            table.indexes()
                    .forEach(index -> found.put(
                            index.name(),
                            sorted(client.scanPaginator(
                                            scan -> scan.tableName(name).indexName(index.name()))
                                    .items())));
            return found;
        }

        private void empty(DynamoDbClient client, TableShape table) {
            String name = prefix + table.name();
            client.deleteTable(delete -> delete.tableName(name));
            client.createTable(table.creation(prefix));
        }
    }

    private static List<String> sorted(
            Iterable<Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>> items) {
        var texts = new ArrayList<String>();
        items.forEach(item -> texts.add(Canonical.of(item)));
        return texts.stream().sorted().toList();
    }

    private static final class Tally {
        private final Map<String, Integer> outcomes = new TreeMap<>();
        private final Map<CallQuirk, Integer> quirks = new TreeMap<>();
        private final List<String> differences = new ArrayList<>();
        private final Map<CallQuirk, String> examples = new TreeMap<>();
        private int calls;
        private long embeddedNanos;
        private long localNanos;

        private void took(long embedded, long local) {
            embeddedNanos += embedded;
            localNanos += local;
        }

        /** @return whether the answers are the same */
        private boolean count(int number, RandomCall call, Answer embedded, Answer local) {
            calls++;
            outcomes.merge(call.kind() + " " + local.outcome().replace("Exception", ""), 1, Integer::sum);
            if (embedded.isSame(local)) {
                return true;
            }
            for (var quirk : CallQuirk.values()) {
                if (quirk.explains(call, embedded, local)) {
                    quirks.merge(quirk, 1, Integer::sum);
                    examples.putIfAbsent(quirk, text(number, call, embedded, local));
                    return false;
                }
            }
            differences.add(text(number, call, embedded, local));
            return false;
        }

        private static String text(int number, RandomCall call, Answer embedded, Answer local) {
            return "case " + number + " " + call + "\n  embedded " + embedded + "\n  local    " + local;
        }

        private void add(Tally other) {
            calls += other.calls;
            took(other.embeddedNanos, other.localNanos);
            other.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum));
            other.quirks.forEach((quirk, count) -> quirks.merge(quirk, count, Integer::sum));
            differences.addAll(other.differences);
            other.examples.forEach(examples::putIfAbsent);
        }

        private int quirks() {
            return quirks.values().stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public String toString() {
            var shown = differences.subList(0, Math.min(DIFFERENCES_SHOWN, differences.size()));
            return calls + " calls, " + differences.size() + " differences, quirks " + quirks + ", seconds here "
                    + TimeUnit.NANOSECONDS.toSeconds(embeddedNanos) + " and there "
                    + TimeUnit.NANOSECONDS.toSeconds(localNanos) + ", outcomes " + outcomes
                    + String.join(
                            "",
                            examples.entrySet().stream()
                                    .map(example -> "\nfor example " + example.getKey() + " " + example.getValue())
                                    .toList())
                    + String.join(
                            "",
                            shown.stream().map(difference -> "\n" + difference).toList());
        }
    }
}
