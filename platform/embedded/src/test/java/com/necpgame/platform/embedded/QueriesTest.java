package com.necpgame.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.embedded.item.Sizes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

class QueriesTest extends StoreTest {
    @BeforeEach
    void createTables() {
        createIndexedTable();
    }

    private QueryResponse query(Consumer<QueryRequest.Builder> question) {
        return store.query(request -> question.accept(request.tableName(TABLE)));
    }

    /** Of partition {@code a}. */
    private QueryResponse queryA(Consumer<QueryRequest.Builder> question) {
        return query(request ->
                question.accept(request.keyConditionExpression("pk = :p").expressionAttributeValues(item(":p", "a"))));
    }

    private static List<String> sortKeys(QueryResponse response) {
        return response.items().stream().map(item -> attribute(item, "sk").s()).toList();
    }

    private void putTen() {
        IntStream.range(0, 10).forEach(i -> put("pk", "a", "sk", "s" + i, "n", i / 2, "g", "x", "v", i));
    }

    @Test
    void aLimitReachedSaysWhereToGoOnThoughNothingMayFollow() {
        putTen();
        var first = queryA(request -> request.limit(6));
        var second = queryA(request -> request.limit(4).exclusiveStartKey(first.lastEvaluatedKey()));
        var third = queryA(request -> request.exclusiveStartKey(second.lastEvaluatedKey()));

        assertThat(sortKeys(first)).containsExactly("s0", "s1", "s2", "s3", "s4", "s5");
        assertThat(first.lastEvaluatedKey()).isEqualTo(item("pk", "a", "sk", "s5"));
        assertThat(sortKeys(second)).containsExactly("s6", "s7", "s8", "s9");
        assertThat(second.hasLastEvaluatedKey()).isTrue();
        assertThat(third.items()).isEmpty();
        assertThat(third.hasItems()).isTrue();
        assertThat(third.hasLastEvaluatedKey()).isFalse();
    }

    @Test
    void descendingGoesOnDownwards() {
        putTen();
        var first = queryA(request -> request.scanIndexForward(false).limit(3));
        var second =
                queryA(request -> request.scanIndexForward(false).limit(3).exclusiveStartKey(first.lastEvaluatedKey()));

        assertThat(sortKeys(first)).containsExactly("s9", "s8", "s7");
        assertThat(sortKeys(second)).containsExactly("s6", "s5", "s4");
    }

    @Test
    void theStartKeyNeedNotBeThere() {
        putTen();

        assertThat(sortKeys(queryA(request -> request.exclusiveStartKey(item("pk", "a", "sk", "s55")))))
                .containsExactly("s6", "s7", "s8", "s9");
    }

    @Test
    void aFilterCountsWhatItLookedAt() {
        putTen();
        var response = query(request -> request.keyConditionExpression("pk = :p")
                .filterExpression("v >= :five")
                .expressionAttributeValues(item(":p", "a", ":five", 5))
                .limit(7));

        assertThat(response.count()).isEqualTo(2);
        assertThat(response.scannedCount()).isEqualTo(7);
        assertThat(response.lastEvaluatedKey()).isEqualTo(item("pk", "a", "sk", "s6"));
    }

    /** Items of 256 KiB to the byte: the fourth reaches the line; a byte less in each, and the fifth crosses it. */
    @Test
    void aPageEndsWithTheItemThatReachesOneMegabyte() {
        int room = 256 * 1024 - Sizes.of(item("pk", "a", "sk", "0", "x", ""));
        IntStream.range(0, 8).forEach(i -> put("pk", "a", "sk", "" + i, "x", "x".repeat(room)));
        assertThat(sortKeys(queryA(request -> {}))).hasSize(4);

        IntStream.range(0, 8).forEach(i -> put("pk", "a", "sk", "" + i, "x", "x".repeat(room - 1)));
        var page = queryA(request -> {});
        assertThat(sortKeys(page)).hasSize(5);
        assertThat(page.lastEvaluatedKey()).isEqualTo(item("pk", "a", "sk", "4"));
        assertThat(sortKeys(queryA(request -> request.exclusiveStartKey(page.lastEvaluatedKey()))))
                .hasSize(3);
    }

    @Test
    void aCountReturnsNoItems() {
        putTen();
        var response = queryA(request -> request.select(Select.COUNT));

        assertThat(response.count()).isEqualTo(10);
        assertThat(response.hasItems()).isFalse();
    }

    @Test
    void paginatorsWalkAllPages() {
        putTen();

        assertThat(store
                        .queryPaginator(request -> request.tableName(TABLE)
                                .keyConditionExpression("pk = :p")
                                .expressionAttributeValues(item(":p", "a"))
                                .limit(3))
                        .items()
                        .stream()
                        .count())
                .isEqualTo(10);
        assertThat(store.scanPaginator(request -> request.tableName(TABLE).limit(3)).items().stream()
                        .count())
                .isEqualTo(10);
    }

    @Test
    void segmentsShareOutTheTable() {
        IntStream.range(0, 200).forEach(i -> put("pk", "p" + i, "sk", "s"));
        Set<Map<String, AttributeValue>> all = new HashSet<>();
        int scanned = 0;
        for (int i = 0; i < 7; i++) {
            int segment = i;
            var items = store.scan(
                            request -> request.tableName(TABLE).segment(segment).totalSegments(7))
                    .items();
            assertThat(items).as("segment " + i).isNotEmpty();
            all.addAll(items);
            scanned += items.size();
        }
        assertThat(scanned).isEqualTo(200);
        assertThat(all).hasSize(200);
    }

    @Test
    void aSegmentGoesOnWithinItself() {
        IntStream.range(0, 50).forEach(i -> put("pk", "p" + i, "sk", "s"));
        var whole = store.scan(request -> request.tableName(TABLE).segment(1).totalSegments(2))
                .items();
        var paged = store
                .scanPaginator(request ->
                        request.tableName(TABLE).segment(1).totalSegments(2).limit(3))
                .items()
                .stream()
                .toList();

        assertThat(paged).isEqualTo(whole);
        assertInvalid(
                "The provided starting key is outside query boundaries",
                () -> store.scan(request -> request.tableName(TABLE)
                        .segment(0)
                        .totalSegments(2)
                        .exclusiveStartKey(StoreTest.item("pk", attribute(whole.getFirst(), "pk"), "sk", "s"))));
    }

    @Test
    void anIndexGoesOnByItsKeysAndTheTables() {
        putTen();
        var first = query(request -> request.indexName("all")
                .keyConditionExpression("g = :g AND n BETWEEN :one AND :three")
                .expressionAttributeValues(item(":g", "x", ":one", 1, ":three", 3))
                .limit(4));

        assertThat(first.items()).hasSize(4);
        assertThat(first.lastEvaluatedKey().keySet()).containsExactlyInAnyOrder("g", "n", "pk", "sk");
        assertThat(query(request -> request.indexName("all")
                                .keyConditionExpression("g = :g AND n BETWEEN :one AND :three")
                                .expressionAttributeValues(item(":g", "x", ":one", 1, ":three", 3))
                                .exclusiveStartKey(first.lastEvaluatedKey()))
                        .items())
                .hasSize(2);
    }

    @Test
    void indexesHoldWhatTheyProject() {
        put("pk", "a", "sk", "1", "g", "x", "n", 1, "v", 7, "w", "w");

        assertThat(byG("all")).containsExactly(item("pk", "a", "sk", "1", "g", "x", "n", 1, "v", 7, "w", "w"));
        assertThat(byG("keys")).containsExactly(item("pk", "a", "sk", "1", "g", "x"));
        assertThat(query(request -> request.indexName("some")
                                .keyConditionExpression("n = :n")
                                .expressionAttributeValues(item(":n", 1)))
                        .items())
                .containsExactly(item("pk", "a", "sk", "1", "n", 1, "v", 7));
    }

    private List<Map<String, AttributeValue>> byG(String index) {
        return query(request -> request.indexName(index)
                        .keyConditionExpression("g = :g")
                        .expressionAttributeValues(item(":g", "x")))
                .items();
    }

    @Test
    void anIndexFollowsItsItems() {
        put("pk", "a", "sk", "1", "g", "x");
        assertThat(byG("keys")).hasSize(1);
        assertThat(byG("all")).as("has no n").isEmpty();

        put("pk", "a", "sk", "1", "g", "x", "n", 1);
        assertThat(byG("all")).hasSize(1);

        put("pk", "a", "sk", "1", "g", "y", "n", 1);
        assertThat(byG("all")).isEmpty();
        assertThat(byG("keys")).isEmpty();

        put("pk", "a", "sk", "1", "g", "x", "n", 1, "v", 1);
        store.deleteItem(delete -> delete.tableName(TABLE).key(item("pk", "a", "sk", "1")));
        assertThat(byG("all")).isEmpty();
        assertThat(byG("keys")).isEmpty();
    }

    @Test
    void aLocalIndexFetchesWhatItLacks() {
        put("pk", "a", "sk", "1", "n", 2, "v", 7);
        put("pk", "a", "sk", "2", "n", 1, "v", 8);
        put("pk", "a", "sk", "3", "v", 9);

        assertThat(queryA(request -> request.indexName("local")).items())
                .containsExactly(item("pk", "a", "sk", "2", "n", 1), item("pk", "a", "sk", "1", "n", 2));
        assertThat(queryA(request ->
                                request.indexName("local").consistentRead(true).select(Select.ALL_ATTRIBUTES))
                        .items())
                .containsExactly(
                        item("pk", "a", "sk", "2", "n", 1, "v", 8), item("pk", "a", "sk", "1", "n", 2, "v", 7));
        assertThat(queryA(request -> request.indexName("local").projectionExpression("v"))
                        .items())
                .containsExactly(item("v", 8), item("v", 7));
    }

    @Test
    void questionsThatHaveNoAnswerAreRefused() {
        putTen();
        assertInvalid("1 validation error detected: Value '0' at 'limit'", () -> queryA(request -> request.limit(0)));
        assertInvalid(
                "The table does not have the specified index: none",
                () -> queryA(request -> request.indexName("none")));
        assertInvalid(
                "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
                () -> queryA(request -> request.filterExpression("attribute_exists(sk)")));
        assertInvalid(
                "One or more parameter values were invalid: Condition parameter type does not match schema type",
                () -> query(
                        request -> request.keyConditionExpression("pk = :p").expressionAttributeValues(item(":p", 1))));
        assertInvalid(
                "The provided starting key is invalid",
                () -> queryA(request -> request.exclusiveStartKey(item("pk", "a"))));
        assertInvalid(
                "The provided starting key is invalid: The provided key element does not match the schema",
                () -> queryA(request -> request.exclusiveStartKey(item("pk", "a", "sk", 1))));
        assertInvalid(
                "The provided starting key is outside query boundaries",
                () -> queryA(request -> request.exclusiveStartKey(item("pk", "b", "sk", "1"))));
        assertInvalid(
                "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request",
                () -> query(request -> {}));
    }

    @Test
    void indexesAreNotAskedForMoreThanTheyHold() {
        assertInvalid(
                "Consistent reads are not supported on global secondary indexes",
                () -> onKeys(request -> request.consistentRead(true)));
        assertInvalid(
                "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index keys",
                () -> onKeys(request -> request.select(Select.ALL_ATTRIBUTES)));
        assertInvalid(
                "One or more parameter values were invalid: Global secondary index keys does not project [v]",
                () -> onKeys(request -> request.projectionExpression("v")));
        assertInvalid(
                "One or more parameter values were invalid: Secondary index keys does not project one or more filter attributes: [v]",
                () -> onKeys(request -> request.filterExpression("attribute_exists(v)")));
    }

    private void onKeys(Consumer<QueryRequest.Builder> question) {
        query(request -> question.accept(
                request.indexName("keys").keyConditionExpression("g = :g").expressionAttributeValues(item(":g", "x"))));
    }

    @Test
    void selectAndProjectionMustAgree() {
        assertInvalid(
                "Cannot specify the ProjectionExpression when choosing to get only the Count",
                () -> queryA(request -> request.select(Select.COUNT).projectionExpression("v")));
        assertInvalid(
                "Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES",
                () -> queryA(request -> request.select(Select.ALL_ATTRIBUTES).projectionExpression("v")));
        assertInvalid(
                "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
                () -> queryA(request -> request.select(Select.SPECIFIC_ATTRIBUTES)));
        assertInvalid(
                "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
                () -> queryA(request -> request.select(Select.ALL_PROJECTED_ATTRIBUTES)));
    }

    @Test
    void segmentsMustBeWhole() {
        assertInvalid(
                "The TotalSegments parameter is required but was not present",
                () -> store.scan(request -> request.tableName(TABLE).segment(0)));
        assertInvalid(
                "The Segment parameter is required but was not present",
                () -> store.scan(request -> request.tableName(TABLE).totalSegments(2)));
        assertInvalid(
                "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than TotalSegments: 2",
                () -> store.scan(request -> request.tableName(TABLE).segment(2).totalSegments(2)));
    }
}
