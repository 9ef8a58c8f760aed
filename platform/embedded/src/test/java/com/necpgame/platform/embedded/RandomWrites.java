package com.necpgame.platform.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Random calls that write. */
final class RandomWrites {
    private static final List<String> CONDITIONS = List.of(
            "attribute_not_exists(pk)",
            "attribute_exists(pk)",
            "attribute_exists(#p) AND v < :one",
            "v < :two",
            "attribute_exists(v) AND NOT contains(t, :x)",
            "v = :one OR v > :two",
            "v BETWEEN :one AND :two",
            "size(t) = :two",
            "m.a = :one OR attribute_type(l, :type)",
            "v IN (:one, :two)",
            "begins_with(m.c, :x) OR v <> :one");
    private static final List<String> UPDATES = List.of(
            "SET v = if_not_exists(v, :one) + :one",
            "ADD v :one",
            "REMOVE v, t",
            "ADD t :set",
            "DELETE t :set",
            "SET #q = :x, v = :two",
            "SET m = :map REMOVE l",
            "SET l = :list",
            "SET v = :two ADD u :one",
            "REMOVE m, q");
    /** They fail where the item lacks something. */
    private static final List<String> PICKY = List.of(
            "SET v = v + :one", "SET m.a = :one", "SET m.a = m.a + :one REMOVE l[0]", "SET l = list_append(l, :list)");

    private static final List<String> RETURNS = List.of("NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW");
    private static final Map<String, AttributeValue> VALUES = Map.of(
            ":one", AttributeValue.fromN("1"),
            ":two", AttributeValue.fromN("2"),
            ":x", AttributeValue.fromS("x"),
            ":type", AttributeValue.fromS("L"),
            ":set", AttributeValue.fromSs(List.of("y", "w")),
            ":map", AttributeValue.fromM(Map.of("a", AttributeValue.fromN("1E+1"), "c", AttributeValue.fromS("x"))),
            ":list", AttributeValue.fromL(List.of(AttributeValue.fromN("7"))));
    private static final Map<String, String> NAMES = Map.of("#p", "pk", "#q", "q");

    private final Random random;
    private final String prefix;

    RandomWrites(Random random, String prefix) {
        this.random = random;
        this.prefix = prefix;
    }

    RandomCall put() {
        TableShape table = table();
        String condition = condition();
        var request = PutItemRequest.builder()
                .tableName(prefix + table.name())
                .item(table.item(table.key(random), random))
                .conditionExpression(condition)
                .expressionAttributeNames(names(condition))
                .expressionAttributeValues(values(condition))
                .returnValues(random.nextBoolean() ? ReturnValue.ALL_OLD : ReturnValue.NONE)
                .returnValuesOnConditionCheckFailure(shown())
                .build();
        return new RandomCall("put", request.toString(), client -> {
            var response = client.putItem(request);
            return Answer.done(response.hasAttributes() ? Canonical.of(response.attributes()) : "-");
        });
    }

    RandomCall delete() {
        TableShape table = table();
        String condition = condition();
        var request = DeleteItemRequest.builder()
                .tableName(prefix + table.name())
                .key(table.key(random))
                .conditionExpression(condition)
                .expressionAttributeNames(names(condition))
                .expressionAttributeValues(values(condition))
                .returnValues(random.nextBoolean() ? ReturnValue.ALL_OLD : ReturnValue.NONE)
                .returnValuesOnConditionCheckFailure(shown())
                .build();
        return new RandomCall("delete", request.toString(), client -> {
            var response = client.deleteItem(request);
            return Answer.done(response.hasAttributes() ? Canonical.of(response.attributes()) : "-");
        });
    }

    RandomCall update() {
        TableShape table = table();
        String condition = condition();
        String returned = RETURNS.get(random.nextInt(RETURNS.size()));
        var values = new HashMap<>(VALUES);
        // The expression tests know that DynamoDB Local returns whole documents where parts were changed.
        String update = random.nextInt(8) == 0 && !returned.startsWith("UPDATED")
                ? PICKY.get(random.nextInt(PICKY.size()))
                : update(table, values);
        var request = UpdateItemRequest.builder()
                .tableName(prefix + table.name())
                .key(table.key(random))
                .updateExpression(update)
                .conditionExpression(condition)
                .expressionAttributeNames(names(condition, update))
                .expressionAttributeValues(values(values, condition, update))
                .returnValues(returned)
                .returnValuesOnConditionCheckFailure(shown())
                .build();
        return new RandomCall("update", request.toString(), client -> {
            var response = client.updateItem(request);
            return Answer.done(response.hasAttributes() ? Canonical.of(response.attributes()) : "-");
        });
    }

    RandomCall batch() {
        var requests = new HashMap<String, List<WriteRequest>>();
        var seen = new HashSet<String>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            TableShape table = table();
            var key = table.key(random);
            if (seen.add(table.name() + Canonical.of(key)) || random.nextInt(10) == 0) {
                requests.computeIfAbsent(prefix + table.name(), ignored -> new ArrayList<>())
                        .add(
                                random.nextInt(3) == 0
                                        ? WriteRequest.builder()
                                                .deleteRequest(delete -> delete.key(key))
                                                .build()
                                        : WriteRequest.builder()
                                                .putRequest(put -> put.item(table.item(key, random)))
                                                .build());
            }
        }
        return new RandomCall("batchWrite", requests.toString(), client -> {
            var response = client.batchWriteItem(batch -> batch.requestItems(requests));
            return Answer.done(response.hasUnprocessedItems() + " " + response.unprocessedItems());
        });
    }

    RandomCall transaction() {
        var actions = new ArrayList<TransactWriteItem>();
        var seen = new HashSet<String>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            TableShape table = table();
            var key = table.key(random);
            if (seen.add(table.name() + Canonical.of(key)) || random.nextInt(200) == 0) {
                actions.add(action(table, key));
            }
        }
        var request = TransactWriteItemsRequest.builder().transactItems(actions).build();
        return new RandomCall("transact", request.toString(), client -> {
            client.transactWriteItems(request);
            return Answer.done("");
        });
    }

    private TransactWriteItem action(TableShape table, Map<String, AttributeValue> key) {
        String name = prefix + table.name();
        String condition = condition();
        return switch (random.nextInt(4)) {
            case 0 ->
                TransactWriteItem.builder()
                        .put(put -> put.tableName(name)
                                .item(table.item(key, random))
                                .conditionExpression(condition)
                                .expressionAttributeNames(names(condition))
                                .expressionAttributeValues(values(condition))
                                .returnValuesOnConditionCheckFailure(shown()))
                        .build();
            case 1 -> update(table, name, key, condition);
            case 2 ->
                TransactWriteItem.builder()
                        .delete(delete -> delete.tableName(name)
                                .key(key)
                                .conditionExpression(condition)
                                .expressionAttributeNames(names(condition))
                                .expressionAttributeValues(values(condition))
                                .returnValuesOnConditionCheckFailure(shown()))
                        .build();
            default -> {
                String checked = condition == null ? "attribute_exists(pk)" : condition;
                yield TransactWriteItem.builder()
                        .conditionCheck(check -> check.tableName(name)
                                .key(key)
                                .conditionExpression(checked)
                                .expressionAttributeNames(names(checked))
                                .expressionAttributeValues(values(checked))
                                .returnValuesOnConditionCheckFailure(shown()))
                        .build();
            }
        };
    }

    private TransactWriteItem update(
            TableShape table, String name, Map<String, AttributeValue> key, @Nullable String condition) {
        var values = new HashMap<>(VALUES);
        String update = random.nextInt(1000) == 0 ? PICKY.get(random.nextInt(PICKY.size())) : update(table, values);
        return TransactWriteItem.builder()
                .update(change -> change.tableName(name)
                        .key(key)
                        .updateExpression(update)
                        .conditionExpression(condition)
                        .expressionAttributeNames(names(condition, update))
                        .expressionAttributeValues(values(values, condition, update))
                        .returnValuesOnConditionCheckFailure(shown()))
                .build();
    }

    /** One in three moves the item in its indexes, or out of them. */
    private String update(TableShape table, Map<String, AttributeValue> values) {
        List<KeyAttribute> indexed = table.keys().stream()
                .filter(key -> !table.tableKeys().contains(key))
                .toList();
        if (random.nextInt(3) > 0) {
            return UPDATES.get(random.nextInt(UPDATES.size()));
        }
        KeyAttribute key = indexed.get(random.nextInt(indexed.size()));
        if (random.nextInt(3) == 0) {
            return "REMOVE " + key.name();
        }
        if (key.type() == ScalarAttributeType.N && random.nextInt(3) == 0) {
            return "ADD " + key.name() + " :one";
        }
        values.put(":moved", TableShape.value(key.type(), random, 3));
        return "SET " + key.name() + " = :moved";
    }

    private TableShape table() {
        return TableShape.ALL.get(random.nextInt(TableShape.ALL.size()));
    }

    private @Nullable String condition() {
        return random.nextInt(3) == 0 ? CONDITIONS.get(random.nextInt(CONDITIONS.size())) : null;
    }

    private ReturnValuesOnConditionCheckFailure shown() {
        return random.nextBoolean()
                ? ReturnValuesOnConditionCheckFailure.ALL_OLD
                : ReturnValuesOnConditionCheckFailure.NONE;
    }

    private static @Nullable Map<String, String> names(@Nullable String... expressions) {
        return used(NAMES, expressions);
    }

    private static @Nullable Map<String, AttributeValue> values(@Nullable String... expressions) {
        return used(VALUES, expressions);
    }

    private static @Nullable Map<String, AttributeValue> values(
            Map<String, AttributeValue> values, @Nullable String... expressions) {
        return used(values, expressions);
    }

    private static <T> @Nullable Map<String, T> used(Map<String, T> placeholders, @Nullable String... expressions) {
        String all = String.join(
                        " ",
                        java.util.Arrays.stream(expressions)
                                .map(String::valueOf)
                                .toList()) + " ";
        var used = new HashMap<String, T>();
        placeholders.forEach((name, value) -> {
            if (all.matches("(?s).*" + name + "\\b.*")) {
                used.put(name, value);
            }
        });
        return used.isEmpty() ? null : used;
    }
}
