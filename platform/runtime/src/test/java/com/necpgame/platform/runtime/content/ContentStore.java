package com.necpgame.platform.runtime.content;

import com.necpgame.platform.data.DataConfig;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.DynamoMeter;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.testkit.MutableClock;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The tables of the modules {@code mint} and {@code shop}, and every call that is made to them. */
final class ContentStore implements AutoCloseable {
    static final Duration REFRESH_INTERVAL = Duration.ofSeconds(10);

    @Serdeable
    record Coin(String id, @Nullable Long balanceMax) {}

    @Serdeable
    record Price(String coin, long amount) {}

    @Serdeable
    record Ware(String id, @Nullable String name, Price price) {}

    final MutableClock clock = MutableClock.at(Instant.parse("2026-11-20T10:00:00Z"));
    private final TemporaryDynamo local = TemporaryDynamo.open();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final Dynamo dynamo = new Dynamo(local.client(), new DataConfig(""), new DynamoMeter() {
        @Override
        public void called(String table, String operation, String outcome, Duration latency) {
            calls.add(table + " " + operation);
        }

        @Override
        public void consumed(String table, String operation, double readUnits, double writeUnits) {}
    });

    ContentStore() {
        createTable("mint");
        createTable("shop");
    }

    DynamoDbClient client() {
        return local.client();
    }

    private void createTable(String name) {
        local.client()
                .createTable(table -> table.tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(
                                key -> key.attributeName("pk").keyType(KeyType.HASH),
                                key -> key.attributeName("sk").keyType(KeyType.RANGE))
                        .attributeDefinitions(
                                pk -> pk.attributeName("pk").attributeType(ScalarAttributeType.S),
                                sk -> sk.attributeName("sk").attributeType(ScalarAttributeType.S)));
    }

    /** What was asked of the store since the last time that this was asked. */
    List<String> calls() {
        synchronized (calls) {
            var since = List.copyOf(calls);
            calls.clear();
            return since;
        }
    }

    ContentSeeder seeder() {
        return seeder(this::commit);
    }

    /** A seeder whose every transaction goes through the given hands. */
    ContentSeeder seeder(Consumer<List<Write>> transactions) {
        var lint = new ContentLint(TestKinds.kinds(), ContentLimits.STANDARD);
        return new ContentSeeder(dynamo, transactions, clock, lint, module -> true);
    }

    void commit(List<Write> writes) {
        dynamo.transact(writes, UUID.randomUUID().toString());
    }

    /** As a module that has just started reads it. */
    Content<Ware> wares() {
        return contents().of("shop", "wares", Ware.class);
    }

    Content<Coin> coins() {
        return contents().of("mint", "coins", Coin.class);
    }

    Contents contents() {
        var config = new ContentConfig("content", true, REFRESH_INTERVAL, 9, 1 << 20, 1_000, 1_000);
        return new Contents(dynamo, ObjectMapper.getDefault(), clock, config);
    }

    @Override
    public void close() {
        local.close();
    }
}
