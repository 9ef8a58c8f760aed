package com.necpgame.platform.data;

import static com.necpgame.platform.data.Conditions.atLeast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.testkit.Concurrently;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the rest of the system relies on, of whatever speaks DynamoDB. Each engine is held to it by a class of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract {
    private static final int MANY = 25;

    @SuppressWarnings("NullAway.Init")
    private Items<Wallet> wallets;

    @SuppressWarnings("NullAway.Init")
    private Dynamo dynamo;

    abstract DynamoDbClient client();

    @BeforeAll
    void createTables() {
        dynamo = new Dynamo(client(), new DataConfig("contract-"), DynamoMeter.NONE);
        dynamo.createTables();
        dynamo.createTables(); // a second start finds them
        wallets = dynamo.items(Wallet.class);
    }

    @Test
    void aTransactionIsAllOrNothingAndTheFirstRefusalCounts() {
        var player = player();
        wallets.write(wallets.put(Wallet.of(player, "gold", 10)));
        wallets.write(wallets.put(Wallet.of(player, "dust", 1)));

        assertThatThrownBy(() -> dynamo.transact(
                        List.of(
                                wallets.put(Wallet.of(player, "gems", 1)),
                                wallets.update(player, "gold")
                                        .add("available", -11)
                                        .when(atLeast("available", 11))
                                        .otherwise(() -> new IllegalStateException("too poor")),
                                wallets.insert(Wallet.of(player, "dust", 1))
                                        .otherwise(() -> new IllegalStateException("there already"))),
                        token()))
                .hasMessage("too poor");
        assertThat(wallets.get(player, "gems")).isNull();
        assertThat(available(player, "gold")).isEqualTo(10);
    }

    @Test
    void aRefusalIsGivenWhatWasFound() {
        var player = player();
        wallets.write(wallets.put(Wallet.of(player, "gold", 7)));

        assertThatThrownBy(() -> dynamo.transact(
                        List.of(wallets.insert(Wallet.of(player, "gold", 1))
                                .otherwise(found -> new IllegalStateException(
                                        "has " + found.as(Wallet.class).available()))),
                        token()))
                .hasMessage("has 7");
    }

    @Test
    void aTransactionSentTwiceUnderOneTokenTakesEffectOnce() {
        var player = player();
        wallets.write(wallets.put(Wallet.of(player, "gold", 10)));
        var token = token();
        var debit = List.<Write>of(wallets.update(player, "gold").add("available", -3));

        dynamo.transact(debit, token);
        dynamo.transact(debit, token);

        assertThat(available(player, "gold")).isEqualTo(7);
    }

    @Test
    void pagesFollowOneAnotherInOrder() {
        var player = player();
        IntStream.range(0, MANY).forEach(i -> wallets.write(wallets.put(Wallet.of(player, "c%02d".formatted(i), i))));
        var seen = new ArrayList<String>();
        Position from = null;
        do {
            var page = wallets.query(player).limit(10).from(from).page();
            page.items().forEach(wallet -> seen.add(wallet.currency()));
            from = page.next();
        } while (from != null);

        assertThat(seen).hasSize(MANY).isSorted().doesNotHaveDuplicates();
    }

    /** Eight writers take from one balance; whatever the interleaving, no more is taken than there was. */
    @Test
    void aFloorHoldsUnderEightWriters() {
        var player = player();
        wallets.write(wallets.put(Wallet.of(player, "gold", 20)));
        Callable<Boolean> take = () -> {
            for (int attempt = 0; attempt < 50; attempt++) {
                try {
                    dynamo.transact(
                            List.of(wallets.update(player, "gold")
                                    .add("available", -1)
                                    .when(atLeast("available", 1))
                                    .otherwise(() -> new IllegalStateException("empty"))),
                            token());
                    return true;
                } catch (StoreContended e) {
                    Thread.onSpinWait();
                } catch (IllegalStateException e) {
                    return false;
                }
            }
            throw new AssertionError("contended fifty times");
        };

        var taken = Concurrently.on(8, Collections.nCopies(40, take)).values();

        assertThat(taken.stream().filter(took -> took)).hasSize(20);
        assertThat(available(player, "gold")).isZero();
    }

    private long available(String player, String currency) {
        return Objects.requireNonNull(wallets.get(player, currency)).available();
    }

    private static String player() {
        return "plr_" + token();
    }

    private static String token() {
        return UUID.randomUUID().toString();
    }
}
