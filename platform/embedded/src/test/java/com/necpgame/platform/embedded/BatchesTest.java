package com.necpgame.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class BatchesTest extends StoreTest {
    @BeforeEach
    void createTables() {
        createIndexedTable();
        createTable("others");
    }

    private static WriteRequest putting(Object... item) {
        return WriteRequest.builder().putRequest(put -> put.item(item(item))).build();
    }

    private static WriteRequest deleting(Object... key) {
        return WriteRequest.builder()
                .deleteRequest(delete -> delete.key(item(key)))
                .build();
    }

    private void write(List<WriteRequest> writes) {
        store.batchWriteItem(batch -> batch.requestItems(Map.of(TABLE, writes)));
    }

    @Test
    void writesGoToSeveralTables() {
        put("pk", "a", "sk", "1");
        var response = store.batchWriteItem(batch -> batch.requestItems(Map.of(
                TABLE,
                List.of(deleting("pk", "a", "sk", "1"), putting("pk", "a", "sk", "2")),
                "others",
                List.of(putting("pk", "a", "sk", "1")))));

        assertThat(response.hasUnprocessedItems()).isTrue();
        assertThat(response.unprocessedItems()).isEmpty();
        assertThat(get("pk", "a", "sk", "1")).isEmpty();
        assertThat(get("pk", "a", "sk", "2")).isNotEmpty();
        assertThat(store.scan(scan -> scan.tableName("others")).count()).isEqualTo(1);
    }

    @Test
    void aBatchThatMakesNoSenseWritesNothing() {
        assertInvalid("1 validation error detected", () -> write(List.of()));
        assertInvalid(
                "Too many items requested for the BatchWriteItem call",
                () -> write(IntStream.range(0, 26)
                        .mapToObj(i -> putting("pk", "a", "sk", "s" + i))
                        .toList()));
        assertInvalid(
                "Provided list of item keys contains duplicates",
                () -> write(List.of(putting("pk", "a", "sk", "1"), deleting("pk", "a", "sk", "1"))));
        assertInvalid(
                "One or more parameter values were invalid: Type mismatch for Index Key n",
                () -> write(List.of(putting("pk", "a", "sk", "1"), putting("pk", "a", "sk", "2", "n", "text"))));
        assertInvalid(
                "One or more parameter values were invalid: Missing the key sk in the item",
                () -> write(List.of(putting("pk", "a", "sk", "1"), putting("pk", "a"))));
        assertThat(store.scan(scan -> scan.tableName(TABLE)).count()).isZero();
    }

    @Test
    void getsLeaveOutWhatIsNotThere() {
        put("pk", "a", "sk", "1", "v", 1, "w", 1);
        put("pk", "a", "sk", "2", "v", 2, "w", 2);
        var response = store.batchGetItem(batch -> batch.requestItems(Map.of(
                TABLE,
                KeysAndAttributes.builder()
                        .keys(List.of(
                                item("pk", "a", "sk", "1"), item("pk", "a", "sk", "2"), item("pk", "a", "sk", "3")))
                        .projectionExpression("v")
                        .build())));

        assertThat(response.responses().get(TABLE)).containsExactlyInAnyOrder(item("v", 1), item("v", 2));
        assertThat(response.unprocessedKeys()).isEmpty();
    }

    @Test
    void getsThatMakeNoSenseAreRefused() {
        assertInvalid(
                "Too many items requested for the BatchGetItem call",
                () -> read(IntStream.range(0, 101).toArray()));
        assertInvalid("Provided list of item keys contains duplicates", () -> read(1, 1));
        assertInvalid("1 validation error detected", () -> store.batchGetItem(batch -> batch.requestItems(Map.of())));
    }

    private Map<String, KeysAndAttributes> read(int... numbers) {
        var keys = IntStream.of(numbers)
                .mapToObj(i -> item("pk", "a", "sk", "s" + i))
                .toList();
        return store.batchGetItem(batch -> batch.requestItems(
                        Map.of(TABLE, KeysAndAttributes.builder().keys(keys).build())))
                .unprocessedKeys();
    }

    @Test
    void sixteenMegabytesAreTheMostOfOneAnswer() {
        int[] numbers = IntStream.range(0, 50).toArray();
        IntStream.of(numbers).forEach(i -> put("pk", "a", "sk", "s" + i, "x", "x".repeat(400_000)));
        var left = read(numbers);

        assertThat(Objects.requireNonNull(left.get(TABLE)).keys()).hasSize(50 - 42);
        assertThat(store
                        .batchGetItemPaginator(batch -> batch.requestItems(Map.of(
                                TABLE,
                                KeysAndAttributes.builder()
                                        .keys(IntStream.of(numbers)
                                                .mapToObj(i -> item("pk", "a", "sk", "s" + i))
                                                .toList())
                                        .build())))
                        .stream()
                        .mapToInt(
                                page -> Objects.requireNonNull(page.responses().get(TABLE))
                                        .size())
                        .sum())
                .isEqualTo(50);
    }
}
