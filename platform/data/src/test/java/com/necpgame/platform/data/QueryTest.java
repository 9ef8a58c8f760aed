package com.necpgame.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Forty entries of one owner, beside a wallet in the same partition and another owner's entry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryTest {
    private final LocalStore store = new LocalStore();
    private final Items<Entry> entries = store.dynamo.items(Entry.class);

    @BeforeAll
    void fill() {
        var wallets = store.dynamo.items(Wallet.class);
        wallets.write(wallets.put(Wallet.of("ada", "EUR", 1)));
        IntStream.range(0, 40).forEach(number -> entries.write(entries.put(Entry.of("ada", number))));
        entries.write(entries.put(Entry.of("bob", 7)));
    }

    @AfterAll
    void close() {
        store.close();
    }

    private static List<Long> amounts(Iterable<Entry> entries) {
        var amounts = new ArrayList<Long>();
        entries.forEach(entry -> amounts.add(entry.amount()));
        return amounts;
    }

    private static List<Long> range(long first, long last) {
        return IntStream.rangeClosed((int) first, (int) last)
                .mapToObj(number -> (long) number)
                .toList();
    }

    private static java.time.Instant at(int number) {
        return Entry.of("ada", number).at();
    }

    @Test
    void readsThePartitionInOrder() {
        assertThat(amounts(entries.query("ada").list())).isEqualTo(range(0, 39));
        assertThat(amounts(entries.query("ada").descending().limit(2).list())).containsExactly(39L, 38L);
        assertThat(entries.query("ada").count()).isEqualTo(40);
        assertThat(entries.query("ada").project("amount").count()).isEqualTo(40);
        assertThat(entries.query("ada").first()).isEqualTo(Entry.of("ada", 0));
        assertThat(entries.query("nil").first()).isNull();
    }

    @Test
    void boundsAreOfTheNextSortVariable() {
        assertThat(amounts(entries.query("ada").between(at(3), at(5)).list())).isEqualTo(range(3, 5));
        assertThat(amounts(entries.query("ada").after(at(37)).list())).isEqualTo(range(38, 39));
        assertThat(amounts(entries.query("ada").atLeast(at(37)).list())).isEqualTo(range(37, 39));
        assertThat(amounts(entries.query("ada").before(at(2)).list())).isEqualTo(range(0, 1));
        assertThat(amounts(entries.query("ada").atMost(at(2)).list())).isEqualTo(range(0, 2));
        assertThat(amounts(entries.query("ada").startingWith(at(2)).list())).isEqualTo(range(2, 2));
        assertThat(amounts(entries.query("ada").startingWith(at(2), "e2").list()))
                .isEqualTo(range(2, 2));
        assertThat(amounts(
                        entries.query("ada").startingWith(at(2)).beginning("e").list()))
                .isEqualTo(range(2, 2));
        assertThat(entries.query("ada").between(at(5), at(3)).list()).isEmpty();
    }

    @Test
    void pagesMeetEndToEnd() {
        var seen = new ArrayList<Long>();
        var sizes = new ArrayList<Integer>();
        @Nullable Position next = null;
        do {
            var page = entries.query("ada").limit(16).from(next).page();
            seen.addAll(amounts(page));
            sizes.add(page.items().size());
            next = page.next() == null ? null : Position.parse(page.next().toString());
        } while (next != null);

        assertThat(seen).isEqualTo(range(0, 39));
        assertThat(sizes).containsExactly(16, 16, 8);
    }

    @Test
    void aPageThatEndsTheReadSaysSo() {
        assertThat(entries.query("ada").limit(40).page().next()).isNull();
        assertThat(entries.query("ada").limit(39).page().next()).isNotNull();
    }

    @Test
    void anIndexHoldsOnlyWhatHasItsVariables() {
        assertThat(amounts(entries.query("rose").index("gsi1").list())).containsExactly(0L, 10L, 20L, 30L);
        assertThat(amounts(entries.query("rose").index("gsi1").before(at(20)).list()))
                .containsExactly(0L, 10L);
        assertThat(amounts(entries.query("rose")
                        .index("gsi1")
                        .after(at(10))
                        .descending()
                        .list()))
                .containsExactly(30L, 20L);
    }

    @Test
    void aPositionOfAnotherQueryIsRefused() {
        var ofAda = entries.query("ada").limit(5).page().next();
        assertThatThrownBy(() -> entries.query("bob").from(ofAda).page()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> entries.query("ada").before(at(2)).from(ofAda).page())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> entries.query("rose").index("gsi1").from(ofAda).page())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Position.parse("AAAA")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Position.parse("%%%")).isInstanceOf(IllegalArgumentException.class);
    }
}
