package com.necpgame.platform.data;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * DynamoDB as this program sees it: entities in tables, and transactions over them.
 *
 * <p>A write is sent once, whatever retry strategy the client has: what to do after a failure is the caller's to decide, who knows whether the
 * write may have happened. Reads are left to the client's strategy.
 */
@Singleton
public final class Dynamo {
    /** The most writes of one transaction. */
    public static final int TRANSACTION_WRITES_MAX = 100;
    /** The longest client token, in characters. */
    public static final int CLIENT_TOKEN_LENGTH_MAX = 36;

    /**
     * As the name of a {@code @MappedEntity}: the entity's items are kept in every table, beside those that the table is named after. Which of
     * them is meant is said to {@link #items(Class, String)}.
     */
    public static final String EVERY_TABLE = "*";

    private final DynamoDbClient client;
    private final DataConfig config;
    private final Calls calls;
    private final WriteRequests requests = new WriteRequests();

    @Inject
    public Dynamo(DynamoDbClient client, DataConfig config, DynamoMeter meter) {
        this.client = client;
        this.config = config;
        this.calls = new Calls(meter, config.tablePrefix());
    }

    /** The items of an entity in the table that its {@code @MappedEntity} names. */
    public <E> Items<E> items(Class<E> entity) {
        String table = ItemShape.of(entity).table();
        if (table.equals(EVERY_TABLE)) {
            throw new IllegalArgumentException(entity.getSimpleName() + " is kept in every table: say which");
        }
        return items(entity, table);
    }

    /** The items of an entity in another table: the same rows may be kept in several. */
    public <E> Items<E> items(Class<E> entity, String logicalTable) {
        return new Items<>(this, ItemShape.of(entity), tableName(logicalTable));
    }

    /**
     * Applies all of the writes or none, in one attempt.
     *
     * <p>When several writes do not pass, the first of them decides: put first what matters first.
     *
     * @param writes 1 to {@value #TRANSACTION_WRITES_MAX}, each of another item
     * @param clientToken names this attempt; sent again within ten minutes with the same writes it has no second effect
     * @throws RuntimeException the refusal of the write whose condition failed; not worth another attempt
     * @throws UnexpectedConditionFailure if that write has none
     * @throws StoreContended if other transactions or too many requests were in the way: nothing happened
     * @throws StoreUnavailable if there was no answer: send it again with the same token
     * @throws IllegalArgumentException if the writes cannot make up a transaction
     */
    public void transact(List<Write> writes, String clientToken) {
        refuseImpossible(writes);
        if (clientToken.isEmpty() || clientToken.length() > CLIENT_TOKEN_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a client token has 1 to " + CLIENT_TOKEN_LENGTH_MAX + " characters: " + clientToken);
        }
        TransactWriteItemsRequest request = requests.transaction(writes, clientToken);
        var response = calls.write("TransactWriteItems", writes, () -> client.transactWriteItems(request));
        calls.consumedByWrite(response.consumedCapacity(), "TransactWriteItems");
    }

    /** One write without a transaction: half the price, and no client token, so that an unknown outcome stays unknown. */
    void write(Write write) {
        var one = List.of(write);
        switch (write.kind()) {
            case PUT -> {
                var request = requests.put(write);
                calls.consumedByWrite(
                        List.of(calls.write("PutItem", one, () -> client.putItem(request))
                                .consumedCapacity()),
                        "PutItem");
            }
            case UPDATE -> {
                var request = requests.update(write);
                calls.consumedByWrite(
                        List.of(calls.write("UpdateItem", one, () -> client.updateItem(request))
                                .consumedCapacity()),
                        "UpdateItem");
            }
            case DELETE -> {
                var request = requests.delete(write);
                calls.consumedByWrite(
                        List.of(calls.write("DeleteItem", one, () -> client.deleteItem(request))
                                .consumedCapacity()),
                        "DeleteItem");
            }
            case CHECK -> {
                var request = requests.check(write);
                calls.consumedByWrite(
                        calls.write("TransactWriteItems", one, () -> client.transactWriteItems(request))
                                .consumedCapacity(),
                        "TransactWriteItems");
            }
        }
    }

    private static void refuseImpossible(List<Write> writes) {
        if (writes.isEmpty() || writes.size() > TRANSACTION_WRITES_MAX) {
            throw new IllegalArgumentException(
                    "a transaction has 1 to " + TRANSACTION_WRITES_MAX + " writes, not " + writes.size());
        }
        record Item(String table, Key key) {}
        var items = new HashSet<Item>();
        for (Write write : writes) {
            if (!items.add(new Item(write.table(), write.key()))) {
                throw new IllegalArgumentException("a transaction writes an item once, this one twice: " + write);
            }
        }
    }

    /**
     * The tables that the entities on the class path ask for, sorted by name.
     *
     * @throws IllegalStateException if the keys of two entities of one table overlap
     */
    public List<TableDefinition> tables() {
        return new Tables(client, config.tablePrefix()).definitions();
    }

    /** Makes every table, index and expiry ({@code exp}) that is missing, and waits until all can be used. Nothing is changed or removed. */
    public void createTables() {
        createTables(ignored -> true);
    }

    /** As {@link #createTables()}, for the tables whose logical name is wanted. */
    public void createTables(Predicate<String> wanted) {
        var tables = new Tables(client, config.tablePrefix());
        tables().stream().filter(table -> wanted.test(table.logicalName())).forEach(tables::create);
    }

    DynamoDbClient client() {
        return client;
    }

    Calls calls() {
        return calls;
    }

    private TableName tableName(String logical) {
        return new TableName(logical, config.tablePrefix() + logical);
    }
}
