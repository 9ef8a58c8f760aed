package com.necpgame.platform.embedded.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class ValuesTest {
    private static final int PAIRS = 5_000;

    private final long seed = Long.getLong("seed", new Random().nextInt(1_000_000));

    @Test
    void givesNumbersTheirOneForm() {
        var item = Map.of(
                "n", AttributeValue.fromN("1E+1"),
                "ns", AttributeValue.fromNs(List.of("1.0", "+2")),
                "deep", AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of("n", AttributeValue.fromN("007"))))));
        assertThat(Values.admit(item))
                .isEqualTo(Map.of(
                        "n", AttributeValue.fromN("10"),
                        "ns", AttributeValue.fromNs(List.of("1", "2")),
                        "deep",
                                AttributeValue.fromL(
                                        List.of(AttributeValue.fromM(Map.of("n", AttributeValue.fromN("7")))))));
    }

    @Test
    void takesWhatIsEmpty() {
        var item = Map.of(
                "s", AttributeValue.fromS(""),
                "b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[0])),
                "l", AttributeValue.fromL(List.of()),
                "m", AttributeValue.fromM(Map.of()),
                "ss", AttributeValue.fromSs(List.of("")));
        assertThat(Values.admit(item)).isEqualTo(item);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("is empty, must contain", AttributeValue.builder().build()),
                Arguments.of(
                        "more than one datatypes",
                        AttributeValue.builder().s("a").n("1").build()),
                Arguments.of("value of true", AttributeValue.fromNul(false)),
                Arguments.of("may not be empty", AttributeValue.fromSs(List.of())),
                Arguments.of("may not be empty", AttributeValue.fromNs(List.of())),
                Arguments.of("should not be empty", AttributeValue.fromBs(List.of())),
                Arguments.of("duplicates", AttributeValue.fromSs(List.of("a", "a"))),
                Arguments.of("duplicates", AttributeValue.fromNs(List.of("1", "1.0"))),
                Arguments.of(
                        "duplicates",
                        AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("a"), SdkBytes.fromUtf8String("a")))),
                Arguments.of("may not be null", AttributeValue.fromSs(Arrays.asList("a", null))),
                Arguments.of("may not be null", AttributeValue.fromNs(Arrays.asList("1", null))),
                Arguments.of("numeric", AttributeValue.fromN("one")),
                Arguments.of("numeric", AttributeValue.fromNs(List.of("one"))),
                Arguments.of("Unicode", AttributeValue.fromS("half \ud834")),
                Arguments.of("Unicode", AttributeValue.fromS("\udd1e half")),
                Arguments.of("Empty attribute name", AttributeValue.fromM(Map.of("", AttributeValue.fromS("x")))),
                Arguments.of(
                        "name is too large",
                        AttributeValue.fromM(Map.of("n".repeat(65_536), AttributeValue.fromS("x")))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatIsNoValue(String why, AttributeValue value) {
        for (var nested : List.of(value, AttributeValue.fromL(List.of(value)))) {
            assertThatThrownBy(() -> Values.admit(nested))
                    .isInstanceOf(DynamoDbException.class)
                    .hasMessageContaining(why);
        }
    }

    @Test
    void nestsAsDeepAsDynamoDb() {
        for (var list : List.of(true, false)) {
            assertThatCode(() -> Values.admit(Map.of("v", nested(31, list)))).doesNotThrowAnyException();
            assertThatThrownBy(() -> Values.admit(Map.of("v", nested(32, list))))
                    .isInstanceOf(DynamoDbException.class)
                    .hasMessageContaining("Nesting Levels");
            assertThatCode(() -> Values.admit(nested(32, list))).doesNotThrowAnyException();
            assertThatThrownBy(() -> Values.admit(nested(10_000, list))).isInstanceOf(DynamoDbException.class);
        }
    }

    private static AttributeValue nested(int depth, boolean list) {
        var value = AttributeValue.fromS("x");
        for (int i = 0; i < depth; i++) {
            value = list ? AttributeValue.fromL(List.of(value)) : AttributeValue.fromM(Map.of("k", value));
        }
        return value;
    }

    @Test
    void setsAreEqualInAnyOrder() {
        var one = AttributeValue.fromL(List.of(AttributeValue.fromSs(List.of("a", "b"))));
        var other = AttributeValue.fromL(List.of(AttributeValue.fromSs(List.of("b", "a"))));
        assertThat(Values.equal(one, other)).isTrue();
        assertThat(Values.equal(one, AttributeValue.fromL(List.of(AttributeValue.fromSs(List.of("b"))))))
                .isFalse();
        assertThat(Values.equal(AttributeValue.fromS("1"), AttributeValue.fromN("1")))
                .isFalse();
    }

    @Test
    void textIsOrderedByItsUtf8() {
        var random = new Random(seed);
        for (int i = 0; i < PAIRS; i++) {
            var left = text(random);
            var right = text(random);
            assertThat(Integer.signum(Values.compare(AttributeValue.fromS(left), AttributeValue.fromS(right))))
                    .as("seed %s: %s and %s", seed, left, right)
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(
                            left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8))));
        }
    }

    static String text(Random random) {
        var characters = List.of("a", "b", "\u0000", "é", "\uD7FF", "\uE000", "\uFFFD", "𝄞", "\uD834\uDD1F", "😀");
        var text = new StringBuilder();
        for (int left = random.nextInt(4); left > 0; left--) {
            text.append(characters.get(random.nextInt(characters.size())));
        }
        return text.toString();
    }
}
