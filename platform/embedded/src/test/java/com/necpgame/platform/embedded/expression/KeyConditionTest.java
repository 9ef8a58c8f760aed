package com.necpgame.platform.embedded.expression;

import static com.necpgame.platform.embedded.expression.Given.n;
import static com.necpgame.platform.embedded.expression.Given.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.embedded.expression.KeyCondition.Operator;
import com.necpgame.platform.embedded.expression.KeyCondition.Sort;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class KeyConditionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pk = :text AND sk = :one | EQUAL",
                "sk < :one AND pk = :text | LESS",
                "(pk = :text) AND (sk <= :one) | AT_MOST",
                "(:text = pk AND sk > :one) | GREATER",
                "pk = :text AND :one <= sk | AT_LEAST",
                "pk = :text AND :one > sk | LESS"
            })
    void readsBothKeysInAnyOrder(String text, Operator operator) {
        assertThat(parse(text)).isEqualTo(new KeyCondition(s("text"), new Sort(operator, List.of(n("1")))));
    }

    @Test
    void readsRangesAndStarts() {
        assertThat(parse("pk = :text").sort()).isNull();
        assertThat(parse("pk = :text AND sk BETWEEN :one AND :two").sort())
                .isEqualTo(new Sort(Operator.BETWEEN, List.of(n("1"), n("2"))));
        assertThat(parse("pk = :text AND begins_with(sk, :text)").sort())
                .isEqualTo(new Sort(Operator.BEGINS_WITH, List.of(s("text"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sk = :one | Query condition missed key schema element: pk",
                "pk = :text AND attribute1 = :one | Query condition missed key schema element: sk",
                "pk > :text | Query key condition not supported",
                "pk = :text AND sk = :one AND attribute1 = :one | Query key condition not supported",
                "pk = :text AND sk <> :one | Invalid operator used in KeyConditionExpression: <>",
                "pk = :text OR sk = :one | Invalid operator used in KeyConditionExpression: OR",
                "NOT pk = :text | Invalid operator used in KeyConditionExpression: NOT",
                "pk = :text AND sk IN (:one) | Invalid operator used in KeyConditionExpression: IN",
                "pk = :text AND contains(sk, :one) | Invalid operator used in KeyConditionExpression: contains",
                "pk = :text AND sk > :one AND sk < :two | must only contain one condition per key",
                "pk = :text AND sk.x = :one | cannot have conditions on nested attributes",
                "pk = :text AND sk = attribute1 | Invalid condition in KeyConditionExpression",
                "pk = :text AND size(sk) = :one | Invalid condition in KeyConditionExpression",
                "((pk = :text)) | Invalid KeyConditionExpression: The expression has redundant parentheses;"
            })
    void isRefused(String text, String why) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining(why);
    }

    private static KeyCondition parse(String text) {
        return KeyCondition.parse(text, Given.placeholders(text), "pk", "sk");
    }
}
