package com.necpgame.harness.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Property
    void everyValueIsWithinTheAxisAndTheLinesAreFew(@ForAll @DoubleRange(min = 0.01, max = 1e9) double most) {
        Scale scale = Scale.fromZero(most);

        assertThat(scale.high()).isGreaterThanOrEqualTo(most * 0.999999);
        assertThat(scale.at(0)).isZero();
        assertThat(scale.at(scale.high())).isEqualTo(1);
        assertThat(scale.lines()).hasSizeBetween(2, 8).isSorted();
    }

    @Property
    void equalFactorsTakeEqualRoom(@ForAll @DoubleRange(min = 0.01, max = 100) double least) {
        Scale scale = Scale.powersOfTen(least, least * 1_000);
        double step = scale.at(least * 10) - scale.at(least);

        assertThat(scale.at(least * 100) - scale.at(least * 10)).isCloseTo(step, within(1e-9));
        assertThat(scale.lines()).hasSizeBetween(2, 7);
    }

    @Test
    void linesStandAtRoundValues() {
        assertThat(Scale.fromZero(4_321).lines()).containsExactly(0.0, 1_000.0, 2_000.0, 3_000.0, 4_000.0, 5_000.0);
    }
}
