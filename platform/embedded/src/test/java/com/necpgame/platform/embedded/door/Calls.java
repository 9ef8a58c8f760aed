package com.necpgame.platform.embedded.door;

import static java.util.Map.entry;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBs;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNs;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNul;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A story that calls every operation at least once: what works, and what is refused. */
final class Calls {
    static final String TABLE = "things";

    private static final Map<String, String> NAMES = Map.of("#n", "n");

    private Calls() {}

    /** In the order in which they are to be made. */
    static Map<String, Function<DynamoDbClient, Object>> story() {
        var calls = new LinkedHashMap<String, Function<DynamoDbClient, Object>>();
        tables(calls);
        items(calls);
        refusals(calls);
        batches(calls);
        pages(calls);
        transactions(calls);
        endings(calls);
        return calls;
    }

    private static void tables(Map<String, Function<DynamoDbClient, Object>> calls) {
        calls.put("createTable", s -> s.createTable(Calls::table));
        calls.put("createTable again", s -> s.createTable(Calls::table));
        calls.put(
                "waiter",
                s -> s.waiter()
                        .waitUntilTableExists(r -> r.tableName(TABLE))
                        .matched()
                        .response()
                        .orElseThrow()
                        .table()
                        .tableStatus());
        calls.put("describeTable", s -> s.describeTable(r -> r.tableName(TABLE)));
        calls.put("describeTable missing", s -> s.describeTable(r -> r.tableName("nothing")));
        calls.put("listTables", DynamoDbClient::listTables);
        calls.put(
                "updateTimeToLive",
                s -> s.updateTimeToLive(r -> r.tableName(TABLE)
                        .timeToLiveSpecification(t -> t.attributeName("exp").enabled(true))));
        calls.put("describeTimeToLive", s -> s.describeTimeToLive(r -> r.tableName(TABLE)));
    }

    static void table(CreateTableRequest.Builder table) {
        table.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute("pk", ScalarAttributeType.S),
                        attribute("sk", ScalarAttributeType.S),
                        attribute("n", ScalarAttributeType.N))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .globalSecondaryIndexes(i -> i.indexName("by-n")
                        .keySchema(key("sk", KeyType.HASH), key("n", KeyType.RANGE))
                        .projection(p -> p.projectionType(ProjectionType.ALL)))
                .localSecondaryIndexes(i -> i.indexName("local")
                        .keySchema(key("pk", KeyType.HASH), key("n", KeyType.RANGE))
                        .projection(
                                p -> p.projectionType(ProjectionType.INCLUDE).nonKeyAttributes("text")));
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    static Map<String, AttributeValue> key(String sk) {
        return Map.of("pk", fromS("p"), "sk", fromS(sk));
    }

    /** Every type, empty values, and text that JSON has to escape. */
    static Map<String, AttributeValue> everything(String sk, int n) {
        return Map.ofEntries(
                entry("pk", fromS("p")),
                entry("sk", fromS(sk)),
                entry("n", fromN(Integer.toString(n))),
                entry("text", fromS("\"\\\u0000\n\u2028 \uD834\uDD1E \uFFFD ß")),
                entry("empty", fromS("")),
                entry("bytes", fromB(SdkBytes.fromByteArray(new byte[] {0, -1, 127, -128}))),
                entry("noBytes", fromB(SdkBytes.fromByteArray(new byte[0]))),
                entry("true", fromBool(true)),
                entry("null", fromNul(true)),
                entry("strings", fromSs(List.of("a", "b"))),
                entry("numbers", fromNs(List.of("1", "2.5"))),
                entry("binaries", fromBs(List.of(SdkBytes.fromUtf8String("x")))),
                entry("list", fromL(List.of(fromN("1"), fromL(List.of()), fromM(Map.of())))),
                entry("map", fromM(Map.of("ß", fromS("a name"), "a.b", fromN("12345678901234567890.5")))));
    }

    private static void items(Map<String, Function<DynamoDbClient, Object>> calls) {
        calls.put("putItem", s -> s.putItem(r -> r.tableName(TABLE).item(everything("a", 1))));
        calls.put(
                "getItem", s -> s.getItem(r -> r.tableName(TABLE).key(key("a")).consistentRead(true)));
        calls.put("getItem missing", s -> s.getItem(r -> r.tableName(TABLE).key(key("zz"))));
        calls.put(
                "getItem in part",
                s -> s.getItem(r -> r.tableName(TABLE)
                        .key(key("a"))
                        .projectionExpression("#n, #l[0]")
                        .expressionAttributeNames(Map.of("#n", "n", "#l", "list"))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)));
        calls.put(
                "putItem over it",
                s -> s.putItem(r -> r.tableName(TABLE)
                        .item(Map.of("pk", fromS("p"), "sk", fromS("a"), "n", fromN("1.50")))
                        .returnValues(ReturnValue.ALL_OLD)));
        calls.put(
                "updateItem",
                s -> s.updateItem(r -> r.tableName(TABLE)
                        .key(key("a"))
                        .updateExpression("SET #n = #n + :one, word = :word")
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(Map.of(":one", fromN("1"), ":word", fromS("so")))
                        .returnValues(ReturnValue.ALL_NEW)));
        calls.put(
                "deleteItem",
                s -> s.deleteItem(r -> r.tableName(TABLE).key(key("a")).returnValues(ReturnValue.ALL_OLD)));
    }

    private static void refusals(Map<String, Function<DynamoDbClient, Object>> calls) {
        calls.put("putItem b", s -> s.putItem(r -> r.tableName(TABLE).item(everything("b", 2))));
        calls.put(
                "condition fails and shows why",
                s -> s.putItem(r -> r.tableName(TABLE)
                        .item(everything("b", 3))
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
        calls.put(
                "condition fails",
                s -> s.deleteItem(
                        r -> r.tableName(TABLE).key(key("none")).conditionExpression("attribute_exists(pk)")));
        calls.put("no such table", s -> s.getItem(r -> r.tableName("nothing").key(key("a"))));
        calls.put("no key", s -> s.getItem(r -> r.tableName(TABLE).key(Map.of("pk", fromS("p")))));
        calls.put(
                "bad syntax",
                s -> s.deleteItem(r -> r.tableName(TABLE).key(key("b")).conditionExpression("pk ==== sk")));
        calls.put(
                "empty value",
                s -> s.putItem(r -> r.tableName(TABLE)
                        .item(Map.of(
                                "pk",
                                fromS("p"),
                                "sk",
                                fromS("e"),
                                "x",
                                AttributeValue.builder().build()))));
    }

    private static void batches(Map<String, Function<DynamoDbClient, Object>> calls) {
        var puts = IntStream.range(0, 25)
                .mapToObj(i -> WriteRequest.builder()
                        .putRequest(p -> p.item(everything("batch-" + i, i)))
                        .build())
                .toList();
        calls.put("batchWriteItem", s -> s.batchWriteItem(r -> r.requestItems(Map.of(TABLE, puts))));
        calls.put("batchGetItem", s -> {
            var keys = KeysAndAttributes.builder()
                    .keys(key("batch-1"), key("batch-2"), key("none"))
                    .build();
            var found = s.batchGetItem(r -> r.requestItems(Map.of(TABLE, keys)));
            return List.of(sorted(found.responses().getOrDefault(TABLE, List.of())), found.unprocessedKeys());
        });
    }

    /** Where the order is nobody's promise. */
    private static Map<String, Map<String, AttributeValue>> sorted(Iterable<Map<String, AttributeValue>> items) {
        var sorted = new TreeMap<String, Map<String, AttributeValue>>();
        items.forEach(item -> sorted.put(String.valueOf(item.get("sk")), item));
        return sorted;
    }

    private static void pages(Map<String, Function<DynamoDbClient, Object>> calls) {
        Consumer<QueryRequest.Builder> query = r -> r.tableName(TABLE)
                .limit(7)
                .keyConditionExpression("pk = :p AND begins_with(sk, :s)")
                .filterExpression("#n > :n")
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(Map.of(":p", fromS("p"), ":s", fromS("batch-"), ":n", fromN("3")));
        calls.put("query", s -> s.query(query));
        calls.put(
                "query paginator", s -> s.queryPaginator(query).items().stream().toList());
        calls.put(
                "query index",
                s -> s.query(r -> r.tableName(TABLE)
                        .indexName("local")
                        .scanIndexForward(false)
                        .limit(3)
                        .keyConditionExpression("pk = :p")
                        .expressionAttributeValues(Map.of(":p", fromS("p")))));
        calls.put(
                "scan paginator",
                s -> sorted(s.scanPaginator(r -> r.tableName(TABLE).limit(4)).items()));
        calls.put(
                "scan segments",
                s -> IntStream.range(0, 3)
                        .map(i -> s.scan(r -> r.tableName(TABLE).segment(i).totalSegments(3))
                                .count())
                        .sum());
    }

    private static void transactions(Map<String, Function<DynamoDbClient, Object>> calls) {
        for (var token : List.of("token-1", "token-1 ")) {
            calls.put(
                    "transactWriteItems " + token,
                    s -> s.transactWriteItems(r -> r.clientRequestToken(token.strip())
                            .transactItems(
                                    t -> t.put(p -> p.tableName(TABLE).item(everything("t", token.length()))),
                                    t -> t.delete(p -> p.tableName(TABLE).key(key("batch-0"))))));
        }
        calls.put(
                "transactWriteItems cancelled",
                s -> s.transactWriteItems(r -> r.transactItems(
                        t -> t.conditionCheck(c -> c.tableName(TABLE)
                                .key(key("b"))
                                .conditionExpression("attribute_not_exists(pk)")
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)),
                        t -> t.put(p -> p.tableName(TABLE).item(everything("never", 1))),
                        t -> t.update(u -> u.tableName(TABLE)
                                .key(key("batch-2"))
                                .updateExpression("SET word = :w")
                                .conditionExpression("#n = :w")
                                .expressionAttributeNames(NAMES)
                                .expressionAttributeValues(Map.of(":w", fromS("x")))))));
        calls.put(
                "transactGetItems",
                s -> s.transactGetItems(r -> r.transactItems(
                        t -> t.get(g -> g.tableName(TABLE).key(key("t"))),
                        t -> t.get(g -> g.tableName(TABLE).key(key("never"))))));
    }

    private static void endings(Map<String, Function<DynamoDbClient, Object>> calls) {
        calls.put(
                "updateTable",
                s -> s.updateTable(
                        r -> r.tableName(TABLE).globalSecondaryIndexUpdates(u -> u.delete(d -> d.indexName("by-n")))));
        calls.put(
                "deleteTable",
                s -> s.deleteTable(r -> r.tableName(TABLE)).tableDescription().tableName());
        calls.put("no table is left", DynamoDbClient::listTables);
    }
}
