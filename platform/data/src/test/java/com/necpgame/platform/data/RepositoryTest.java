package com.necpgame.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.data.Wallets.Balance;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.exceptions.OptimisticLockException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Repositories as an application has them: beans, made when they were compiled. */
class RepositoryTest {
    private final LocalStore store = new LocalStore();
    private final ApplicationContext context = ApplicationContext.builder()
            .properties(Map.of("dynamodb.table-prefix", "t-"))
            .singletons(store.client)
            .start();
    private final Wallets wallets = context.getBean(Wallets.class);
    private final Entries entries = context.getBean(Entries.class);

    @AfterEach
    void close() {
        context.close();
        store.close();
    }

    @Test
    void insertsOnce() {
        assertThat(context.getBean(DynamoDbClient.class)).isSameAs(store.client);
        var wallet = Wallet.of("ada", "EUR", 5);

        assertThat(wallets.insert(wallet)).isEqualTo(wallet);
        assertThatThrownBy(() -> wallets.insert(wallet)).isInstanceOf(ItemExists.class);
        assertThat(wallets.insertIfAbsent(wallet)).isFalse();
        assertThat(wallets.insertIfAbsent(Wallet.of("ada", "CHF", 1))).isTrue();
        assertThat(wallets.findByOwnerIdAndCurrency("ada", "EUR")).contains(wallet);
        assertThat(wallets.findByOwnerIdAndCurrency("ada", "NONE")).isEmpty();
        assertThat(wallets.getByOwnerIdAndCurrency("ada", "NONE")).isNull();
    }

    @Test
    void replacesOnlyTheVersionItKnows() {
        var first = wallets.insert(Wallet.of("ada", "EUR", 5));

        var second = wallets.replace(new Wallet("ada", "EUR", 7, 0, null, first.version()));

        assertThat(second).isEqualTo(new Wallet("ada", "EUR", 7, 0, null, 2));
        assertThatThrownBy(() -> wallets.replace(first)).isInstanceOf(OptimisticLockException.class);
        assertThatThrownBy(() -> wallets.delete(first)).isInstanceOf(OptimisticLockException.class);
        assertThat(wallets.delete(second)).isTrue();
        assertThat(wallets.delete(second)).isFalse();
        assertThatThrownBy(() -> wallets.replace(second)).isInstanceOf(OptimisticLockException.class);
    }

    @Test
    void findsByKeyAndIndex() {
        wallets.put(new Wallet("ada", "EUR", 5, 0, "h1", 1));
        wallets.put(new Wallet("ada", "CHF", 6, 0, null, 1));
        wallets.put(new Wallet("bob", "EUR", 7, 0, "h1", 1));

        assertThat(wallets.findByOwnerId("ada")).extracting(Wallet::currency).containsExactly("CHF", "EUR");
        assertThat(wallets.findByOwnerIdAndCurrencyStartsWith("ada", "CH"))
                .extracting(Wallet::currency)
                .containsExactly("CHF");
        assertThat(wallets.listByOwnerId("ada")).containsExactly(new Balance("CHF", 6), new Balance("EUR", 5));
        assertThat(wallets.readByOwnerIdAndCurrency("bob", "EUR")).contains(new Balance("EUR", 7));
        assertThat(wallets.findByHour("h1")).extracting(Wallet::ownerId).containsExactly("ada", "bob");
        assertThat(wallets.findByHourAndOwnerIdGreaterThan("h1", "ada"))
                .extracting(Wallet::ownerId)
                .containsExactly("bob");
        assertThat(wallets.existsByOwnerIdAndCurrency("ada", "EUR")).isTrue();
        assertThat(wallets.existsByOwnerIdAndCurrency("ada", "NONE")).isFalse();
        assertThat(wallets.existsByOwnerId("ada")).isTrue();
        assertThat(wallets.existsByOwnerId("nil")).isFalse();
        assertThat(wallets.countByOwnerId("ada")).isEqualTo(2);
        assertThat(wallets.deleteByOwnerIdAndCurrency("ada", "CHF")).isTrue();
        assertThat(wallets.deleteByOwnerIdAndCurrency("ada", "CHF")).isFalse();
        assertThat(wallets.getAll(List.of(
                        wallets.items().key("bob", "EUR"), wallets.items().key("nil", "EUR"))))
                .hasSize(1);
    }

    @Test
    void scansWhereThatIsMeant() {
        wallets.put(Wallet.of("ada", "EUR", 5));
        wallets.put(Wallet.of("bob", "CHF", 6));
        wallets.put(Wallet.of("eve", "USD", 7));
        entries.put(Entry.of("ada", 1));

        assertThat(wallets.findAll()).hasSize(3);
        assertThat(wallets.findAll(PageOf.first(2)).items()).hasSize(2);
        assertThat(wallets.findByAvailableGreaterThanAndCurrencyIn(5, List.of("CHF", "EUR")))
                .containsExactly(new Balance("CHF", 6));
    }

    @Test
    void pagesThroughAHistory() {
        IntStream.range(0, 25).forEach(number -> entries.insert(Entry.of("ada", number)));

        var first = entries.findByOwnerIdOrderByAtDesc("ada", PageOf.first(10));
        var second = entries.findByOwnerIdOrderByAtDesc("ada", new PageOf(10, first.next()));
        var third = entries.findByOwnerIdOrderByAtDesc("ada", new PageOf(10, second.next()));

        assertThat(first.items()).extracting(Entry::amount).startsWith(24L).endsWith(15L);
        assertThat(second.items()).extracting(Entry::amount).startsWith(14L).endsWith(5L);
        assertThat(third.items()).extracting(Entry::amount).containsExactly(4L, 3L, 2L, 1L, 0L);
        assertThat(third.next()).isNull();
        assertThat(entries.findFirstByOwnerIdOrderByAtDesc("ada")).contains(Entry.of("ada", 24));
        assertThat(entries.findByOwnerIdAndAtBetween("ada", at(3), at(4)))
                .extracting(Entry::amount)
                .containsExactly(3L, 4L);
        assertThat(entries.findByOwnerIdAndAtBefore("ada", at(1)))
                .extracting(Entry::amount)
                .containsExactly(0L);
        assertThat(entries.findTop3ByReviewerAndAtAfter("rose", at(0)))
                .extracting(Entry::amount)
                .containsExactly(10L, 20L);
        assertThat(entries.findByReviewer("rose", PageOf.first(2)).items())
                .extracting(Entry::amount)
                .containsExactly(0L, 10L);
    }

    private static Instant at(int number) {
        return Entry.of("ada", number).at();
    }
}
