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
 * Four owners send each other random amounts from sixteen threads. Whatever the interleaving: what is there is conserved, no wallet goes below
 * zero, and versions count exactly the writes that were not refused.
 */
@ExtendWith(Seeded.class)
class FloorTest {
    private static final int OWNERS = 4;
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
        IntStream.range(0, OWNERS)
                .forEach(owner -> wallets.write(wallets.insert(Wallet.of("p" + owner, "EUR", START))));

        var outcomes = Concurrently.on(16, transfers(seed), this::transfer);

        int refused = outcomes.failures(Poor.class).size();
        var after = IntStream.range(0, OWNERS)
                .mapToObj(owner -> wallets.query("p" + owner).list().getFirst())
                .toList();
        assertThat(refused).as("some are refused, or the floor is not tried").isPositive();
        assertThat(after).extracting(Wallet::available).allMatch(available -> available >= 0);
        assertThat(after.stream().mapToLong(Wallet::available).sum()).isEqualTo(OWNERS * START);
        assertThat(after.stream().mapToLong(Wallet::version).sum()).isEqualTo(OWNERS + 2L * (TRANSFERS - refused));
    }

    private static List<Transfer> transfers(Seed seed) {
        var random = seed.random("transfers");
        return LongStream.range(0, TRANSFERS)
                .mapToObj(number -> {
                    int from = random.nextInt(OWNERS);
                    int to = (from + 1 + random.nextInt(OWNERS - 1)) % OWNERS;
                    return new Transfer((int) number, "p" + from, "p" + to, 1 + random.nextLong(START));
                })
                .toList();
    }

    private boolean transfer(Transfer transfer) {
        store.dynamo.transact(
                List.of(
                        wallets.update(transfer.from(), "EUR")
                                .add("available", -transfer.amount())
                                .when(atLeast("available", transfer.amount()))
                                .otherwise(Poor::new),
                        wallets.update(transfer.to(), "EUR").add("available", transfer.amount())),
                "t" + transfer.number());
        return true;
    }
}
