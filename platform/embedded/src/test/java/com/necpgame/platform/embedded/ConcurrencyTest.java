package com.necpgame.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.Seed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Many threads over few items. {@code -Dseed=} repeats their draws, not their order. */
class ConcurrencyTest extends StoreTest {
    private static final int ACCOUNTS = 10;
    private static final int OPENING = 100;
    private static final int TRANSFERS = 150;

    private final Seed seed = Seed.ofRun();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger conflicts = new AtomicInteger();

    @BeforeEach
    void openAccounts() {
        createIndexedTable();
        IntStream.range(0, ACCOUNTS).forEach(i -> put("pk", "bank", "sk", "acc" + i, "n", OPENING, "g", "x"));
    }

    @Test
    void transfersNeitherMakeNorLoseAnything() {
        transfer(12);
        System.out.println("transfers: " + seed + ", " + done + " done, " + refused + " refused");

        assertThat(sum(queried())).isEqualTo(ACCOUNTS * OPENING);
        assertThat(queried()).allMatch(account -> balance(account) >= 0);
        assertThat(done).hasPositiveValue();
        assertThat(refused).hasPositiveValue();
        assertThat(sum(store.scan(scan -> scan.tableName(TABLE).indexName("all"))
                        .items()))
                .as("in the index")
                .isEqualTo(ACCOUNTS * OPENING);
    }

    /** What a transaction of gets, or a query, sees is the state between two transfers, never within one. */
    @Test
    void readersSeeWholeTransfersOnly() {
        var stopped = new AtomicBoolean();
        var seen = new AtomicInteger();
        Callable<Boolean> transfers = () -> {
            transfer(4);
            stopped.set(true);
            return true;
        };
        Callable<Boolean> gets = () -> {
            while (!stopped.get()) {
                assertThat(sum(gotTogether())).isEqualTo(ACCOUNTS * OPENING);
                seen.incrementAndGet();
            }
            return true;
        };
        Callable<Boolean> queries = () -> {
            while (!stopped.get()) {
                assertThat(sum(queried())).isEqualTo(ACCOUNTS * OPENING);
                seen.incrementAndGet();
            }
            return true;
        };
        Concurrently.on(5, List.of(transfers, gets, queries, gets, queries)).values();
        System.out.println("readers: " + seed + ", " + done + " transfers, " + seen + " sums");

        assertThat(seen).hasPositiveValue();
    }

    /** As AWS does it: who meets a transaction is refused and comes again. */
    @Test
    void conflictsAreToldWhereAskedFor() {
        store.close();
        store = Stores.conflicting(folder.resolve("store"));
        transfer(8);
        System.out.println("conflicts: " + seed + ", " + done + " done, " + conflicts + " met another");

        assertThat(sum(queried())).isEqualTo(ACCOUNTS * OPENING);
        assertThat(conflicts).hasPositiveValue();
    }

    private void transfer(int threads) {
        var tasks = new ArrayList<Callable<Boolean>>();
        for (int thread = 0; thread < threads; thread++) {
            var random = seed.random("transfers " + thread);
            tasks.add(() -> {
                for (int i = 0; i < TRANSFERS; i++) {
                    transfer(random);
                }
                return true;
            });
        }
        Concurrently.on(threads, tasks).values();
    }

    private void transfer(RandomGenerator random) {
        int from = random.nextInt(ACCOUNTS);
        int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        int amount = 1 + random.nextInt(OPENING / 2);
        try {
            store.transactWriteItems(request -> request.transactItems(take(from, amount), give(to, amount)));
            done.incrementAndGet();
        } catch (TransactionCanceledException e) {
            var codes = e.cancellationReasons().stream()
                    .map(CancellationReason::code)
                    .toList();
            (codes.contains("TransactionConflict") ? conflicts : refused).incrementAndGet();
            assertThat(codes).doesNotContain("ValidationError");
        }
        if (random.nextInt(10) == 0) {
            touch(from);
        }
    }

    /** A single write in between. */
    private void touch(int account) {
        try {
            store.updateItem(update -> update.tableName(TABLE)
                    .key(account(account))
                    .updateExpression("ADD touched :one")
                    .expressionAttributeValues(item(":one", 1)));
        } catch (TransactionConflictException e) {
            conflicts.incrementAndGet();
        }
    }

    private static Map<String, AttributeValue> account(int number) {
        return item("pk", "bank", "sk", "acc" + number);
    }

    private static TransactWriteItem take(int account, int amount) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(TABLE)
                        .key(account(account))
                        .updateExpression("SET n = n - :amount")
                        .conditionExpression("n >= :amount")
                        .expressionAttributeValues(item(":amount", amount)))
                .build();
    }

    private static TransactWriteItem give(int account, int amount) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(TABLE)
                        .key(account(account))
                        .updateExpression("ADD n :amount")
                        .expressionAttributeValues(item(":amount", amount)))
                .build();
    }

    private List<Map<String, AttributeValue>> queried() {
        return store.query(query -> query.tableName(TABLE)
                        .keyConditionExpression("pk = :p")
                        .expressionAttributeValues(item(":p", "bank")))
                .items();
    }

    private List<Map<String, AttributeValue>> gotTogether() {
        var gets = IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> TransactGetItem.builder()
                        .get(get -> get.tableName(TABLE).key(account(i)))
                        .build())
                .toList();
        return store.transactGetItems(request -> request.transactItems(gets)).responses().stream()
                .map(response -> response.item())
                .toList();
    }

    private static int balance(Map<String, AttributeValue> account) {
        return Integer.parseInt(attribute(account, "n").n());
    }

    private static int sum(Collection<Map<String, AttributeValue>> accounts) {
        return accounts.stream().mapToInt(ConcurrencyTest::balance).sum();
    }
}
