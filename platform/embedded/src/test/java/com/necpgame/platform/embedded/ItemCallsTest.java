package com.necpgame.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.necpgame.platform.embedded.item.Sizes;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

class ItemCallsTest extends StoreTest {
    @BeforeEach
    void createTables() {
        createIndexedTable();
    }

    @Test
    void whatWasPutIsThere() {
        var item = item("pk", "a", "sk", "1", "v", 7, "empty", "", "none", AttributeValue.fromNul(true));
        store.putItem(put -> put.tableName(TABLE).item(item));

        assertThat(get("pk", "a", "sk", "1")).isEqualTo(item);
    }

    @Test
    void whatIsNotThereHasNoItem() {
        var response = store.getItem(get -> get.tableName(TABLE).key(item("pk", "a", "sk", "1")));

        assertThat(response.hasItem()).isFalse();
        assertThat(response.item()).isEmpty();
    }

    @Test
    void aProjectionThatMeetsNothingIsAnEmptyItem() {
        put("pk", "a", "sk", "1", "v", 7);
        var response = store.getItem(
                get -> get.tableName(TABLE).key(item("pk", "a", "sk", "1")).projectionExpression("zzz"));

        assertThat(response.hasItem()).isTrue();
        assertThat(response.item()).isEmpty();
    }

    @Test
    void aTableCanBeNamedByItsArn() {
        put("pk", "a", "sk", "1");
        String arn = store.describeTable(describe -> describe.tableName(TABLE))
                .table()
                .tableArn();

        assertThat(store.getItem(get -> get.tableName(arn).key(item("pk", "a", "sk", "1")))
                        .hasItem())
                .isTrue();
    }

    @Test
    void oldAttributesAreReturnedOnlyWhenAskedForAndThere() {
        var item = item("pk", "a", "sk", "1", "v", 7);
        assertThat(store.putItem(put -> put.tableName(TABLE).item(item).returnValues(ReturnValue.ALL_OLD))
                        .hasAttributes())
                .isFalse();
        assertThat(store.putItem(put -> put.tableName(TABLE).item(item).returnValues(ReturnValue.ALL_OLD))
                        .attributes())
                .isEqualTo(item);
        assertThat(store.putItem(put -> put.tableName(TABLE).item(item)).hasAttributes())
                .isFalse();
        assertThat(store.deleteItem(delete -> delete.tableName(TABLE)
                                .key(item("pk", "a", "sk", "1"))
                                .returnValues(ReturnValue.ALL_OLD))
                        .attributes())
                .isEqualTo(item);
    }

    @Test
    void anUpdateReturnsEachOfTheFiveKinds() {
        put("pk", "a", "sk", "1", "v", 7, "w", "x");

        assertThat(updated(ReturnValue.NONE)).isEmpty();
        assertThat(updated(ReturnValue.UPDATED_OLD)).isEqualTo(item("v", 8));
        assertThat(updated(ReturnValue.UPDATED_NEW)).isEqualTo(item("v", 10));
        assertThat(updated(ReturnValue.ALL_OLD)).isEqualTo(item("pk", "a", "sk", "1", "v", 10, "w", "x"));
        assertThat(updated(ReturnValue.ALL_NEW)).isEqualTo(item("pk", "a", "sk", "1", "v", 12, "w", "x"));
    }

    private Map<String, AttributeValue> updated(ReturnValue returned) {
        return store.updateItem(update -> update.tableName(TABLE)
                        .key(item("pk", "a", "sk", "1"))
                        .updateExpression("ADD v :one")
                        .expressionAttributeValues(item(":one", 1))
                        .returnValues(returned))
                .attributes();
    }

    @Test
    void anUpdateWithoutExpressionMakesAnItemOfTheKey() {
        store.updateItem(update -> update.tableName(TABLE).key(item("pk", "a", "sk", "1")));

        assertThat(get("pk", "a", "sk", "1")).isEqualTo(item("pk", "a", "sk", "1"));
    }

    @Test
    void aFailedConditionShowsTheOldItemOnlyWhenAsked() {
        var item = item("pk", "a", "sk", "1", "v", 7);
        store.putItem(put -> put.tableName(TABLE).item(item));

        assertThat(refusal(ReturnValuesOnConditionCheckFailure.ALL_OLD).item()).isEqualTo(item);
        assertThat(refusal(ReturnValuesOnConditionCheckFailure.NONE).hasItem()).isFalse();
        assertThat(refusal(ReturnValuesOnConditionCheckFailure.NONE)
                        .awsErrorDetails()
                        .errorMessage())
                .isEqualTo("The conditional request failed");
    }

    private ConditionalCheckFailedException refusal(ReturnValuesOnConditionCheckFailure shown) {
        return catchThrowableOfType(
                ConditionalCheckFailedException.class,
                () -> store.putItem(put -> put.tableName(TABLE)
                        .item(item("pk", "a", "sk", "1"))
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(shown)));
    }

    @Test
    void keysMustBeWhole() {
        String message = "The provided key element does not match the schema";
        assertInvalid(message, () -> get("pk", "a"));
        assertInvalid(message, () -> get("pk", "a", "sk", "1", "v", 1));
        assertInvalid(message, () -> get("pk", "a", "sk", 1));
        assertInvalid(
                "One or more parameter values were invalid: Missing the key sk in the item", () -> put("pk", "a"));
        assertInvalid(
                "One or more parameter values were invalid: Type mismatch for key sk expected: S actual: N",
                () -> put("pk", "a", "sk", 1));
        assertInvalid(
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: sk",
                () -> put("pk", "a", "sk", ""));
    }

    @Test
    void keysHaveALargestSize() {
        put("pk", "p".repeat(2048), "sk", "s".repeat(1024));
        assertInvalid(
                "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of 2048 bytes",
                () -> put("pk", "p".repeat(2049), "sk", "1"));
        assertInvalid(
                "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes",
                () -> put("pk", "a", "sk", "s".repeat(1025)));
    }

    @Test
    void indexKeysMustFit() {
        assertInvalid(
                "One or more parameter values were invalid: Type mismatch for Index Key n Expected: N Actual: S IndexName: local",
                () -> put("pk", "a", "sk", "1", "n", "text"));
        assertInvalid(
                "One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: all, IndexKey: g",
                () -> put("pk", "a", "sk", "1", "g", ""));
        put("pk", "a", "sk", "1", "v", "text");
        assertInvalid(
                "One or more parameter values were invalid: Type mismatch for Index Key n",
                () -> store.updateItem(update ->
                        update.tableName(TABLE).key(item("pk", "a", "sk", "1")).updateExpression("SET n = v")));
    }

    @Test
    void anItemHasALargestSize() {
        int room = Sizes.ITEM_BYTES - Sizes.of(item("pk", "a", "sk", "1", "x", ""));
        put("pk", "a", "sk", "1", "x", "x".repeat(room));
        assertInvalid(
                "Item size has exceeded the maximum allowed size",
                () -> put("pk", "a", "sk", "1", "x", "x".repeat(room + 1)));
        assertInvalid(
                "Item size to update has exceeded the maximum allowed size",
                () -> store.updateItem(update -> update.tableName(TABLE)
                        .key(item("pk", "a", "sk", "1"))
                        .updateExpression("SET y = :y")
                        .expressionAttributeValues(item(":y", "y"))));
    }

    @Test
    void aKeyCannotBeUpdated() {
        assertInvalid(
                "One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key",
                () -> store.updateItem(update -> update.tableName(TABLE)
                        .key(item("pk", "a", "sk", "1"))
                        .updateExpression("SET sk = :s")
                        .expressionAttributeValues(item(":s", "2"))));
    }

    @Test
    void putAndDeleteReturnOldAttributesOrNone() {
        assertInvalid(
                "Return values set to invalid value",
                () -> store.putItem(put ->
                        put.tableName(TABLE).item(item("pk", "a", "sk", "1")).returnValues(ReturnValue.ALL_NEW)));
        assertInvalid(
                "Return values set to invalid value",
                () -> store.deleteItem(delete ->
                        delete.tableName(TABLE).key(item("pk", "a", "sk", "1")).returnValues(ReturnValue.UPDATED_OLD)));
    }

    @Test
    void aTableThatIsNotThereIsNotFound() {
        assertRefused(
                "ResourceNotFoundException",
                "Requested resource not found",
                () -> store.getItem(get -> get.tableName("other").key(item("pk", "a"))));
    }
}
