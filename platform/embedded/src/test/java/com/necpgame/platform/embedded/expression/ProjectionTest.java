package com.necpgame.platform.embedded.expression;

import static com.necpgame.platform.embedded.expression.Given.l;
import static com.necpgame.platform.embedded.expression.Given.n;
import static com.necpgame.platform.embedded.expression.Given.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class ProjectionTest {
    @Test
    void keepsMapsAndClosesListsUp() {
        assertThat(of("l[2], l[0], m.x, m.l[0], #name, #dotted, absent, a.x, m.z, l[9]"))
                .isEqualTo(Map.of(
                        "l", l(n("1"), n("3")),
                        "m", AttributeValue.fromM(Map.of("x", n("1"), "l", l(s("deep")))),
                        "name", s("Ada"),
                        "dot.ted", n("7")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a, | Syntax error; token: \"<EOF>\"",
                "a s | Syntax error; token: \"s\"",
                ":one | Syntax error; token: \":one\"",
                "size(a) | Syntax error; token: \"(\"",
                "a, #a | Two document paths overlap",
                "m, m.x | Two document paths overlap",
                "m.x, m[0] | Two document paths conflict",
                "name | Attribute name is a reserved keyword"
            })
    void isRefused(String text, String why) {
        assertThatThrownBy(() -> of(text))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Invalid ProjectionExpression: ")
                .hasMessageContaining(why);
    }

    private static Map<String, AttributeValue> of(String text) {
        return Projection.parse(text, Given.placeholders(text)).of(Given.item());
    }
}
