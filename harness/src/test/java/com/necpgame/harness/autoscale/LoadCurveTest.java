package com.necpgame.harness.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadCurveTest {
    @Test
    void aFileIsReadLineByLine() {
        assertThat(LoadCurve.parse("minute,arrivals\n0,3\n1, 0\n\n2,12\n").arrivals())
                .containsExactly(3, 0, 12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | line 1: a load curve begins with minute,arrivals",
                "0,3 | line 1",
                "minute,arrivals | 1 to 20160 minutes",
                "'minute,arrivals\n0,-1' | line 2: two whole numbers",
                "'minute,arrivals\n0,1.5' | line 2: two whole numbers",
                "'minute,arrivals\n0,1\n2,1' | line 3: minute 1, not 2",
                "'minute,arrivals\n0,1,1' | line 2",
                "'minute,arrivals\n0,10001' | arrivals in a minute: 0 to 10000",
                "'minute,arrivals\n0,99999999999' | line 2"
            })
    void anythingElseIsRefusedWithItsLine(String csv, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadCurve.parse(csv))
                .withMessageContaining(why);
    }

    @Test
    void aDrawnDayIsQuietAtItsEndsAndBusyInTheMiddle() {
        var day = LoadCurve.day(new SplittableRandom(5), 200);

        assertThat(day.arrivals()).hasSize(1440);
        assertThat(mean(day, 0, 60)).isBetween(15.0, 40.0);
        assertThat(mean(day, 690, 750)).isBetween(180.0, 230.0);
        assertThat(LoadCurve.day(new SplittableRandom(5), 200)).isEqualTo(day);
        assertThat(LoadCurve.day(new SplittableRandom(6), 200)).isNotEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1001})
    void aDayWithoutPlayersIsRefused(int busiest) {
        assertThatIllegalArgumentException().isThrownBy(() -> LoadCurve.day(new SplittableRandom(1), busiest));
    }

    @Test
    void sessionsHaveTheMeanThatIsSaid() {
        var random = new SplittableRandom(7);
        var length = new SessionLength(Duration.ofMinutes(10), 0.5);

        double mean =
                random.longs(50_000).map(any -> length.draw(random)).average().orElse(0);

        assertThat(mean).isBetween(590_000.0, 610_000.0);
        assertThat(new SessionLength(Duration.ofMinutes(10), 0).draw(random)).isEqualTo(600_000);
    }

    @Test
    void lengthsWithoutSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionLength(Duration.ZERO, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionLength(Duration.ofDays(2), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionLength(Duration.ofMinutes(1), -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionLength(Duration.ofMinutes(1), Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Demand(-1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new Demand(0, 0));
    }

    private static double mean(LoadCurve curve, int from, int to) {
        return curve.arrivals().subList(from, to).stream()
                .mapToInt(Integer::intValue)
                .average()
                .orElse(0);
    }
}
