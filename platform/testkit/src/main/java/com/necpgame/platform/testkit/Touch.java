package com.necpgame.platform.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * One item in a write, and what is done to it.
 *
 * @param key the attributes of the table's key
 */
public record Touch(Action action, String table, Map<String, AttributeValue> key) {
    /** What a write does to an item. */
    public enum Action {
        PUT,
        UPDATE,
        DELETE,
        /** The item must fulfil a condition and stays as it is. */
        CHECK
    }

    public Touch {
        key = Map.copyOf(key);
    }

    /** Like {@code put economy pk=WALLET#1 sk=CR}. */
    @Override
    public String toString() {
        return Stream.concat(
                        Stream.of(action.name().toLowerCase(Locale.ROOT), table),
                        key.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(part -> part.getKey() + "=" + plain(part.getValue())))
                .collect(Collectors.joining(" "));
    }

    private static String plain(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            default -> value.toString();
        };
    }

    /** Finds the items that a request touches. Asks the store for the keys of its tables, once for each table. */
    static final class Finder {
        private final DynamoDbClient store;
        private final Map<String, List<String>> keysByTable = new ConcurrentHashMap<>();

        Finder(DynamoDbClient store) {
            this.store = store;
        }

        /**
         * The items in the order of the request; none if it writes no item.
         *
         * @throws UnsupportedOperationException for PartiQL, whose writes would pass unseen
         */
        List<Touch> in(DynamoDbRequest request) {
            return switch (request) {
                case PutItemRequest put -> List.of(put(put.tableName(), put.item()));
                case UpdateItemRequest update -> List.of(new Touch(Action.UPDATE, update.tableName(), update.key()));
                case DeleteItemRequest delete -> List.of(new Touch(Action.DELETE, delete.tableName(), delete.key()));
                case TransactWriteItemsRequest transaction ->
                    transaction.transactItems().stream()
                            .map(this::inTransaction)
                            .toList();
                case BatchWriteItemRequest batch ->
                    batch.requestItems().entrySet().stream()
                            .flatMap(table -> table.getValue().stream().map(w -> inBatch(table.getKey(), w)))
                            .toList();
                case ExecuteStatementRequest _, ExecuteTransactionRequest _, BatchExecuteStatementRequest _ ->
                    throw new UnsupportedOperationException("the testkit does not read PartiQL: " + request);
                default -> List.of();
            };
        }

        private Touch inTransaction(TransactWriteItem item) {
            if (item.put() != null) {
                return put(item.put().tableName(), item.put().item());
            }
            if (item.update() != null) {
                return new Touch(
                        Action.UPDATE, item.update().tableName(), item.update().key());
            }
            if (item.delete() != null) {
                return new Touch(
                        Action.DELETE, item.delete().tableName(), item.delete().key());
            }
            var check = item.conditionCheck();
            return new Touch(Action.CHECK, check.tableName(), check.key());
        }

        private Touch inBatch(String table, WriteRequest write) {
            return write.putRequest() != null
                    ? put(table, write.putRequest().item())
                    : new Touch(Action.DELETE, table, write.deleteRequest().key());
        }

        private Touch put(String table, Map<String, AttributeValue> item) {
            return new Touch(Action.PUT, table, keyOf(table, item));
        }

        /** The key within a whole item. An attribute that is missing is left out: the store will refuse the item. */
        Map<String, AttributeValue> keyOf(String table, Map<String, AttributeValue> item) {
            return keysByTable.computeIfAbsent(table, this::keys).stream()
                    .filter(item::containsKey)
                    .collect(Collectors.toMap(name -> name, item::get));
        }

        private List<String> keys(String table) {
            return store.describeTable(describe -> describe.tableName(table)).table().keySchema().stream()
                    .map(KeySchemaElement::attributeName)
                    .toList();
        }
    }
}
