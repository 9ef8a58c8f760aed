package com.necpgame.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class TablesTest extends StoreTest {
    private TableDescription describe() {
        return store.describeTable(describe -> describe.tableName(TABLE)).table();
    }

    @Test
    void aTableIsDescribedAsItWasMade() {
        createIndexedTable();
        put("pk", "a", "sk", "1", "g", "x");
        restart();
        var table = describe();

        assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(table.keySchema()).isEqualTo(keys("pk", "sk"));
        assertThat(table.attributeDefinitions())
                .containsExactlyInAnyOrder(text("pk"), text("sk"), text("g"), number("n"));
        assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(table.creationDateTime()).isEqualTo(clock.instant());
        assertThat(table.itemCount()).isEqualTo(1);
        assertThat(table.globalSecondaryIndexes().stream().map(index -> index.indexName()))
                .containsExactly("all", "keys", "some");
        assertThat(table.globalSecondaryIndexes().get(2).projection()).isEqualTo(projection(ProjectionType.INCLUDE));
        assertThat(table.globalSecondaryIndexes().get(1).itemCount()).isEqualTo(1);
        assertThat(table.localSecondaryIndexes().getFirst().keySchema()).isEqualTo(keys("pk", "n"));
    }

    @Test
    void waitersFindATableReadyOrGone() {
        createTable();
        assertThat(store.waiter()
                        .waitUntilTableExists(describe -> describe.tableName(TABLE))
                        .matched()
                        .response())
                .isPresent();

        store.deleteTable(delete -> delete.tableName(TABLE));
        assertThat(store.waiter()
                        .waitUntilTableNotExists(describe -> describe.tableName(TABLE))
                        .matched()
                        .exception())
                .isPresent();
    }

    @Test
    void tablesAreListedPageByPage() {
        List.of("ccc", "aaa", "bbb").forEach(this::createTable);

        assertThat(store.listTables().tableNames()).containsExactly("aaa", "bbb", "ccc");
        var first = store.listTables(list -> list.limit(2));
        assertThat(first.tableNames()).containsExactly("aaa", "bbb");
        assertThat(first.lastEvaluatedTableName()).isEqualTo("bbb");
        assertThat(store.listTables(list -> list.limit(2).exclusiveStartTableName("bbb"))
                        .tableNames())
                .containsExactly("ccc");
        assertThat(store.listTablesPaginator(list -> list.limit(1)).tableNames())
                .containsExactly("aaa", "bbb", "ccc");
        assertInvalid(
                "1 validation error detected: Value '101' at 'limit'", () -> store.listTables(list -> list.limit(101)));
    }

    @Test
    void aTableMadeAnewIsEmpty() {
        createIndexedTable();
        put("pk", "a", "sk", "1", "g", "x");
        store.deleteTable(delete -> delete.tableName(TABLE));
        assertRefused("ResourceNotFoundException", "Requested resource not found", () -> get("pk", "a", "sk", "1"));

        createIndexedTable();
        assertThat(store.scan(scan -> scan.tableName(TABLE)).count()).isZero();
        assertThat(store.scan(scan -> scan.tableName(TABLE).indexName("keys")).count())
                .isZero();
        restart();
        assertThat(store.scan(scan -> scan.tableName(TABLE)).count()).isZero();
    }

    @Test
    void aProtectedTableIsNotDeleted() {
        store.createTable(table(TABLE, "pk").deletionProtectionEnabled(true).build());
        assertInvalid("Resource cannot be deleted", () -> store.deleteTable(delete -> delete.tableName(TABLE)));

        store.updateTable(update -> update.tableName(TABLE).deletionProtectionEnabled(false));
        store.deleteTable(delete -> delete.tableName(TABLE));
        assertThat(store.listTables().tableNames()).isEmpty();
    }

    @Test
    void tablesThatMakeNoSenseAreRefused() {
        createTable();
        assertRefused("ResourceInUseException", "Table already exists: things", this::createTable);
        assertInvalid("Invalid table name: ab", () -> createTable("ab"));
        assertInvalid("Invalid table name: a b c", () -> createTable("a b c"));
        assertInvalid(
                "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match",
                () -> store.createTable(table("more", "pk")
                        .attributeDefinitions(text("pk"), text("other"))
                        .build()));
        assertInvalid(
                "One or more parameter values were invalid: Some index key attributes are not defined",
                () -> store.createTable(table("less", "pk", "sk")
                        .attributeDefinitions(text("pk"))
                        .build()));
        assertInvalid(
                "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified",
                () -> store.createTable(table("units", "pk")
                        .billingMode(BillingMode.PROVISIONED)
                        .build()));
        assertInvalid(
                "One or more parameter values were invalid: Duplicate index name: one",
                () -> store.createTable(table("twice", "pk")
                        .globalSecondaryIndexes(
                                global("one", ProjectionType.ALL, "pk"), global("one", ProjectionType.ALL, "pk"))
                        .build()));
        assertInvalid(
                "One or more parameter values were invalid: ProjectionType is ALL, but NonKeyAttributes is specified",
                () -> store.createTable(table("named", "pk")
                        .globalSecondaryIndexes(global("one", ProjectionType.ALL, "pk").toBuilder()
                                .projection(Projection.builder()
                                        .projectionType(ProjectionType.ALL)
                                        .nonKeyAttributes("v")
                                        .build())
                                .build())
                        .build()));
        assertInvalid(
                "One or more parameter values were invalid: Table KeySchema does not have a range key",
                () -> store.createTable(table("local", "pk")
                        .attributeDefinitions(text("pk"), text("n"))
                        .localSecondaryIndexes(LocalSecondaryIndex.builder()
                                .indexName("one")
                                .keySchema(keys("pk", "n"))
                                .projection(projection(ProjectionType.ALL))
                                .build())
                        .build()));
        assertInvalid(
                "Streams are not supported",
                () -> store.createTable(table("stream", "pk")
                        .streamSpecification(stream -> stream.streamEnabled(true))
                        .build()));
        assertThat(store.listTables().tableNames()).containsExactly(TABLE);
    }

    @Test
    void anUpdateThatChangesNothingIsRefused() {
        createTable();
        assertInvalid("At least one of", () -> store.updateTable(update -> update.tableName(TABLE)));
    }

    /** Others write, move and delete all the while the index is filled; in the end it holds what the table holds. */
    @Test
    void anIndexIsFilledWhileOthersWrite() {
        createTable();
        putMany(10_000);
        var filled = new AtomicBoolean();
        var tasks = new ArrayList<Callable<Integer>>();
        for (int thread = 0; thread < 7; thread++) {
            var random = Seed.ofRun().random("writer " + thread);
            tasks.add(() -> {
                int written = 0;
                while (!filled.get()) {
                    change(random.nextInt(10_000), random.nextInt(4));
                    written++;
                }
                return written;
            });
        }
        tasks.add(() -> {
            addIndex();
            awaitIndex();
            filled.set(true);
            return 0;
        });
        int written = Concurrently.on(8, tasks).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        System.out.println("index filled: " + Seed.ofRun() + ", " + written + " writes meanwhile");

        var expected = store.scanPaginator(scan -> scan.tableName(TABLE)).items().stream()
                .filter(item -> item.containsKey("g"))
                .toList();
        var entered = store.scanPaginator(scan -> scan.tableName(TABLE).indexName("late")).items().stream()
                .toList();
        assertThat(written).isPositive();
        assertThat(new HashSet<>(entered)).isEqualTo(new HashSet<>(expected));
        assertThat(entered).hasSameSizeAs(expected);
        restart();
        assertThat(store.scanPaginator(scan -> scan.tableName(TABLE).indexName("late")).items().stream()
                        .toList())
                .isEqualTo(entered);
    }

    private void putMany(int count) {
        for (int first = 0; first < count; first += Batches.WRITES_MAX) {
            var writes = IntStream.range(first, first + Batches.WRITES_MAX)
                    .mapToObj(i -> WriteRequest.builder()
                            .putRequest(put -> put.item(item("pk", "p" + i % 50, "sk", "s" + i, "g", "g0")))
                            .build())
                    .toList();
            store.batchWriteItem(batch -> batch.requestItems(Map.of(TABLE, writes)));
        }
    }

    private void change(int i, int how) {
        var key = item("pk", "p" + i % 50, "sk", "s" + i);
        switch (how) {
            case 0 -> store.deleteItem(delete -> delete.tableName(TABLE).key(key));
            case 1 ->
                store.updateItem(update -> update.tableName(TABLE).key(key).updateExpression("REMOVE g"));
            default ->
                store.updateItem(update -> update.tableName(TABLE)
                        .key(key)
                        .updateExpression("SET g = :g")
                        .expressionAttributeValues(item(":g", "g" + i % 7)));
        }
    }

    private void addIndex() {
        store.updateTable(update -> update.tableName(TABLE)
                .attributeDefinitions(text("g"))
                .globalSecondaryIndexUpdates(index -> index.create(create ->
                        create.indexName("late").keySchema(keys("g")).projection(projection(ProjectionType.ALL)))));
    }

    private void awaitIndex() {
        Awaitility.await()
                .until(() -> describe().tableStatus() == TableStatus.ACTIVE
                        && describe().globalSecondaryIndexes().getFirst().indexStatus() == IndexStatus.ACTIVE);
    }

    /** What does not fit the index stays out of it, and may stay as it is. */
    @Test
    void anItemThatDoesNotFitANewIndexStaysOutOfIt() {
        createTable();
        put("pk", "a", "sk", "1", "g", 7);
        put("pk", "a", "sk", "2", "g", "x");
        addIndex();
        awaitIndex();

        assertThat(store.scan(scan -> scan.tableName(TABLE).indexName("late")).items())
                .containsExactly(item("pk", "a", "sk", "2", "g", "x"));
        store.updateItem(update -> update.tableName(TABLE)
                .key(item("pk", "a", "sk", "1"))
                .updateExpression("SET v = :v")
                .expressionAttributeValues(item(":v", 1)));
        assertThat(get("pk", "a", "sk", "1")).isEqualTo(item("pk", "a", "sk", "1", "g", 7, "v", 1));
    }

    @Test
    void aRemovedIndexIsGoneAndMayBeMadeAnew() {
        createTable();
        put("pk", "a", "sk", "1", "g", "x");
        addIndex();
        awaitIndex();
        store.updateTable(update -> update.tableName(TABLE)
                .globalSecondaryIndexUpdates(index -> index.delete(delete -> delete.indexName("late"))));
        assertInvalid(
                "The table does not have the specified index: late",
                () -> store.scan(scan -> scan.tableName(TABLE).indexName("late")));

        put("pk", "a", "sk", "1", "g", "y");
        addIndex();
        awaitIndex();
        assertThat(store.scan(scan -> scan.tableName(TABLE).indexName("late")).items())
                .containsExactly(item("pk", "a", "sk", "1", "g", "y"));
        assertInvalid("Attempting to create an index which already exists", this::addIndex);
    }

    /** A restart in the midst of it begins anew. */
    @Test
    void fillingSurvivesARestart() {
        createTable();
        IntStream.range(0, 2_000).forEach(i -> put("pk", "p" + i, "sk", "1", "g", "x"));
        addIndex();
        restart();
        awaitIndex();

        assertThat(store.scanPaginator(scan -> scan.tableName(TABLE).indexName("late")).items().stream()
                        .count())
                .isEqualTo(2_000);
    }
}
