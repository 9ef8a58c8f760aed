package com.necpgame.harness.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AtomicLong now = new AtomicLong();

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void drawsOverItselfOnATerminal() {
        var bar = new ProgressBar(out, true, now::get);
        bar.begin("playing", 1_000);
        pass(Duration.ofSeconds(1));
        bar.advance(250);

        assertThat(shown())
                .endsWith(
                        "\r\u001b[2Kplaying    ███████░░░░░░░░░░░░░░░░░░░░░░░  25 %  250 of 1,000  250/s  about 3.0 s left");
        assertThat(shown()).doesNotContain("\n");

        pass(Duration.ofSeconds(1));
        bar.advance(750);
        bar.end();
        assertThat(shown()).contains("100 %  1,000 of 1,000  500/s  in 2.0 s" + System.lineSeparator());
    }

    @Test
    void doesNotDrawMoreOftenThanAnybodyCanSee() {
        var bar = new ProgressBar(out, true, now::get);
        bar.begin("playing", 100_000);
        int before = bytes.size();
        for (int i = 0; i < 1_000; i++) {
            bar.advance(1);
        }
        assertThat(bytes.size()).isEqualTo(before);
    }

    @Test
    void writesALineNowAndThenElsewhere() {
        var bar = new ProgressBar(out, false, now::get);
        bar.begin("playing", 1_000);
        for (int i = 0; i < 25; i++) {
            pass(Duration.ofSeconds(1));
            bar.advance(10);
        }
        bar.end();

        assertThat(shown().lines())
                .containsExactly(
                        "playing     10 %  100 of 1,000  10/s  about 90 s left",
                        "playing     20 %  200 of 1,000  10/s  about 80 s left",
                        "playing     25 %  250 of 1,000  10/s  in 25 s");
    }

    @Test
    void aNewStretchEndsTheOneBefore() {
        var bar = new ProgressBar(out, false, now::get);
        bar.begin("playing", 10);
        pass(Duration.ofSeconds(150));
        bar.advance(10);
        bar.begin("auditing", 0);
        bar.end();
        bar.end();

        assertThat(shown().lines()).hasSize(3).last().asString().contains("auditing   100 %");
        assertThat(shown()).contains("in 2 min 30 s");
    }

    @Test
    void doesNotKnowWhatItCannotKnow() {
        assertThat(ProgressBar.inWords(Double.NaN)).isEqualTo("?");
    }
}
