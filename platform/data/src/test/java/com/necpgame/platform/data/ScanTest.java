package com.necpgame.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.data.annotation.MappedEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** 1,200 entries of 120 owners in a table that holds 120 wallets too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScanTest {
    private static final int ENTRIES = 1200;

    private final LocalStore store = new LocalStore();
    private final Items<Entry> entries = store.dynamo.items(Entry.class);
    private final Items<Wallet> wallets = store.dynamo.items(Wallet.class);

    @BeforeAll
    void fill() {
        for (int at = 0; at < ENTRIES; at += 100) {
            var writes = IntStream.range(at, at + 100)
                    .mapToObj(number -> entries.put(Entry.of("p" + number % 120, number)))
                    .toList();
            store.dynamo.transact(writes, "entries" + at);
        }
        IntStream.range(0, 120).forEach(number -> wallets.write(wallets.put(Wallet.of("p" + number, "EUR", number))));
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void findsTheItemsOfOneEntity() {
        var amounts = new ArrayList<Long>();
        entries.scan().forEach(entry -> amounts.add(entry.amount()));
        assertThat(amounts).hasSize(ENTRIES).doesNotHaveDuplicates();
        assertThat(wallets.scan().eventually().list()).hasSize(120);
    }

    /** An entity whose sort keys look like a wallet's. */
    @MappedEntity("elsewhere")
    @ItemKey(partition = "CLOSED#{ownerId}", sort = "CUR#{currency}")
    record Closed(String ownerId, String currency) {}

    @Test
    void tellsEntitiesByBothHalvesOfTheirKeys() {
        var closed = store.dynamo.items(Closed.class, "economy");
        closed.write(closed.put(new Closed("p1", "EUR")));

        assertThat(wallets.scan().list()).hasSize(120);
        assertThat(closed.scan().list()).containsExactly(new Closed("p1", "EUR"));
    }

    @Test
    void segmentsAreDisjointAndWhole() {
        var amounts = new ArrayList<Long>();
        for (int segment = 0; segment < 4; segment++) {
            entries.scan().segment(segment, 4).forEach(entry -> amounts.add(entry.amount()));
        }
        assertThat(amounts).hasSize(ENTRIES).doesNotHaveDuplicates();
        assertThatThrownBy(() -> entries.scan().segment(4, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pagesMeetEndToEnd() {
        var owners = new ArrayList<String>();
        @Nullable Position next = null;
        do {
            var page = wallets.scan().limit(50).from(next).page();
            assertThat(page.items()).hasSizeLessThanOrEqualTo(50);
            page.forEach(wallet -> owners.add(wallet.ownerId()));
            next = page.next();
        } while (next != null);
        assertThat(owners).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void aListThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> entries.scan().list()).isInstanceOf(TooManyItems.class);
        assertThat(entries.scan().filter(Conditions.lessThan("amount", 5)).list())
                .hasSize(5);
    }

    /** A query that a filter empties goes on until it has what was asked for, and says where it stopped. */
    @Test
    void aFilteredQueryFillsItsPage() {
        var page = entries.query("p0")
                .filter(Conditions.atLeast("amount", 600L))
                .limit(3)
                .page();
        assertThat(page.items()).extracting(Entry::amount).containsExactly(600L, 720L, 840L);
        assertThat(entries.query("p0")
                        .filter(Conditions.atLeast("amount", 600L))
                        .from(page.next())
                        .list())
                .extracting(Entry::amount)
                .isEqualTo(List.of(960L, 1080L));
    }

    @Test
    void aListOfManyIsRefusedButItsPagesAreNot() {
        for (int at = 0; at <= 1000; at += 91) {
            var writes = IntStream.range(at, at + 91)
                    .mapToObj(number -> entries.put(Entry.of("long", number)))
                    .toList();
            store.dynamo.transact(writes, "long" + at);
        }
        assertThatThrownBy(() -> entries.query("long").list())
                .isInstanceOf(TooManyItems.class)
                .hasMessageContaining("more than 1000 items");
        assertThat(entries.query("long").limit(1000).list()).hasSize(1000);
        assertThat(entries.query("long").count()).isEqualTo(1001);
    }
}
