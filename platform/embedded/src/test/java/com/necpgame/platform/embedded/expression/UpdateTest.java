package com.necpgame.platform.embedded.expression;

import static com.necpgame.platform.embedded.expression.Given.l;
import static com.necpgame.platform.embedded.expression.Given.n;
import static com.necpgame.platform.embedded.expression.Given.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class UpdateTest {
    @Test
    void everyRightSideReadsTheOldItem() {
        var swapped = apply("SET l[0] = l[2], l[2] = l[0], b = a, a = a + :one");
        assertThat(swapped).containsEntry("l", l(n("3"), n("2"), n("1")));
        assertThat(swapped).containsEntry("a", n("6")).containsEntry("b", n("5"));
    }

    @Test
    void whatIsSetBeyondAListIsAppendedByIndex() {
        assertThat(apply("SET l[9] = :text, l[7] = :two"))
                .containsEntry("l", l(n("1"), n("2"), n("3"), n("2"), s("text")));
    }

    @Test
    void removedIndexesAreThoseOfTheOldList() {
        assertThat(apply("REMOVE l[0], l[1]")).containsEntry("l", l(n("3")));
        assertThat(apply("SET l[1] = :text REMOVE l[0]")).containsEntry("l", l(s("text"), n("3")));
        assertThat(apply("REMOVE l[9], m.z, absent")).isEqualTo(Given.item());
    }

    @Test
    void addsToNumbersAndSets() {
        var added = apply("ADD a :two, b :one, ss :set, fresh :set, m.x :two, l[0] :one, l[9] :zero");
        assertThat(added).containsEntry("a", n("7")).containsEntry("b", n("1"));
        assertThat(added).containsEntry("ss", AttributeValue.fromSs(List.of("p", "q", "x")));
        assertThat(added).containsEntry("fresh", AttributeValue.fromSs(List.of("p", "x")));
        assertThat(added).containsEntry("m", AttributeValue.fromM(Map.of("x", n("3"), "y", s("q"), "l", l(s("deep")))));
        assertThat(added).containsEntry("l", l(n("2"), n("2"), n("3"), n("0")));
    }

    @Test
    void aSetWithoutElementsIsGone() {
        assertThat(apply("DELETE ss :set")).containsEntry("ss", AttributeValue.fromSs(List.of("q")));
        var item = new HashMap<>(Given.item());
        item.put("ss", AttributeValue.fromSs(List.of("x", "p")));
        assertThat(parse("DELETE ss :set").apply(item)).doesNotContainKey("ss");
        assertThat(apply("DELETE absent :set")).isEqualTo(Given.item());
    }

    @Test
    void fallsBackAndAppends() {
        var updated = apply("SET b = if_not_exists(absent, :one) + :two, c = if_not_exists(a, :text),"
                + " l = list_append(:list, l), d = list_append(if_not_exists(absent, :list), :list)");
        assertThat(updated).containsEntry("b", n("3")).containsEntry("c", n("5"));
        assertThat(updated).containsEntry("l", l(n("9"), n("1"), n("2"), n("3")));
        assertThat(updated).containsEntry("d", l(n("9"), n("9")));
    }

    @Test
    void leavesTheOldItemAsItWas() {
        var old = Given.item();
        parse("SET m.x = :two, l[1] = :text REMOVE s ADD a :one DELETE ss :set").apply(old);
        assertThat(old).isEqualTo(Given.item());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET a = :one, | Syntax error; token: \"<EOF>\", near: \",\"",
                "a = :one | Syntax error; token: \"a\"",
                "SET a = a + :one + :one | Syntax error; token: \"+\"",
                "SET a = (a + :one) + :one | Syntax error; token: \"+\"",
                "ADD a a | Syntax error; token: \"a\", near: \"a a\"",
                "SET a = :one SET s = :one | The \"SET\" section can only be used once",
                "REMOVE remove | Syntax error; token: \"remove\"",
                "REMOVE name | Attribute name is a reserved keyword",
                "SET a = ((:one)) | The expression has redundant parentheses;",
                "SET m.x = :one REMOVE m | Two document paths overlap with each other",
                "SET m = :one REMOVE m.x | Two document paths overlap with each other",
                "SET a = :one, #a = :two | Two document paths overlap with each other",
                "SET m.x = :one, m[0] = :two | Two document paths conflict with each other",
                "SET a = if_not_exists(a, a) | The first operand must be distinct",
                "SET a = if_not_exists(:one, a) | requires a document path",
                "SET a = size(s) | The function is not allowed in an update expression",
                "SET l = list_append(l, list_append(l, :list)) | The function is not allowed to be used this way",
                "SET a = :one + :text | operator or function: +, operand type: S",
                "SET l = list_append(l, :one) | operator or function: list_append, operand type: N",
                "ADD a :text | operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND",
                "DELETE a :one | operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND"
            })
    void isRefusedAsItIsWritten(String text, String why) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Invalid UpdateExpression: ")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET b = absent | refers to an attribute that does not exist",
                "SET b = if_not_exists(a, absent) | refers to an attribute that does not exist",
                "SET a = absent + :one | refers to an attribute that does not exist",
                "SET a = s + :one | incorrect data type",
                "SET l = list_append(l, a) | incorrect data type",
                "ADD s :one | incorrect data type",
                "ADD ss :one | incorrect data type",
                "DELETE a :set | incorrect data type",
                "SET absent.x = :one | invalid for update",
                "SET a.x = :one | invalid for update",
                "SET l.x = :one | invalid for update",
                "SET m[0] = :one | invalid for update",
                "REMOVE absent.x | invalid for update",
                "DELETE absent.x :set | invalid for update"
            })
    void isRefusedByTheItem(String text, String why) {
        assertThatThrownBy(() -> apply(text))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining(why);
    }

    @Test
    void anItemNestsNoDeeperThanItMay() {
        var deep = s("x");
        for (int i = 0; i < 31; i++) {
            deep = l(deep);
        }
        var placeholders = Placeholders.of(null, Map.of(":deep", deep), true);
        var top = Update.parse("SET a = :deep", placeholders);
        assertThat(top.apply(Given.item())).containsEntry("a", deep);
        var inside = Update.parse("SET m.x = :deep", placeholders);
        assertThatThrownBy(() -> inside.apply(Given.item()))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Nesting Levels");
    }

    @Test
    void hasAsManyActionsAsFitButOnlySoManyOperators() {
        assertThat(apply("REMOVE " + several(500, "x%s"))).isEqualTo(Given.item());
        assertThat(apply("SET " + several(300, "x%s=a+:one"))).containsEntry("x299", n("6"));
        assertThatThrownBy(() -> parse("SET " + several(301, "x%s=a+:one")))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("too many operators; operator count: 301");
    }

    private static String several(int number, String action) {
        return IntStream.range(0, number).mapToObj(action::formatted).collect(Collectors.joining(","));
    }

    @Test
    void returnsOnlyThePartsThatItTouched() {
        var update = parse("SET m.x = :two, l[1] = :text, a = :one REMOVE s");
        assertThat(update.touched(Given.item()))
                .isEqualTo(Map.of(
                        "m", AttributeValue.fromM(Map.of("x", n("1"))), "l", l(n("2")), "a", n("5"), "s", s("text")));
        assertThat(update.touched(update.apply(Given.item())))
                .isEqualTo(Map.of("m", AttributeValue.fromM(Map.of("x", n("2"))), "l", l(s("text")), "a", n("1")));
        assertThat(update.attributes()).containsExactlyInAnyOrder("m", "l", "a", "s");
    }

    private static Update parse(String text) {
        return Update.parse(text, Given.placeholders(text));
    }

    private static Map<String, AttributeValue> apply(String text) {
        return parse(text).apply(Given.item());
    }
}
