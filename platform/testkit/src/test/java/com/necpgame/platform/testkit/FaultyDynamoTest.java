package com.necpgame.platform.testkit;

import static com.necpgame.platform.testkit.Items.item;
import static com.necpgame.platform.testkit.Items.key;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

@ExtendWith(Seeded.class)
class FaultyDynamoTest {
    private final LocalDynamo store = LocalDynamo.inMemory();
    private final FaultyDynamo faulty;
    private final DynamoDbClient client;

    FaultyDynamoTest(Seed seed) {
        faulty = FaultyDynamo.over(store.client(), seed.random("faults"));
        client = faulty.client();
    }

    @BeforeEach
    void createTable() {
        Items.createTable(store.client());
    }

    @AfterEach
    void close() {
        faulty.close();
        store.close();
    }

    @Test
    void isQuietAtFirstAndWhenToldSo() {
        write("a", 1);
        faulty.loud(Rates.of(Fault.THROTTLE, 1));
        assertThatThrownBy(() -> write("b", 1)).isInstanceOf(SdkException.class);
        faulty.quiet();
        write("c", 1);
        assertThat(faulty.injected()).containsExactly(Map.entry(Fault.THROTTLE, 1L));
    }

    @Test
    void throttlesInBothFormsWithoutEffect() {
        faulty.loud(Rates.of(Fault.THROTTLE, 1));
        var codes = IntStream.range(0, 40)
                .mapToObj(i -> catchThrowableOfType(AwsServiceException.class, () -> write("a", 1)))
                .peek(refusal -> assertThat(refusal.isThrottlingException()).isTrue())
                .map(refusal -> refusal.awsErrorDetails().errorCode())
                .distinct();

        assertThat(codes).containsExactlyInAnyOrder("ProvisionedThroughputExceededException", "ThrottlingException");
        assertThat(stored("a")).isEmpty();
    }

    @Test
    void throttlesReadsToo() {
        faulty.loud(Rates.of(Fault.THROTTLE, 1));
        assertThatThrownBy(this::queryIndex).isInstanceOf(AwsServiceException.class);
        assertThatThrownBy(
                        () -> client.getItem(get -> get.tableName(Items.TABLE).key(key("a", "b"))))
                .isInstanceOf(AwsServiceException.class);
        assertThat(client.listTables().tableNames()).as("not about items").hasSize(1);
    }

    @Test
    void aTransactionConflictGivesItsReasonsInOrder() {
        faulty.loud(Rates.of(Fault.CONFLICT, 1));
        var contested = IntStream.range(0, 40)
                .mapToObj(i -> catchThrowableOfType(TransactionCanceledException.class, () -> transfer("a", "b")))
                .map(TransactionCanceledException::cancellationReasons)
                .peek(reasons -> assertThat(reasons)
                        .extracting(CancellationReason::code)
                        .containsExactlyInAnyOrder("None", "TransactionConflict"))
                .map(reasons -> reasons.get(1).code().equals("TransactionConflict"))
                .distinct();

        assertThat(contested).as("either item may be contested").containsExactlyInAnyOrder(true, false);
        assertThat(stored("a")).isEmpty();
    }

    @Test
    void aSingleWriteConflictsToo() {
        faulty.loud(Rates.of(Fault.CONFLICT, 1));
        assertThatThrownBy(() -> write("a", 1)).isInstanceOf(TransactionConflictException.class);
        assertThat(queryIndex().items()).as("reads do not").isEmpty();
        assertThat(stored("a")).isEmpty();
    }

    @Test
    void aServerErrorHasNoEffect() {
        faulty.loud(Rates.of(Fault.SERVER_ERROR, 1));
        var refusal = catchThrowableOfType(InternalServerErrorException.class, () -> write("a", 1));
        assertThat(refusal.statusCode()).isEqualTo(500);
        assertThat(stored("a")).isEmpty();
    }

    @Test
    void aLostReplyHasItsEffect() {
        faulty.loud(Rates.of(Fault.REPLY_LOST, 1));
        var forms = IntStream.range(0, 40)
                .mapToObj(i -> catchThrowable(() -> write("a" + i, i)))
                .peek(thrown -> assertThat(thrown).isInstanceOf(SdkClientException.class))
                .map(ApiCallTimeoutException.class::isInstance)
                .distinct();

        assertThat(forms).as("the SDK's time-out and the socket's").containsExactlyInAnyOrder(true, false);
        assertThat(IntStream.range(0, 40)).allMatch(i -> !stored("a" + i).isEmpty());
        assertThat(faulty.injected(Fault.REPLY_LOST)).isEqualTo(40);
    }

    @Test
    void aLostReplyMayHaveBeenARefusal() {
        write("a", 1);
        faulty.loud(Rates.of(Fault.REPLY_LOST, 1));
        assertThatThrownBy(() -> putNew("a")).isInstanceOf(SdkClientException.class);
    }

    @Test
    void whatIsSentTwiceSeesItsOwnEffect() {
        faulty.loud(Rates.of(Fault.SENT_TWICE, 1));
        assertThatThrownBy(() -> putNew("a")).isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(stored("a")).isNotEmpty();

        count();
        assertThat(stored("a").get("n")).as("1, and 1 added twice").isEqualTo(AttributeValue.fromN("3"));
    }

    @Test
    void aTransactionSentTwiceCountsOnce() {
        faulty.loud(Rates.of(Fault.SENT_TWICE, 1));
        transfer("a", "b");
        transfer("c", "d");
        assertThat(stored("a").get("n")).isEqualTo(AttributeValue.fromN("1"));
        assertThat(stored("d").get("n")).isEqualTo(AttributeValue.fromN("1"));
        assertThat(faulty.injected(Fault.SENT_TWICE)).isEqualTo(2);
    }

    @Test
    void aBatchIsDoneInPartAndNamesTheRest() {
        faulty.loud(Rates.of(Fault.PARTIAL_BATCH, 1));
        List<WriteRequest> open = IntStream.range(0, 9)
                .mapToObj(i -> WriteRequest.builder()
                        .putRequest(put -> put.item(item("a" + i, "b", i)))
                        .build())
                .toList();
        int rounds = 0;
        while (!open.isEmpty()) {
            var batch = open;
            var rest = client.batchWriteItem(request -> request.requestItems(Map.of(Items.TABLE, batch)))
                    .unprocessedItems()
                    .getOrDefault(Items.TABLE, List.of());
            assertThat(rest).hasSizeLessThan(batch.size());
            open = rest;
            rounds++;
        }
        assertThat(rounds).isGreaterThan(1);
        assertThat(IntStream.range(0, 9)).allMatch(i -> !stored("a" + i).isEmpty());
    }

    @Test
    void aBatchOfReadsIsDoneInPart() {
        IntStream.range(0, 5).forEach(i -> write("a" + i, i));
        faulty.loud(Rates.of(Fault.PARTIAL_BATCH, 1));
        BatchGetItemResponse answer = client.batchGetItem(request -> request.requestItems(Map.of(
                Items.TABLE,
                KeysAndAttributes.builder()
                        .consistentRead(true)
                        .keys(IntStream.range(0, 5)
                                .mapToObj(i -> key("a" + i, "b"))
                                .toList())
                        .build())));

        int found = answer.responses().getOrDefault(Items.TABLE, List.of()).size();
        var rest = requireNonNull(answer.unprocessedKeys().get(Items.TABLE));
        assertThat(found).isBetween(1, 4);
        assertThat(rest.keys()).hasSize(5 - found);
        assertThat(rest.consistentRead()).isTrue();
    }

    @Test
    void aShortPageSaysWhereToGoOn() {
        IntStream.range(0, 10).forEach(i -> write("a" + i, i));
        faulty.loud(Rates.of(Fault.SHORT_PAGE, 1));

        assertThat(queryIndex().items()).hasSizeBetween(1, 3);
        assertThat(client.scan(scan -> scan.tableName(Items.TABLE)).lastEvaluatedKey())
                .isNotEmpty();
        assertThat(client.scanPaginator(scan -> scan.tableName(Items.TABLE)).items())
                .hasSize(10);
    }

    @Test
    void anIndexLagsBehindAndCatchesUp() {
        write("before", 0);
        faulty.loud(Rates.of(Fault.STALE_INDEX, 1));
        write("a", 1);
        write("b", 1);

        var counts = new ArrayList<Integer>();
        for (int i = 0; i < 3; i++) {
            counts.add(queryIndex().count());
        }
        assertThat(counts).containsExactly(1, 2, 3);
        assertThat(faulty.injected(Fault.STALE_INDEX)).isEqualTo(2);
        assertThat(stored("b")).as("the store itself was never behind").isNotEmpty();
    }

    @Test
    void anIndexShowsAChangedItemAsItWas() {
        write("a", 1);
        faulty.loud(Rates.of(Fault.STALE_INDEX, 1));
        write("a", 2);
        client.deleteItem(delete -> delete.tableName(Items.TABLE).key(key("a", "b")));

        assertThat(queryIndex().items())
                .singleElement()
                .satisfies(was -> assertThat(was).containsEntry("n", AttributeValue.fromN("1")));
        assertThat(queryIndex().items())
                .singleElement()
                .satisfies(was -> assertThat(was).containsEntry("n", AttributeValue.fromN("2")));
        assertThat(queryIndex().items()).isEmpty();
    }

    @Test
    void anIndexIsNeverFurtherBehindThanItsLimit() {
        faulty.loud(Rates.of(Fault.STALE_INDEX, 1));
        int writes = LaggingReplica.LAG_MAX + 10;
        IntStream.range(0, writes).forEach(i -> write("a" + i, i));
        assertThat(queryIndex().count()).isEqualTo(10);
    }

    @Test
    void aReadIsStaleUnlessItAsksForConsistency() {
        faulty.loud(Rates.of(Fault.STALE_READ, 1));
        transfer("a", "b");

        assertThat(stored("a")).isNotEmpty();
        assertThat(client.getItem(get ->
                                get.tableName(Items.TABLE).key(key("a", "b")).consistentRead(true))
                        .hasItem())
                .isTrue();
        assertThat(queryIndex().count()).as("the index is not meant").isEqualTo(2);
        assertThat(client.getItem(get -> get.tableName(Items.TABLE).key(key("a", "b")))
                        .hasItem())
                .isFalse();
        assertThat(client.getItem(get -> get.tableName(Items.TABLE).key(key("a", "b")))
                        .hasItem())
                .isTrue();
    }

    /** Eight threads change ten items; once they are done, the stale view arrives at exactly the store's state. */
    @Test
    void theStaleViewArrivesAtTheTruthAfterARace() {
        faulty.loud(Rates.of(Fault.STALE_READ, 0.5).and(Fault.REPLY_LOST, 0.2));
        Concurrently.on(
                        8,
                        IntStream.range(0, 800).boxed().toList(),
                        i -> client.updateItem(add -> add.tableName(Items.TABLE)
                                .key(key("a" + i % 10, "b"))
                                .updateExpression("ADD n :one")
                                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))))
                .values(SdkClientException.class);
        faulty.loud(Rates.of(Fault.STALE_READ, 1));
        IntStream.range(0, LaggingReplica.LAG_MAX).forEach(i -> client.scan(scan -> scan.tableName(Items.TABLE)));
        // One more write, so that the next scan is stale by it and thus answered by the replica.
        write("last", 1);
        var seen = client.scan(scan -> scan.tableName(Items.TABLE)).items();

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> stored("a" + i)).toList());
        assertThat(seen).extracting(item -> requireNonNull(item.get("n")).n()).containsOnly("80");
    }

    /** Eight threads count one item up to 400. The stale view lags, but it never runs backwards. */
    @Test
    void theStaleViewNeverRunsBackwards() {
        faulty.loud(Rates.of(Fault.STALE_READ, 1));
        Concurrently.on(8, Collections.nCopies(400, this::count)).values();
        var seen = IntStream.rangeClosed(0, LaggingReplica.LAG_MAX)
                .mapToObj(i -> client.getItem(get -> get.tableName(Items.TABLE).key(key("a", "b"))))
                .map(answer ->
                        Integer.parseInt(requireNonNull(answer.item().get("n")).n()))
                .toList();

        assertThat(seen).isSorted().endsWith(400);
    }

    @Test
    void theStaleViewLearnsOfAnEffectWhoseReplyWasLostOnTheWay() {
        var losesPuts = DynamoInterceptor.around(store.client(), call -> {
            var answer = call.proceed();
            if (call.request() instanceof PutItemRequest) {
                throw SdkClientException.create("lost");
            }
            return answer;
        });
        try (var above = FaultyDynamo.over(losesPuts, new Seed(1).random("above"))) {
            above.loud(Rates.of(Fault.STALE_READ, 1));
            assertThatThrownBy(() -> above.client()
                            .putItem(put -> put.tableName(Items.TABLE).item(item("a", "b", 1))))
                    .hasMessage("lost");

            assertThat(seenFrom(above)).isFalse();
            assertThat(seenFrom(above)).isTrue();
            assertThat(above.injected(Fault.STALE_READ)).isEqualTo(1);
        }
    }

    private static boolean seenFrom(FaultyDynamo view) {
        return view.client()
                .getItem(get -> get.tableName(Items.TABLE).key(key("a", "b")))
                .hasItem();
    }

    @Test
    void ratesAreKept() {
        faulty.loud(Rates.of(Fault.THROTTLE, 0.2).and(Fault.SERVER_ERROR, 0.1));
        int calls = 2000;
        Concurrently.on(
                        1,
                        Collections.nCopies(
                                calls,
                                () -> client.getItem(
                                        get -> get.tableName(Items.TABLE).key(key("a", "b")))))
                .failures(SdkException.class);

        assertThat((double) faulty.injected(Fault.THROTTLE) / calls).isCloseTo(0.2, within(0.06));
        assertThat((double) faulty.injected(Fault.SERVER_ERROR) / calls).isCloseTo(0.1, within(0.05));
    }

    @Test
    void theSameSeedGivesTheSameFaults() {
        assertThat(faultsOf(7)).isEqualTo(faultsOf(7)).isNotEqualTo(faultsOf(8));
    }

    @Test
    void ratesOfMoreThanAllAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Rates.each(0.2));
        assertThatIllegalArgumentException().isThrownBy(() -> Rates.of(Fault.THROTTLE, -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> Rates.of(Fault.THROTTLE, Double.NaN));
    }

    private List<String> faultsOf(long seed) {
        try (var other = FaultyDynamo.over(store.client(), new Seed(seed).random("faults"))) {
            other.loud(Rates.of(Fault.THROTTLE, 0.3).and(Fault.REPLY_LOST, 0.3).and(Fault.SERVER_ERROR, 0.3));
            return IntStream.range(0, 50)
                    .mapToObj(i -> catchThrowable(() -> other.client()
                            .getItem(get -> get.tableName(Items.TABLE).key(key("a", "b")))))
                    .map(thrown -> thrown == null ? "none" : thrown.getClass().getSimpleName())
                    .toList();
        }
    }

    private void write(String pk, int n) {
        client.putItem(put -> put.tableName(Items.TABLE).item(item(pk, "b", n)));
    }

    private UpdateItemResponse count() {
        return client.updateItem(add -> add.tableName(Items.TABLE)
                .key(key("a", "b"))
                .updateExpression("ADD n :one")
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
    }

    private void putNew(String pk) {
        client.putItem(put ->
                put.tableName(Items.TABLE).item(item(pk, "b", 1)).conditionExpression("attribute_not_exists(pk)"));
    }

    private void transfer(String from, String to) {
        client.transactWriteItems(transaction -> transaction.transactItems(adds(from), adds(to)));
    }

    private static TransactWriteItem adds(String pk) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(Items.TABLE)
                        .key(key(pk, "b"))
                        .updateExpression("SET gsi1pk = :all ADD n :one")
                        .expressionAttributeValues(
                                Map.of(":one", AttributeValue.fromN("1"), ":all", AttributeValue.fromS("all"))))
                .build();
    }

    private QueryResponse queryIndex() {
        return client.query(query -> query.tableName(Items.TABLE)
                .indexName(Items.INDEX)
                .keyConditionExpression("gsi1pk = :all")
                .expressionAttributeValues(Map.of(":all", AttributeValue.fromS("all"))));
    }

    private Map<String, AttributeValue> stored(String pk) {
        return store.client()
                .getItem(get -> get.tableName(Items.TABLE).key(key(pk, "b")))
                .item();
    }
}
