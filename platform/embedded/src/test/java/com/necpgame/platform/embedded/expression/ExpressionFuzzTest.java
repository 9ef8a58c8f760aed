package com.necpgame.platform.embedded.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.embedded.item.RandomValues;
import com.necpgame.platform.embedded.item.Values;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Whatever the text is, each parser takes it or refuses it, soon, and on a small stack. {@code -Dcases=} for more. */
@Timeout(600)
class ExpressionFuzzTest {
    private static final int TEXTS = 20_000;
    private static final int WORDS_MOST = 60;

    /** What a thread deep inside a server may have left. */
    private static final int STACK_BYTES = 512 * 1024;

    private static final Duration SLOWEST = Duration.ofSeconds(2);

    private static final List<String> WORDS = List.of(
            "(",
            ")",
            "((",
            "))",
            "[",
            "]",
            "[0]",
            "[99999999999]",
            ".",
            ",",
            "=",
            "<>",
            "<",
            "<=",
            ">",
            ">=",
            "+",
            "-",
            "AND",
            "OR",
            "NOT",
            "BETWEEN",
            "IN",
            "SET",
            "REMOVE",
            "ADD",
            "DELETE",
            "size",
            "contains",
            "begins_with",
            "attribute_exists",
            "attribute_not_exists",
            "attribute_type",
            "if_not_exists",
            "list_append",
            "a",
            "b",
            "pk",
            "sk",
            "name",
            "#a",
            "#",
            ":v",
            ":w",
            ":",
            "0",
            "17",
            "é",
            "\u0000",
            "\"",
            "'",
            "/*",
            "--",
            "𝄞",
            "\n");

    private final long seed = Long.getLong("seed", new Random().nextInt(1_000_000));
    private final Random random = new Random(seed);
    private final RandomValues values = new RandomValues(random);

    @Test
    void randomTextEndsInARefusalOrASuccess() throws InterruptedException {
        onASmallStack(() -> {
            for (int i = Integer.getInteger("cases", TEXTS); i > 0; i--) {
                parse(
                        switch (random.nextInt(3)) {
                            case 0 -> noise();
                            case 1 -> words();
                            default -> mutated();
                        });
            }
        });
    }

    private String noise() {
        var bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return new String(bytes, values.onceIn(2) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16);
    }

    private String words() {
        var text = new StringBuilder();
        for (int left = random.nextInt(WORDS_MOST); left > 0; left--) {
            text.append(values.oneOf(WORDS)).append(values.onceIn(2) ? " " : "");
        }
        return text.toString();
    }

    private String mutated() {
        var expressions = new RandomExpression(random, Values.admit(values.item("k")));
        var text = new StringBuilder(
                switch (random.nextInt(5)) {
                    case 0 -> expressions.condition(4);
                    case 1 -> expressions.fittingUpdate();
                    case 2 -> expressions.wildUpdate();
                    case 3 -> expressions.keyCondition();
                    default -> expressions.projection();
                });
        for (int changes = random.nextInt(6); changes > 0 && !text.isEmpty(); changes--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(10));
            text.replace(
                    at,
                    end,
                    values.onceIn(2)
                            ? values.oneOf(WORDS)
                            : text.substring(at, end).repeat(2));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "NOT ",
                "NOT (",
                "a[",
                "a.",
                "a[0]",
                ".a",
                "a=:v AND (",
                "size(",
                "contains(",
                "SET a=(",
                "(a",
                "if_not_exists(a,",
                "SET a=if_not_exists(b,",
                "list_append(",
                "a IN (",
                "(((",
                ")",
                "#",
                ":v",
                "a,",
                "SET a=(b+",
                "a BETWEEN ",
                "REMOVE a,",
                "a0"
            })
    void aThousandfoldRepetitionEndsInARefusal(String part) throws InterruptedException {
        onASmallStack(() -> {
            for (var times : List.of(10, 100, 300, 301, 400, 700, 1000, 2000, 4096, 10_000)) {
                var text = part.repeat(times);
                parse(text);
                parse("SET a = " + text);
                parse(text + "a" + ")".repeat(times));
                parse(text + "a = :v" + ")".repeat(times));
                parse("SET a = " + text + ":v" + ")".repeat(times));
            }
        });
    }

    @Test
    void whatIsAsDeepAsItMayBeIsStillRead() throws InterruptedException {
        onASmallStack(() -> {
            var placeholders = placeholders();
            var depth = 149;
            var text = "(NOT ".repeat(depth) + "a = :v" + ")".repeat(depth);
            var condition = Condition.parse("ConditionExpression", text, placeholders);
            assertThat(condition.matches(Map.of("a", AttributeValue.fromS("x"))))
                    .isFalse();
            assertThat(condition.matches(Map.of())).isTrue();
        });
    }

    private void parse(String text) {
        var started = System.nanoTime();
        attempt(
                text,
                () -> Condition.parse("ConditionExpression", text, placeholders())
                        .matches(item()));
        attempt(text, () -> {
            var update = Update.parse(text, placeholders());
            update.touched(update.apply(item()));
        });
        attempt(text, () -> Projection.parse(text, placeholders()).of(item()));
        attempt(text, () -> KeyCondition.parse(text, placeholders(), "pk", "sk"));
        assertThat(System.nanoTime() - started)
                .as("nanoseconds for, seed %s: %s", seed, text)
                .isLessThan(SLOWEST.toNanos());
    }

    private void attempt(String text, Runnable attempt) {
        try {
            attempt.run();
        } catch (DynamoDbException refused) {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
        } catch (RuntimeException | StackOverflowError broken) {
            throw new AssertionError("seed " + seed + ": " + text, broken);
        }
    }

    private static Placeholders placeholders() {
        Map<String, AttributeValue> constants = new HashMap<>(Map.of(
                ":v", AttributeValue.fromS("x"),
                ":w", AttributeValue.fromN("1")));
        for (int i = 0; i < 12; i++) {
            constants.put(":v" + i, AttributeValue.fromN(Integer.toString(i)));
        }
        return Placeholders.of(Map.of("#a", "a", "#b", "b"), constants, true);
    }

    private static Map<String, AttributeValue> item() {
        return Map.of(
                "a", AttributeValue.fromL(List.of(AttributeValue.fromN("1"))),
                "b", AttributeValue.fromM(Map.of("a", AttributeValue.fromS("x"))));
    }

    private static void onASmallStack(Runnable work) throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        var thread = new Thread(null, work, "small-stack", STACK_BYTES);
        thread.setUncaughtExceptionHandler((failed, why) -> failure.set(why));
        thread.start();
        thread.join();
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }
}
