package com.necpgame.platform.data;

import static com.necpgame.platform.data.Conditions.atLeast;
import static com.necpgame.platform.data.Conditions.exists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WritesTest {
    private final LocalStore store = new LocalStore();
    private final Dynamo dynamo = store.dynamo;
    private final Items<Wallet> wallets = dynamo.items(Wallet.class);

    private static final class Poor extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Poor(String message) {
            super(message);
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void movesBetweenTwoWallets() {
        wallets.write(wallets.insert(Wallet.of("ada", "GOLD", 10)));

        dynamo.transact(
                List.of(
                        wallets.update("ada", "GOLD")
                                .add("available", -4)
                                .when(atLeast("available", 4))
                                .otherwise(() -> new Poor("ada")),
                        wallets.update("bob", "GOLD").add("available", 4)),
                "t1");

        assertThat(wallets.get("ada", "GOLD")).isEqualTo(new Wallet("ada", "GOLD", 6, 0, null, 2));
        assertThat(wallets.get("bob", "GOLD")).isEqualTo(new Wallet("bob", "GOLD", 4, 0, null, 1));
    }

    @Test
    void theFirstFailedWriteDecides() {
        wallets.write(wallets.insert(Wallet.of("ada", "GOLD", 3)));

        assertThatThrownBy(() -> dynamo.transact(
                        List.of(
                                wallets.put(Wallet.of("eve", "GOLD", 1)),
                                wallets.update("ada", "GOLD")
                                        .add("available", -4)
                                        .when(atLeast("available", 4))
                                        .otherwise(found -> new Poor(
                                                "has " + found.as(Wallet.class).available())),
                                wallets.check("nil", "GOLD").when(exists()).otherwise(() -> new Poor("nil"))),
                        "t1"))
                .isInstanceOf(Poor.class)
                .hasMessage("has 3");
        assertThat(wallets.get("eve", "GOLD")).isNull();
    }
}
