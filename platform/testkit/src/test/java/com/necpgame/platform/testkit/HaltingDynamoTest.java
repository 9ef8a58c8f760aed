package com.necpgame.platform.testkit;

import static com.necpgame.platform.testkit.Items.item;
import static com.necpgame.platform.testkit.Items.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.testkit.HaltPoint.Side;
import com.necpgame.platform.testkit.Touch.Action;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class HaltingDynamoTest {
    private final LocalDynamo store = LocalDynamo.inMemory();

    @BeforeEach
    void createTable() {
        Items.createTable(store.client());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void logsWhatEachWriteTouches() {
        var process = HaltingDynamo.over(store.client());
        flow(process.client());

        assertThat(process.log().all())
                .extracting(Write::operation)
                .containsExactly("PutItem", "TransactWriteItems", "BatchWriteItem");
        assertThat(process.log().all().get(1).touches())
                .containsExactly(
                        new Touch(Action.UPDATE, Items.TABLE, key("flow", "1")),
                        new Touch(Action.PUT, Items.TABLE, key("flow", "2")),
                        new Touch(Action.CHECK, Items.TABLE, key("flow", "9")),
                        new Touch(Action.DELETE, Items.TABLE, key("flow", "8")));
        assertThat(process.log().all().getFirst()).hasToString("1 PutItem [put things pk=flow sk=1]");
        assertThat(process.log().matching(write -> write.touches("other"))).isEmpty();
        assertThat(process.log().points()).hasSize(6).startsWith(new HaltPoint(Side.BEFORE, 1));
    }

    /** Whatever the write: halted before it there is no effect of it, halted after it there is; and never a later one. */
    @Test
    void haltsBeforeAndAfterEachWrite() {
        var rehearsal = HaltingDynamo.over(store.client());
        flow(rehearsal.client());

        for (HaltPoint point : rehearsal.log().points()) {
            try (var fresh = LocalDynamo.inMemory()) {
                Items.createTable(fresh.client());
                var process = HaltingDynamo.over(fresh.client()).haltAt(point);

                assertThatExceptionOfType(Halted.class)
                        .as(point.toString())
                        .isThrownBy(() -> flow(process.client()))
                        .withMessageContaining(point.toString());
                int done = point.side() == Side.BEFORE ? point.n() - 1 : point.n();
                assertThat(effects(fresh.client())).as(point.toString()).isEqualTo(done);
            }
        }
    }

    @Test
    void staysDeadForEverythingUntilANewProcess() {
        var dead = HaltingDynamo.over(store.client()).haltAt(new HaltPoint(Side.AFTER, 1));
        assertThatThrownBy(() -> flow(dead.client())).isInstanceOf(Halted.class);

        assertThat(dead.hasHalted()).isTrue();
        assertThatThrownBy(() -> flow(dead.client())).isInstanceOf(Halted.class);
        assertThatThrownBy(() -> dead.client().listTables()).isInstanceOf(Halted.class);
        assertThatThrownBy(() -> effects(dead.client())).isInstanceOf(Halted.class);
        assertThat(effects(HaltingDynamo.over(store.client()).client())).isEqualTo(1);
    }

    @Test
    void countsOnlyTheWritesThatMatch() {
        var process = HaltingDynamo.over(store.client());
        process.haltAt(new HaltPoint(Side.BEFORE, 1), write -> write.operation().equals("BatchWriteItem"));

        assertThatThrownBy(() -> flow(process.client()))
                .isInstanceOf(Halted.class)
                .hasMessageContaining("before write 1");
        assertThat(effects(store.client())).isEqualTo(2);
    }

    @Test
    void theRefusalOfTheFatalWriteIsNotHeard() {
        var process = HaltingDynamo.over(store.client()).haltAt(new HaltPoint(Side.AFTER, 1));
        assertThatThrownBy(() -> process.client()
                        .putItem(put -> put.tableName(Items.TABLE)
                                .item(item("a", "b", 1))
                                .conditionExpression("attribute_exists(pk)")))
                .isInstanceOf(Halted.class);
    }

    @Test
    void withoutAPlanRefusalsPass() {
        var process = HaltingDynamo.over(store.client());
        assertThatThrownBy(() -> process.client()
                        .putItem(put -> put.tableName(Items.TABLE)
                                .item(item("a", "b", 1))
                                .conditionExpression("attribute_exists(pk)")))
                .isInstanceOf(ConditionalCheckFailedException.class);
    }

    /** Eight threads write 400 items; the process dies at the 100th, whose effect is there and whose answer is not. */
    @Test
    void diesForAllThreadsAtOnce() {
        var process = HaltingDynamo.over(store.client()).haltAt(new HaltPoint(Side.AFTER, 100));
        var outcomes = Concurrently.on(
                8,
                IntStream.range(0, 400).boxed().toList(),
                i -> process.client().putItem(put -> put.tableName(Items.TABLE).item(item("many", "" + i, i))));

        int inStore = store.client().scan(scan -> scan.tableName(Items.TABLE)).count();
        int answered = outcomes.values(Halted.class).size();
        assertThat(inStore).isGreaterThanOrEqualTo(100);
        assertThat(answered).isLessThan(inStore);
        assertThatThrownBy(() -> process.client().listTables()).isInstanceOf(Halted.class);
    }

    @Test
    void mayBeKilledAtAnyTime() {
        var process = HaltingDynamo.over(store.client());
        process.halt();
        assertThatThrownBy(() -> process.client().listTables()).isInstanceOf(Halted.class);
    }

    /** Three writes, each of which leaves one more of the items 1, 2, 3. */
    private static void flow(DynamoDbClient client) {
        client.putItem(put -> put.tableName(Items.TABLE).item(item("flow", "1", 1)));
        client.getItem(get -> get.tableName(Items.TABLE).key(key("flow", "1")));
        client.transactWriteItems(transaction -> transaction.transactItems(
                TransactWriteItem.builder()
                        .update(update -> update.tableName(Items.TABLE)
                                .key(key("flow", "1"))
                                .updateExpression("SET n = n + :one")
                                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))))
                        .build(),
                TransactWriteItem.builder()
                        .put(put -> put.tableName(Items.TABLE).item(item("flow", "2", 1)))
                        .build(),
                TransactWriteItem.builder()
                        .conditionCheck(check -> check.tableName(Items.TABLE)
                                .key(key("flow", "9"))
                                .conditionExpression("attribute_not_exists(pk)"))
                        .build(),
                TransactWriteItem.builder()
                        .delete(delete -> delete.tableName(Items.TABLE).key(key("flow", "8")))
                        .build()));
        client.batchWriteItem(batch -> batch.requestItems(Map.of(
                Items.TABLE,
                List.of(WriteRequest.builder()
                        .putRequest(put -> put.item(item("flow", "3", 1)))
                        .build()))));
    }

    private static int effects(DynamoDbClient client) {
        return client.query(query -> query.tableName(Items.TABLE)
                        .keyConditionExpression("pk = :flow")
                        .expressionAttributeValues(Map.of(":flow", AttributeValue.fromS("flow"))))
                .count();
    }
}
