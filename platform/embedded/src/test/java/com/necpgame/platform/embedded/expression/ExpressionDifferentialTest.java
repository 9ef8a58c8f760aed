package com.necpgame.platform.embedded.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.LocalDynamo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Random expressions over random items, here and in DynamoDB Local. {@code -Dcases=} says how many, {@code -Dseed=} which, and
 * {@code -Dcase=} repeats a single one.
 */
class ExpressionDifferentialTest {
    private static final int CASES = 1_000;
    private static final int CASES_PER_WORKER = 5_000;
    private static final int WORKERS = 4;
    private static final int DIFFERENCES_SHOWN = 10;
    private static final double QUIRKS_MOST = 0.01;

    private final long seed = Long.getLong("seed", new Random().nextInt(1_000_000));
    private final Long single = Long.getLong("case");
    private final int cases = single == null ? Integer.getInteger("cases", CASES) : 1;

    @Test
    void expressionsAreWhatTheyAreInDynamoDb() throws InterruptedException {
        var numbers = new AtomicLong(single == null ? 0 : single);
        var tally = new Tally();
        try (var workers = Executors.newFixedThreadPool(Math.clamp(cases / CASES_PER_WORKER, 1, WORKERS))) {
            List<Callable<Tally>> shares = new ArrayList<>();
            for (int i = Math.clamp(cases / CASES_PER_WORKER, 1, WORKERS); i > 0; i--) {
                shares.add(() -> share(numbers));
            }
            for (var share : workers.invokeAll(shares)) {
                tally.add(share.get());
            }
        } catch (ExecutionException broken) {
            throw new AssertionError("seed " + seed, broken.getCause());
        }
        System.out.println("expression differential: seed " + seed + ", " + tally);
        assertThat(tally.differences).as("seed " + seed).isEmpty();
        assertThat(tally.quirks()).isLessThanOrEqualTo(Math.max(1, (int) (cases * QUIRKS_MOST)));
    }

    private Tally share(AtomicLong numbers) {
        var tally = new Tally();
        var first = single == null ? 0 : single;
        try (var local = LocalDynamo.inMemory()) {
            ExpressionCase.prepare(local.client());
            for (var number = numbers.getAndIncrement(); number < first + cases; number = numbers.getAndIncrement()) {
                var test = new ExpressionCase(seed, number);
                tally.count(number, test, test.embedded(), test.local(local.client()));
            }
        }
        return tally;
    }

    private static final class Tally {
        private final Map<String, Integer> outcomes = new TreeMap<>();
        private final Map<ExpressionQuirk, Integer> quirks = new TreeMap<>();
        private final List<String> differences = new ArrayList<>();
        private int cases;

        private void count(long number, ExpressionCase test, Outcome embedded, Outcome local) {
            cases++;
            outcomes.merge(test.kind + " " + local.status(), 1, Integer::sum);
            if (embedded.isSame(local)) {
                return;
            }
            for (var quirk : ExpressionQuirk.values()) {
                if (quirk.explains(test, embedded, local)) {
                    quirks.merge(quirk, 1, Integer::sum);
                    return;
                }
            }
            differences.add("case " + number + " " + test + "\n  embedded " + embedded + "\n  local    " + local);
        }

        private void add(Tally other) {
            cases += other.cases;
            other.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum));
            other.quirks.forEach((quirk, count) -> quirks.merge(quirk, count, Integer::sum));
            differences.addAll(other.differences);
        }

        private int quirks() {
            return quirks.values().stream().mapToInt(Integer::intValue).sum();
        }

        @Override
        public String toString() {
            var shown = differences.subList(0, Math.min(DIFFERENCES_SHOWN, differences.size()));
            return cases + " cases, " + differences.size() + " differences, quirks " + quirks + ", outcomes " + outcomes
                    + String.join(
                            "",
                            shown.stream().map(difference -> "\n" + difference).toList());
        }
    }
}
