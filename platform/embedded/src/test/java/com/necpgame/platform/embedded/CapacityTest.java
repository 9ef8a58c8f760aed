package com.necpgame.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Units as AWS counts them: 1 KB written, 4 KB read; half for an eventually consistent read, double in transactions. */
class CapacityTest extends StoreTest {
    @BeforeEach
    void createTables() {
        createIndexedTable();
        createTable("plain");
    }

    private ConsumedCapacity put(String table, @Nullable ReturnConsumedCapacity wanted, Object... item) {
        return store.putItem(put -> put.tableName(table).item(item(item)).returnConsumedCapacity(wanted))
                .consumedCapacity();
    }

    private ConsumedCapacity plain(String sort, int bytes) {
        return put("plain", ReturnConsumedCapacity.TOTAL, "pk", "a", "sk", sort, "x", "x".repeat(bytes));
    }

    private ConsumedCapacity get(String sort, boolean consistent) {
        return store.getItem(get -> get.tableName("plain")
                        .key(item("pk", "a", "sk", sort))
                        .consistentRead(consistent)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity();
    }

    private static double units(Map<String, Capacity> indexes, String index) {
        return Objects.requireNonNull(indexes.get(index), index).capacityUnits();
    }

    @Test
    void nobodyIsToldWhoDidNotAsk() {
        assertThat(put("plain", ReturnConsumedCapacity.NONE, "pk", "a", "sk", "1"))
                .isNull();
        assertThat(put("plain", null, "pk", "a", "sk", "1")).isNull();
    }

    @Test
    void writesCountTheLargerOfBeforeAndAfter() {
        assertThat(plain("1", 10).capacityUnits()).isEqualTo(1);
        assertThat(plain("1", 1000).capacityUnits()).isEqualTo(1);
        assertThat(plain("1", 1100).capacityUnits()).isEqualTo(2);
        assertThat(plain("1", 10).capacityUnits()).as("over 1100 bytes").isEqualTo(2);
        var deleted = store.deleteItem(delete -> delete.tableName("plain")
                .key(item("pk", "a", "sk", "none"))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        assertThat(deleted.consumedCapacity().capacityUnits()).isEqualTo(1);
    }

    @Test
    void readsCountByFourKilobytes() {
        plain("1", 10);
        plain("2", 5000);

        assertThat(get("1", false).capacityUnits()).isEqualTo(0.5);
        assertThat(get("1", true).capacityUnits()).isEqualTo(1);
        assertThat(get("2", true).capacityUnits()).isEqualTo(2);
        assertThat(get("none", false).capacityUnits()).isEqualTo(0.5);
        assertThat(get("1", false).table()).as("only with INDEXES").isNull();
    }

    @Test
    void aQueryCountsItsItemsTogether() {
        for (int i = 0; i < 10; i++) {
            plain("s" + i, 1000);
        }
        var consumed = store.query(query -> query.tableName("plain")
                        .keyConditionExpression("pk = :p")
                        .expressionAttributeValues(item(":p", "a"))
                        .consistentRead(true)
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
                .consumedCapacity();

        assertThat(consumed.capacityUnits()).isEqualTo(3);
        assertThat(consumed.table().capacityUnits()).isEqualTo(3);
        assertThat(consumed.hasGlobalSecondaryIndexes()).isFalse();
    }

    @Test
    void everyIndexThatChangesCounts() {
        var made = put(TABLE, ReturnConsumedCapacity.INDEXES, "pk", "a", "sk", "1", "g", "x", "n", 1, "w", 1);
        assertThat(made.capacityUnits()).isEqualTo(5);
        assertThat(made.table().capacityUnits()).isEqualTo(1);
        assertThat(made.globalSecondaryIndexes().keySet()).containsExactlyInAnyOrder("all", "keys", "some");
        assertThat(made.localSecondaryIndexes().keySet()).containsExactly("local");

        var touched = put(TABLE, ReturnConsumedCapacity.INDEXES, "pk", "a", "sk", "1", "g", "x", "n", 1, "w", 2);
        assertThat(touched.globalSecondaryIndexes().keySet())
                .as("only one holds w")
                .containsExactly("all");

        var moved = put(TABLE, ReturnConsumedCapacity.INDEXES, "pk", "a", "sk", "1", "g", "y", "n", 1, "w", 2);
        assertThat(units(moved.globalSecondaryIndexes(), "all")).isEqualTo(2);
        assertThat(units(moved.globalSecondaryIndexes(), "keys")).isEqualTo(2);
        assertThat(moved.capacityUnits()).isEqualTo(5);
    }

    @Test
    void aLocalIndexPaysForWhatItFetches() {
        put(TABLE, null, "pk", "a", "sk", "1", "n", 1, "v", 1);
        var consumed = store.query(query -> query.tableName(TABLE)
                        .indexName("local")
                        .keyConditionExpression("pk = :p")
                        .expressionAttributeValues(item(":p", "a"))
                        .select(Select.ALL_ATTRIBUTES)
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
                .consumedCapacity();

        assertThat(consumed.capacityUnits()).isEqualTo(1);
        assertThat(consumed.table().capacityUnits()).isEqualTo(0.5);
        assertThat(units(consumed.localSecondaryIndexes(), "local")).isEqualTo(0.5);
    }

    @Test
    void transactionsCountTwice() {
        plain("1", 1500);
        var written = store.transactWriteItems(request -> request.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .transactItems(
                        action -> action.put(put -> put.tableName("plain").item(item("pk", "a", "sk", "2"))),
                        action -> action.conditionCheck(check -> check.tableName("plain")
                                .key(item("pk", "a", "sk", "1"))
                                .conditionExpression("attribute_exists(pk)")),
                        action -> action.put(put -> put.tableName(TABLE).item(item("pk", "a", "sk", "2")))));
        assertThat(written.consumedCapacity().stream().map(ConsumedCapacity::tableName))
                .containsExactly("plain", TABLE);
        assertThat(written.consumedCapacity().getFirst().capacityUnits()).isEqualTo(6);
        assertThat(written.consumedCapacity().getFirst().writeCapacityUnits()).isEqualTo(6);

        var read = store.transactGetItems(request -> request.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .transactItems(
                        item -> item.get(get -> get.tableName("plain").key(item("pk", "a", "sk", "1"))),
                        item -> item.get(get -> get.tableName("plain").key(item("pk", "a", "sk", "none")))));
        assertThat(read.consumedCapacity().getFirst().capacityUnits()).isEqualTo(4);
        assertThat(read.consumedCapacity().getFirst().readCapacityUnits()).isEqualTo(4);
    }

    @Test
    void batchesCountByTable() {
        plain("1", 10);
        var read = store.batchGetItem(batch -> batch.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .requestItems(Map.of(
                        "plain",
                        KeysAndAttributes.builder()
                                .keys(List.of(item("pk", "a", "sk", "1"), item("pk", "a", "sk", "none")))
                                .consistentRead(true)
                                .build())));

        assertThat(read.consumedCapacity()).hasSize(1);
        assertThat(read.consumedCapacity().getFirst().capacityUnits()).isEqualTo(2);
    }
}
