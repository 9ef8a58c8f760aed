package com.necpgame.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TransactionsTest extends StoreTest {
    @BeforeEach
    void createTables() {
        createIndexedTable();
    }

    private TransactWriteItemsResponse transact(TransactWriteItem... actions) {
        return store.transactWriteItems(request -> request.transactItems(actions));
    }

    private static TransactWriteItem put(Map<String, AttributeValue> item, @Nullable String condition) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(TABLE)
                        .item(item)
                        .conditionExpression(condition)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    private static TransactWriteItem add(String sort, int amount) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(TABLE)
                        .key(item("pk", "a", "sk", sort))
                        .updateExpression("SET v = v + :amount")
                        .conditionExpression("attribute_exists(pk)")
                        .expressionAttributeValues(item(":amount", amount)))
                .build();
    }

    private static TransactWriteItem check(String sort, @Nullable String condition) {
        return TransactWriteItem.builder()
                .conditionCheck(check ->
                        check.tableName(TABLE).key(item("pk", "a", "sk", sort)).conditionExpression(condition))
                .build();
    }

    private static TransactWriteItem delete(String sort) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(TABLE).key(item("pk", "a", "sk", sort)))
                .build();
    }

    private static TransactGetItem get(String sort) {
        return TransactGetItem.builder()
                .get(get -> get.tableName(TABLE).key(item("pk", "a", "sk", sort)))
                .build();
    }

    @Test
    void allIsDoneTogether() {
        put("pk", "a", "sk", "1", "v", 1);
        put("pk", "a", "sk", "2", "v", 1);

        transact(
                add("1", 2),
                delete("2"),
                put(item("pk", "a", "sk", "3", "g", "x", "n", 1), "attribute_not_exists(pk)"),
                check("4", "attribute_not_exists(pk)"));

        assertThat(get("pk", "a", "sk", "1")).containsEntry("v", value(3));
        assertThat(get("pk", "a", "sk", "2")).isEmpty();
        assertThat(get("pk", "a", "sk", "3")).isNotEmpty();
        assertThat(get("pk", "a", "sk", "4")).isEmpty();
    }

    @Test
    void everyReasonIsToldInOrderAndNothingIsDone() {
        put("pk", "a", "sk", "1", "v", 1);
        put("pk", "a", "sk", "2", "v", "text");

        var cancelled = catchThrowableOfType(
                TransactionCanceledException.class,
                () -> transact(
                        put(item("pk", "a", "sk", "0"), null),
                        put(item("pk", "a", "sk", "1"), "attribute_not_exists(pk)"),
                        add("2", 1),
                        check("3", "attribute_exists(pk)"),
                        add("4", 1)));

        assertThat(cancelled.cancellationReasons().stream().map(CancellationReason::code))
                .containsExactly(
                        "None",
                        "ConditionalCheckFailed",
                        "ValidationError",
                        "ConditionalCheckFailed",
                        "ConditionalCheckFailed");
        assertThat(cancelled.awsErrorDetails().errorMessage())
                .isEqualTo(
                        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ValidationError, ConditionalCheckFailed, ConditionalCheckFailed]");
        assertThat(cancelled.cancellationReasons().get(0).message()).isNull();
        assertThat(cancelled.cancellationReasons().get(1).item()).isEqualTo(item("pk", "a", "sk", "1", "v", 1));
        assertThat(cancelled.cancellationReasons().get(2).message())
                .isEqualTo("An operand in the update expression has an incorrect data type");
        assertThat(cancelled.cancellationReasons().get(3).hasItem()).isFalse();
        assertThat(get("pk", "a", "sk", "0")).isEmpty();
    }

    @Test
    void aTransactionThatMakesNoSenseIsInvalid() {
        assertInvalid("1 validation error detected: Value at 'transactItems'", this::transact);
        assertInvalid(
                "1 validation error detected: Value at 'transactItems'",
                () -> transact(
                        IntStream.range(0, 101).mapToObj(i -> delete("s" + i)).toArray(TransactWriteItem[]::new)));
        assertInvalid(
                "Transaction request cannot include multiple operations on one item",
                () -> transact(delete("1"), check("1", "attribute_exists(pk)")));
        assertInvalid(
                "TransactItems can only contain one of Check, Put, Update or Delete",
                () -> transact(
                        delete("1").toBuilder().put(add -> add.tableName(TABLE)).build()));
        assertInvalid("The condition of a ConditionCheck must not be null", () -> transact(check("1", null)));
        assertRefused(
                "ResourceNotFoundException",
                "Requested resource not found",
                () -> transact(TransactWriteItem.builder()
                        .delete(delete -> delete.tableName("other").key(item("pk", "a")))
                        .build()));
    }

    @Test
    void aHundredActionsAreOneTransaction() {
        transact(IntStream.range(0, 100)
                .mapToObj(i -> put(item("pk", "p" + i, "sk", "1"), null))
                .toArray(TransactWriteItem[]::new));

        assertThat(store.scan(scan -> scan.tableName(TABLE)).count()).isEqualTo(100);
    }

    @Test
    void fourMegabytesAreTheMost() {
        assertInvalid("Transaction request has exceeded the maximum size of 4 MB", () -> transact(puts(11, 390_000)));
        transact(puts(10, 390_000));
        assertInvalid(
                "Transaction request has exceeded the maximum size of 4 MB",
                () -> store.transactGetItems(request -> request.transactItems(
                        Stream.concat(IntStream.range(0, 10).boxed(), Stream.of(11))
                                .peek(i -> put("pk", "a", "sk", "s" + i, "x", "x".repeat(390_000)))
                                .map(i -> get("s" + i))
                                .toList())));
    }

    private static TransactWriteItem[] puts(int count, int bytes) {
        return IntStream.range(0, count)
                .mapToObj(i -> put(item("pk", "a", "sk", "s" + i, "x", "x".repeat(bytes)), null))
                .toArray(TransactWriteItem[]::new);
    }

    @Test
    void getsAreAnsweredInOrder() {
        put("pk", "a", "sk", "1", "v", 1);
        put("pk", "a", "sk", "2", "v", 2);

        var responses = store.transactGetItems(request -> request.transactItems(get("2"), get("3"), get("1")))
                .responses();

        assertThat(responses.get(0).item()).containsEntry("v", value(2));
        assertThat(responses.get(1).hasItem()).isFalse();
        assertThat(responses.get(2).item()).containsEntry("v", value(1));
        assertInvalid(
                "Transaction request cannot include multiple operations on one item",
                () -> store.transactGetItems(request -> request.transactItems(get("1"), get("1"))));
    }

    @Test
    void aTokenTakesEffectOnceEvenAfterARestart() {
        put("pk", "a", "sk", "1", "v", 1);
        transact("token", add("1", 2));
        transact("token", add("1", 2));
        restart();
        transact("token", add("1", 2));

        assertThat(get("pk", "a", "sk", "1")).containsEntry("v", value(3));
    }

    @Test
    void aTokenStandsForTheSameRequestInWhateverOrderItsMapsAre() {
        var put = item("pk", "a", "sk", "1", "v", 1);
        var same = item("v", 1, "sk", "1", "pk", "a");
        transact("token", put(put, "attribute_not_exists(pk)"));
        transact("token", put(same, "attribute_not_exists(pk)"));

        assertThatThrownBy(() -> transact("token", put(item("pk", "a", "sk", "1", "v", 2), "attribute_not_exists(pk)")))
                .isInstanceOf(IdempotentParameterMismatchException.class);
    }

    @Test
    void aTokenIsForgottenAfterTenMinutes() {
        put("pk", "a", "sk", "1", "v", 1);
        transact("token", add("1", 2));
        clock.advance(Duration.ofMinutes(10));
        transact("token", add("1", 2));
        assertThat(get("pk", "a", "sk", "1")).containsEntry("v", value(3));

        clock.advance(Duration.ofMillis(1));
        transact("token", add("1", 3));
        assertThat(get("pk", "a", "sk", "1")).containsEntry("v", value(6));
    }

    @Test
    void sweepingKeepsTheTokensThatCount() {
        put("pk", "a", "sk", "1", "v", 1);
        transact("old", add("1", 1));
        transact("again", add("1", 1));
        clock.advance(Duration.ofMinutes(11));
        transact("again", add("1", 1));
        store.sweep();
        transact("again", add("1", 1));
        transact("old", add("1", 1));

        assertThat(get("pk", "a", "sk", "1")).containsEntry("v", value(5));
    }

    @Test
    void aTokenOfACancelledTransactionIsFree() {
        assertThatThrownBy(() -> transact("token", add("1", 1))).isInstanceOf(TransactionCanceledException.class);
        put("pk", "a", "sk", "1", "v", 1);
        transact("token", add("1", 1));

        assertThat(get("pk", "a", "sk", "1")).containsEntry("v", value(2));
    }

    @Test
    void aTokenHasALargestLength() {
        assertInvalid("1 validation error detected", () -> transact("t".repeat(37), add("1", 1)));
        assertInvalid("1 validation error detected", () -> transact("", add("1", 1)));
    }

    private void transact(String token, TransactWriteItem... actions) {
        store.transactWriteItems(
                request -> request.transactItems(List.of(actions)).clientRequestToken(token));
    }
}
