package com.necpgame.platform.embedded.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class NumbersTest {
    private static final int PAIRS = 20_000;
    private static final BigDecimal LEAST = new BigDecimal("1E-130");
    private static final BigDecimal MOST = new BigDecimal("9.9999999999999999999999999999999999999E+125");

    private final long seed = Long.getLong("seed", new Random().nextInt(1_000_000));
    private final RandomValues values = new RandomValues(new Random(seed));

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "0E999, 0",
        "0.000, 0",
        "1, 1",
        "+5, 5",
        "-5, -5",
        "00012, 12",
        "-00.50, -0.5",
        ".5, 0.5",
        "5., 5",
        "1E+3, 1000",
        "1e-3, 0.001",
        "1.50, 1.5",
        "123.456e1, 1234.56",
        "123.456e2, 12345.6",
        "123.456e3, 123456",
        "100, 100",
        "12345678901234567890123456789012345678, 12345678901234567890123456789012345678",
        "123456789012345678901234567890123456780, 123456789012345678901234567890123456780",
        "0.000012345678901234567890123456789012345678, 0.000012345678901234567890123456789012345678"
    })
    void hasOneForm(String written, String plain) {
        assertThat(Numbers.plain(written)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "-",
                "+",
                "--1",
                "1 ",
                " 1",
                "1_000",
                "0x10",
                "NaN",
                "Infinity",
                "1e",
                "1e+",
                "1.5.2",
                "1f",
                "e5",
                "١",
                "1,5"
            })
    void refusesWhatIsNoNumber(String written) {
        assertThatThrownBy(() -> Numbers.plain(written))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("cannot be converted to a numeric value");
    }

    @ParameterizedTest
    @CsvSource({
        "123456789012345678901234567890123456789, 38 significant digits",
        "1.00000000000000000000000000000000000001, 38 significant digits",
        "1E126, overflow",
        "-1E126, overflow",
        "1E9999999999, overflow",
        "1E-131, underflow",
        "9E-131, underflow",
        "1E-9999999999, underflow"
    })
    void refusesWhatDoesNotFit(String written, String why) {
        assertThatThrownBy(() -> Numbers.plain(written))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aMillionZerosCostNothing() {
        var zeros = "0".repeat(1_000_000);
        assertThat(Numbers.plain(zeros + "1." + zeros)).isEqualTo("1");
        assertThat(Numbers.plain("1" + zeros + "e-1000000")).isEqualTo("1");
        assertThatThrownBy(() -> Numbers.plain("1" + zeros)).isInstanceOf(DynamoDbException.class);
    }

    @Test
    void ordersByValue() {
        for (int i = 0; i < PAIRS; i++) {
            var left = Numbers.plain(values.number());
            var right = values.onceIn(10) ? left : Numbers.plain(values.number());
            assertThat(Integer.signum(Numbers.compare(left, right)))
                    .as("seed %s: %s and %s", seed, left, right)
                    .isEqualTo(new BigDecimal(left).compareTo(new BigDecimal(right)));
        }
    }

    @Test
    void addsAndSubtractsExactlyOrRefuses() {
        for (int i = 0; i < PAIRS; i++) {
            var left = Numbers.plain(values.number());
            var right = Numbers.plain(values.number());
            var sum = new BigDecimal(left).add(new BigDecimal(right));
            var difference = new BigDecimal(left).subtract(new BigDecimal(right));
            requireResult(left + " + " + right, sum, () -> Numbers.add(left, right));
            requireResult(left + " - " + right, difference, () -> Numbers.subtract(left, right));
        }
    }

    private void requireResult(String what, BigDecimal exact, Callable<String> computed) {
        var size = exact.abs();
        var fits = exact.signum() == 0
                || (exact.stripTrailingZeros().precision() <= Numbers.DIGITS
                        && size.compareTo(LEAST) >= 0
                        && size.compareTo(MOST) <= 0);
        if (fits) {
            assertThat(call(computed)).as("seed %s: %s", seed, what).isEqualTo(Numbers.plain(exact.toString()));
        } else {
            assertThatThrownBy(computed::call).as("seed %s: %s", seed, what).isInstanceOf(DynamoDbException.class);
        }
    }

    private static String call(Callable<String> computed) {
        try {
            return computed.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
