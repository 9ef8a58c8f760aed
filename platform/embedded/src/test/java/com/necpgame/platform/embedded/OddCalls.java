package com.necpgame.platform.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Calls that are wrong in one way each. */
final class OddCalls {
    private static final List<AttributeValue> ODD_KEYS = List.of(
            AttributeValue.fromS(""),
            AttributeValue.fromB(SdkBytes.fromByteArray(new byte[0])),
            AttributeValue.fromBool(true),
            AttributeValue.fromNul(true),
            AttributeValue.fromSs(List.of("a")));

    private final Random random;
    private final String prefix;
    private final TableShape table;

    OddCalls(Random random, String prefix) {
        this.random = random;
        this.prefix = prefix;
        this.table = TableShape.ALL.get(random.nextInt(TableShape.ALL.size()));
    }

    RandomCall any() {
        var key = broken(table.key(random));
        String name = prefix + table.name();
        return switch (random.nextInt(9)) {
            case 0 ->
                call(
                        "get " + key,
                        client -> client.getItem(get -> get.tableName(name).key(key)));
            case 1 ->
                call(
                        "put " + key,
                        client -> client.putItem(put -> put.tableName(name).item(key)));
            case 2 ->
                call(
                        "update " + key,
                        client -> client.updateItem(
                                update -> update.tableName(name).key(key)));
            case 3 ->
                call(
                        "delete " + key,
                        client -> client.deleteItem(
                                delete -> delete.tableName(name).key(key)));
            case 4 -> startKey(name, key);
            case 5 ->
                call(
                        "no table",
                        client -> client.getItem(get -> get.tableName("none").key(key)));
            case 6 -> changedKey(name);
            case 7 -> filteredKey(name);
            default -> oddSegment(name);
        };
    }

    private RandomCall startKey(String name, Map<String, AttributeValue> key) {
        return call(
                "scan from " + key,
                client -> client.scan(scan -> scan.tableName(name).exclusiveStartKey(key)));
    }

    private RandomCall changedKey(String name) {
        var key = table.key(random);
        return call(
                "change of a key " + key,
                client -> client.updateItem(update -> update.tableName(name)
                        .key(key)
                        .updateExpression("SET pk = :p")
                        .expressionAttributeValues(Map.of(":p", key.get("pk")))));
    }

    private RandomCall filteredKey(String name) {
        var key = table.key(random);
        return call(
                "filter over a key " + key,
                client -> client.query(query -> query.tableName(name)
                        .keyConditionExpression("pk = :p")
                        .filterExpression("pk <> :p")
                        .expressionAttributeValues(Map.of(":p", key.get("pk")))));
    }

    private RandomCall oddSegment(String name) {
        int segment = random.nextInt(5) - 1;
        int segments = random.nextInt(4);
        boolean isOdd = segment < 0 || segment >= segments;
        return call(
                "segment " + segment + " of " + segments,
                client -> client.scan(scan ->
                        scan.tableName(isOdd ? name : "none").segment(segment).totalSegments(segments)));
    }

    private Map<String, AttributeValue> broken(Map<String, AttributeValue> key) {
        var broken = new HashMap<>(key);
        String name =
                table.tableKeys().get(random.nextInt(table.tableKeys().size())).name();
        switch (random.nextInt(3)) {
            case 0 -> broken.remove(name);
            case 1 -> broken.put(name, ODD_KEYS.get(random.nextInt(ODD_KEYS.size())));
            default -> {
                broken.remove(name);
                broken.put("other", AttributeValue.fromS("x"));
            }
        }
        return broken;
    }

    private interface Refused {
        Object by(software.amazon.awssdk.services.dynamodb.DynamoDbClient client);
    }

    private static RandomCall call(String description, Refused call) {
        return new RandomCall("odd", description, client -> {
            call.by(client);
            return Answer.done("although wrong");
        });
    }
}
