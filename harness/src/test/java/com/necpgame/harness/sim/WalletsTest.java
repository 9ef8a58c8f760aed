package com.necpgame.harness.sim;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.wire.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WalletsTest {
    private static JsonNode line(long amount, String id) {
        return Json.object().put("currency", "gold").put("amount", amount).put("transactionId", id);
    }

    /** Lines of one step may stand in any order, those of different steps may not. */
    @Property
    void aLedgerIsRightIfOnlyLinesOfOneStepChangePlaces(
            @ForAll @NotEmpty @Size(max = 12) List<@IntRange(min = 1, max = 3) Integer> linesOfSteps,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int shown) {
        var expected = new ArrayList<Entry>();
        var actual = new ArrayList<JsonNode>();
        var random = new Random(seed);
        for (int step = 0; step < linesOfSteps.size(); step++) {
            var lines = new ArrayList<JsonNode>();
            for (int i = 0; i < linesOfSteps.get(step); i++) {
                String id = "t" + step + "-" + i;
                expected.add(new Entry(step, "gold", 7, Map.of("transactionId", id)));
                lines.add(line(7, id));
            }
            Collections.shuffle(lines, random);
            actual.addAll(lines);
        }
        List<JsonNode> newest = actual.reversed().subList(0, Math.min(shown, actual.size()));

        assertThatCode(() -> Wallets.compareNewest("ledger", newest, expected)).doesNotThrowAnyException();
    }

    @Test
    void linesOfDifferentStepsMayNotChangePlaces() {
        List<Entry> expected = List.of(
                new Entry(1, "gold", 7, Map.of("transactionId", "a")),
                new Entry(2, "gold", 7, Map.of("transactionId", "b")));

        assertThatCode(() -> Wallets.compareNewest("ledger", List.of(line(7, "b"), line(7, "a")), expected))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Wallets.compareNewest("ledger", List.of(line(7, "a"), line(7, "b")), expected))
                .isInstanceOf(Violation.class);
    }

    @Test
    void aLineTooManyOrWithAnotherAmountIsSeen() {
        List<Entry> expected = List.of(new Entry(1, "gold", 7, Map.of()));

        assertThatThrownBy(() -> Wallets.compareNewest("ledger", List.of(line(7, "a"), line(7, "b")), expected))
                .isInstanceOf(Violation.class);
        assertThatThrownBy(() -> Wallets.compareNewest("ledger", List.of(line(8, "a")), expected))
                .isInstanceOf(Violation.class);
    }

    @Test
    void aWalletIsNeitherNegativeNorHeldNorTwofold() {
        for (String balances : List.of(
                "[{\"currency\":\"gold\",\"available\":-1,\"held\":0}]",
                "[{\"currency\":\"gold\",\"available\":1,\"held\":1}]",
                "[{\"currency\":\"gold\",\"available\":1,\"held\":0},{\"currency\":\"gold\",\"available\":1,\"held\":0}]",
                "[{\"available\":1,\"held\":0}]")) {
            JsonNode wallet = Json.parse("{\"balances\":" + balances + "}");
            assertThatThrownBy(() -> Wallets.balances("wallet", wallet)).isInstanceOf(Violation.class);
        }
    }
}
