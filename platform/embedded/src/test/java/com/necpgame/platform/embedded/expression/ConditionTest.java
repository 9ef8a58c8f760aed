package com.necpgame.platform.embedded.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class ConditionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a > :one",
                "a BETWEEN :one AND a1 OR a >= :two",
                "a between :one and a1 or NOT a < :two",
                "s = :text AND #name <> :text",
                "#dotted > :two",
                "m.x = :one",
                "m.l[0] <> :one",
                "l[2] > :two",
                "l[ 0 ] = :one",
                "absent <> :one",
                "absent <> other1",
                "NOT absent = :one",
                "attribute_exists(m.l)",
                "attribute_not_exists (m.z)",
                "attribute_type(a, :N)",
                "begins_with(s, :text)",
                "contains(ss, pk) OR contains(l, :two)",
                "size(s) = size(s1) OR size(l) > :two",
                "a IN (:one, :two) OR :one IN (l[0])",
                "(a) = (l[5]) OR (a > :one)",
                "a = :one OR s = :text AND a > :one"
            })
    void holds(String text) {
        assertThat(parse(text).matches(Given.item())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = :one",
                "absent = :one",
                "absent < :one",
                "a < :text",
                "a < s",
                "NOT a > :one",
                "l[3] = :one",
                "m[0] = :one",
                "a.x = :one",
                "attribute_exists(l[3])",
                "begins_with(a, :text)",
                "contains(absent, :one)",
                "size(a) <> :one AND a = :one",
                "absent IN (:one)",
                "absent BETWEEN :one AND :two"
            })
    void doesNotHold(String text) {
        assertThat(parse(text).matches(Given.item())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a = | Syntax error; token: \"<EOF>\", near: \"=\"",
                "a == :one | Syntax error; token: \"=\", near: \"== :one\"",
                "a != :one | Syntax error; token: \"!\"",
                "_a = :one | Syntax error; token: \"_\"",
                "l[00] = :one | Syntax error",
                "a = :one) | Syntax error; token: \")\"",
                "(a = :one | Syntax error; token: \"<EOF>\"",
                "NOT a | Syntax error; token: \"<EOF>\"",
                "a = :one AND | Syntax error; token: \"<EOF>\"",
                "((a = :one)) | The expression has redundant parentheses;",
                "a = ((:one)) | The expression has redundant parentheses;",
                "name = :one | Attribute name is a reserved keyword; reserved keyword: name",
                "m.size = :one | Attribute name is a reserved keyword; reserved keyword: size",
                "a = :nothing | attribute value used in expression is not defined; attribute value: :nothing",
                "#nothing = :one | attribute name used in the document path is not defined; attribute name: #nothing",
                "a = a | The first operand must be distinct from the remaining operands",
                "a IN (:one, #a) | The first operand must be distinct from the remaining operands",
                "a < :list | Incorrect operand type for operator or function; operator or function: <, operand type: L",
                "begins_with(a, :one) | operator or function: begins_with, operand type: N",
                "size(:one) = :one | operator or function: size, operand type: N",
                "a BETWEEN :two AND :one | requires upper bound to be greater than or equal to lower bound",
                "a BETWEEN :one AND :text | requires same data type for lower and upper bounds",
                "attribute_type(a, :text) | Invalid attribute type name found; type: text",
                "attribute_exists(:one) | Operator or function requires a document path",
                "contains(a) | Incorrect number of operands for operator or function",
                "attribute_exists(a) = :one | The function is not allowed to be used this way",
                "list_append(a, :list) = :one | The function is not allowed in a condition expression",
                "Size(a) = :one | Invalid function name; function: Size",
                "l[2147483648] = :one | List index is not within the allowable range"
            })
    void isRefused(String text, String why) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Invalid ConditionExpression: ")
                .hasMessageContaining(why);
    }

    @Test
    void hasLimits() {
        requireLimit("a = :one" + " ".repeat(4088), " ", "Expression size has exceeded the maximum allowed size");
        requireLimit("NOT ".repeat(299) + "a = :one", " OR a = :one", "too many operators; operator count: 301");
        requireLimit(
                "a IN (" + ":one,".repeat(99) + ":one", ",:one", "too many operands; number of operands: 101", ")");
        requireLimit("a" + ".a".repeat(31), ".a", "nesting levels: 33", " = :one");
    }

    private static void requireLimit(String most, String more, String why) {
        requireLimit(most, more, why, "");
    }

    private static void requireLimit(String most, String more, String why, String end) {
        assertThatCode(() -> parse(most + end)).doesNotThrowAnyException();
        assertThatThrownBy(() -> parse(most + more + end))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aMissingItemHasNothing() {
        assertThat(parse("attribute_not_exists(pk)").matches(Map.of())).isTrue();
        assertThat(parse("attribute_exists(pk)").matches(Map.of())).isFalse();
    }

    @Test
    void tellsTheAttributesThatItNames() {
        assertThat(parse("m.x = :one AND contains(#name, s) OR size(l) IN (ss)").attributes())
                .containsExactlyInAnyOrder("m", "name", "s", "l", "ss");
    }

    private static Condition parse(String text) {
        return Condition.parse("ConditionExpression", text, Given.placeholders(text));
    }
}
