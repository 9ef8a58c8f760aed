package com.necpgame.platform.embedded.expression;

import static com.necpgame.platform.embedded.expression.Given.n;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class PlaceholdersTest {
    @Test
    void whatTheRequestDoesNotHaveIsAbsent() {
        var request = UpdateItemRequest.builder().build();
        assertThatCode(() -> Placeholders.of(
                                request.expressionAttributeNames(), request.expressionAttributeValues(), false)
                        .requireAllUsed())
                .doesNotThrowAnyException();
        assertThatCode(() -> Placeholders.of(null, null, true).requireAllUsed()).doesNotThrowAnyException();
    }

    @Test
    void valuesAreAdmitted() {
        assertThat(Placeholders.of(null, Map.of(":v", n("1E1")), true).value(":v"))
                .isEqualTo(n("10"));
        requireRefusal(
                "ExpressionAttributeValues contains invalid value: One or more parameter values were invalid:"
                        + " An string set  may not be empty for key :v",
                () -> Placeholders.of(null, Map.of(":v", AttributeValue.fromSs(List.of())), true));
    }

    @Test
    void allMustBeUsedByOneOrTheOtherExpression() {
        var placeholders = Placeholders.of(Map.of("#a", "a", "#b", "b"), Map.of(":one", n("1"), ":two", n("2")), true);
        Update.parse("SET #a = :one", placeholders);
        requireRefusal("ExpressionAttributeNames unused in expressions: keys: {#b}", placeholders::requireAllUsed);
        Condition.parse("ConditionExpression", "attribute_exists(#b)", placeholders);
        requireRefusal("ExpressionAttributeValues unused in expressions: keys: {:two}", placeholders::requireAllUsed);
        Condition.parse("ConditionExpression", "c = :two", placeholders);
        assertThatCode(placeholders::requireAllUsed).doesNotThrowAnyException();
    }

    @Test
    void keysAndNamesAreChecked() {
        for (var key : List.of("a", "#", "#a-b", "##a", "")) {
            requireRefusal(
                    "ExpressionAttributeNames contains invalid key: Syntax error; key: \"" + key + "\"",
                    () -> Placeholders.of(Map.of(key, "a"), null, true));
        }
        for (var key : List.of("a", ":", ":a-b", "::a", "#a")) {
            requireRefusal(
                    "ExpressionAttributeValues contains invalid key: Syntax error; key: \"" + key + "\"",
                    () -> Placeholders.of(null, Map.of(key, n("1")), true));
        }
        assertThatCode(() -> Placeholders.of(Map.of("#" + "a".repeat(254), "a"), null, true))
                .doesNotThrowAnyException();
        requireRefusal(
                "a key that is too long; size of key: 256",
                () -> Placeholders.of(Map.of("#" + "a".repeat(255), "a"), null, true));
        requireRefusal(
                "ExpressionAttributeNames contains invalid value", () -> Placeholders.of(Map.of("#a", ""), null, true));
    }

    @Test
    void areOnlyForExpressions() {
        requireRefusal(
                "ExpressionAttributeNames can only be specified when using expressions",
                () -> Placeholders.of(Map.of("#a", "a"), null, false));
        requireRefusal(
                "ExpressionAttributeValues can only be specified when using expressions",
                () -> Placeholders.of(null, Map.of(":v", n("1")), false));
        requireRefusal("ExpressionAttributeNames must not be empty", () -> Placeholders.of(Map.of(), null, true));
    }

    private static void requireRefusal(String why, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(DynamoDbException.class).hasMessageContaining(why);
    }
}
