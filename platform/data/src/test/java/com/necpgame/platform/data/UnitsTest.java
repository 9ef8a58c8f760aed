package com.necpgame.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What calls cost, as the metrics of an application show it. */
class UnitsTest {
    private final LocalStore store = new LocalStore();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final ApplicationContext context = ApplicationContext.builder()
            .properties(Map.of("dynamodb.table-prefix", "t-"))
            .singletons(store.client, registry)
            .start();
    private final Dynamo dynamo = context.getBean(Dynamo.class);
    private final Items<Wallet> wallets = dynamo.items(Wallet.class);

    @AfterEach
    void close() {
        context.close();
        store.close();
    }

    private double units(String kind, String operation) {
        var counter = registry.find("dynamodb." + kind + ".units")
                .tags("table", "economy", "operation", operation)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private long calls(String operation, String outcome) {
        var timer = registry.find("dynamodb.call")
                .tags("table", "economy", "operation", operation, "outcome", outcome)
                .timer();
        return timer == null ? 0 : timer.count();
    }

    @Test
    void countsWhatIsCharged() {
        wallets.write(wallets.put(Wallet.of("ada", "EUR", 1)));
        assertThat(units("write", "PutItem")).isEqualTo(1);

        wallets.write(wallets.update("ada", "EUR").set("hour", "h1"));
        assertThat(units("write", "UpdateItem"))
                .as("the item and its line in the index")
                .isEqualTo(2);

        wallets.get("ada", "EUR");
        wallets.get("nil", "EUR");
        assertThat(units("read", "GetItem"))
                .as("consistent reads of one unit, also of nothing")
                .isEqualTo(2);
        assertThat(units("write", "GetItem")).isZero();

        wallets.query("ada").eventually().list();
        assertThat(units("read", "Query")).isEqualTo(0.5);

        dynamo.transact(List.of(wallets.put(Wallet.of("b", "EUR", 1)), wallets.put(Wallet.of("c", "EUR", 1))), "t");
        assertThat(units("write", "TransactWriteItems"))
                .as("two units for each item")
                .isEqualTo(4);

        wallets.getAll(List.of(wallets.key("ada", "EUR"), wallets.key("b", "EUR")));
        assertThat(units("read", "BatchGetItem")).isEqualTo(2);

        wallets.scan().list();
        assertThat(units("read", "Scan")).isPositive();
    }

    @Test
    void countsHowCallsEnd() {
        wallets.write(wallets.insert(Wallet.of("ada", "EUR", 1)));
        assertThatThrownBy(() -> wallets.write(wallets.insert(Wallet.of("ada", "EUR", 1))))
                .isInstanceOf(UnexpectedConditionFailure.class);

        assertThat(calls("PutItem", "ok")).isEqualTo(1);
        assertThat(calls("PutItem", "refused")).isEqualTo(1);
    }

    /** Without a registry there is a meter that keeps nothing. */
    @Test
    void worksUnmeasured() {
        try (var plain = ApplicationContext.builder().singletons(store.client).start()) {
            assertThat(plain.getBean(DynamoMeter.class)).isSameAs(DynamoMeter.NONE);
            assertThat(plain.getBean(Dynamo.class)).isNotNull();
        }
    }
}
