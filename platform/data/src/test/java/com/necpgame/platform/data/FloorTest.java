package com.necpgame.platform.data;

import static com.necpgame.platform.data.Conditions.atLeast;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Four players send each other random amounts from sixteen threads. Whatever the interleaving: what is there is conserved, no wallet goes below
 * zero, and versions count exactly the writes that were not refused.
 */
@ExtendWith(Seeded.class)
class FloorTest {
    private static final int PLAYERS = 4;
    private static final int TRANSFERS = 400;
    private static final long START = 20;

    private final LocalStore store = new LocalStore();
    private final Items<Wallet> wallets = store.dynamo.items(Wallet.class);

    private static final class Poor extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private record Transfer(int number, String from, String to, long amount) {}

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void conservesAndNeverOverdraws(Seed seed) {
        IntStream.range(0, PLAYERS)
                .forEach(player -> wallets.write(wallets.insert(Wallet.of("p" + player, "GOLD", START))));

        var outcomes = Concurrently.on(16, transfers(seed), this::transfer);

        int refused = outcomes.failures(Poor.class).size();
        var after = IntStream.range(0, PLAYERS)
                .mapToObj(player -> wallets.query("p" + player).list().getFirst())
                .toList();
        assertThat(refused).as("some are refused, or the floor is not tried").isPositive();
        assertThat(after).extracting(Wallet::available).allMatch(available -> available >= 0);
        assertThat(after.stream().mapToLong(Wallet::available).sum()).isEqualTo(PLAYERS * START);
        assertThat(after.stream().mapToLong(Wallet::version).sum()).isEqualTo(PLAYERS + 2L * (TRANSFERS - refused));
    }

    private static List<Transfer> transfers(Seed seed) {
        var random = seed.random("transfers");
        return LongStream.range(0, TRANSFERS)
                .mapToObj(number -> {
                    int from = random.nextInt(PLAYERS);
                    int to = (from + 1 + random.nextInt(PLAYERS - 1)) % PLAYERS;
                    return new Transfer((int) number, "p" + from, "p" + to, 1 + random.nextLong(START));
                })
                .toList();
    }

    private boolean transfer(Transfer transfer) {
        store.dynamo.transact(
                List.of(
                        wallets.update(transfer.from(), "GOLD")
                                .add("available", -transfer.amount())
                                .when(atLeast("available", transfer.amount()))
                                .otherwise(Poor::new),
                        wallets.update(transfer.to(), "GOLD").add("available", transfer.amount())),
                "t" + transfer.number());
        return true;
    }
}
