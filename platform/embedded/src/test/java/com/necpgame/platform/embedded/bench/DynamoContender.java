package com.necpgame.platform.embedded.bench;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A store behind the SDK's client. */
final class DynamoContender implements Contender {
    private static final String TABLE = "game";

    private final String name;
    private final DynamoDbClient client;
    private final Runnable end;

    /** @param end closes the store */
    DynamoContender(String name, DynamoDbClient client, Runnable end) {
        this.name = name;
        this.client = client;
        this.end = end;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Scenario> scenarios() {
        return EnumSet.allOf(Scenario.class);
    }

    @Override
    public void load(int players) {
        client.createTable(DynamoContender::table);
        for (int player = 0; player < players; player++) {
            var items = items(player);
            client.transactWriteItems(r -> r.transactItems(items.stream()
                    .map(item -> TransactWriteItem.builder()
                            .put(p -> p.tableName(TABLE).item(item))
                            .build())
                    .toList()));
        }
    }

    private static void table(CreateTableRequest.Builder table) {
        table.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute("pk", ScalarAttributeType.S),
                        attribute("sk", ScalarAttributeType.S),
                        attribute("gpk", ScalarAttributeType.S),
                        attribute("score", ScalarAttributeType.N))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .globalSecondaryIndexes(i -> i.indexName("by-score")
                        .keySchema(key("gpk", KeyType.HASH), key("score", KeyType.RANGE))
                        .projection(p -> p.projectionType(ProjectionType.ALL)));
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

    private static List<Map<String, AttributeValue>> items(int player) {
        return Stream.concat(
                        Stream.of(profile(player), wallet(player)),
                        IntStream.range(0, INVENTORY).mapToObj(item -> inventory(player, item, 1)))
                .toList();
    }

    private static Map<String, AttributeValue> key(int player, String sk) {
        return Map.of("pk", fromS("PLAYER#" + player), "sk", fromS(sk));
    }

    private static Map<String, AttributeValue> profile(int player) {
        return Map.of(
                "pk", fromS("PLAYER#" + player),
                "sk", fromS("PROFILE"),
                "version", fromN("0"),
                "score", fromN(Integer.toString(player % 1000)),
                "gpk", fromS("REGION#" + player % 16),
                "name", fromS("runner-" + player),
                "title", fromS("netrunner of the night"),
                "joined", fromN("1700000000"));
    }

    private static Map<String, AttributeValue> wallet(int player) {
        return Map.of(
                "pk", fromS("PLAYER#" + player),
                "sk", fromS("WALLET"),
                "coins", fromN(Long.toString(COINS)),
                "gems", fromN("0"),
                "version", fromN("0"),
                "currency", fromS("eddies"),
                "holder", fromS("runner-" + player),
                "opened", fromN("1700000000"));
    }

    private static Map<String, AttributeValue> inventory(int player, int item, long count) {
        return Map.of(
                "pk", fromS("PLAYER#" + player),
                "sk", fromS(sk(item)),
                "kind", fromS("implant-" + item),
                "amount", fromN(Long.toString(count)),
                "level", fromN("7"),
                "quality", fromS("legendary"),
                "bound", fromS("soulbound"),
                "got", fromN("1700000000"));
    }

    private static Map<String, AttributeValue> ledger(int player, long id) {
        return Map.of(
                "pk", fromS("PLAYER#" + player),
                "sk", fromS("LEDGER#" + id),
                "kind", fromS("purchase"),
                "amount", fromN("-1"),
                "offer", fromS("offer-of-the-day"),
                "shop", fromS("black-market"),
                "reason", fromS("bought one implant"),
                "at", fromN("1700000000"));
    }

    static String sk(int item) {
        return item < 10 ? "INV#0" + item : "INV#" + item;
    }

    @Override
    public Session session() {
        return new Session() {
            @Override
            public void buy(int player, int item, long ledgerId) {
                client.transactWriteItems(r -> r.transactItems(
                        t -> t.update(u -> u.tableName(TABLE)
                                .key(key(player, "PROFILE"))
                                .updateExpression("SET #version = #version + :one, #score = #score + :one")
                                .conditionExpression("attribute_exists(#pk)")
                                .expressionAttributeNames(Map.of("#version", "version", "#score", "score", "#pk", "pk"))
                                .expressionAttributeValues(Map.of(":one", fromN("1")))),
                        t -> t.update(u -> u.tableName(TABLE)
                                .key(key(player, "WALLET"))
                                .updateExpression("SET #coins = #coins - :one")
                                .conditionExpression("#coins >= :one")
                                .expressionAttributeNames(Map.of("#coins", "coins"))
                                .expressionAttributeValues(Map.of(":one", fromN("1")))),
                        t -> t.put(p -> p.tableName(TABLE)
                                .item(inventory(player, item, ledgerId))
                                .conditionExpression("attribute_exists(#pk)")
                                .expressionAttributeNames(Map.of("#pk", "pk"))),
                        t -> t.put(p -> p.tableName(TABLE)
                                .item(ledger(player, ledgerId))
                                .conditionExpression("attribute_not_exists(#pk)")
                                .expressionAttributeNames(Map.of("#pk", "pk")))));
            }

            @Override
            public void get(int player) {
                var item = client.getItem(r -> r.tableName(TABLE).key(key(player, "PROFILE")))
                        .item();
                Found.exactly(8, item.size());
            }

            @Override
            public void query(int player) {
                var items = client.query(r -> r.tableName(TABLE)
                                .keyConditionExpression("#pk = :pk AND begins_with(#sk, :sk)")
                                .expressionAttributeNames(Map.of("#pk", "pk", "#sk", "sk"))
                                .expressionAttributeValues(
                                        Map.of(":pk", fromS("PLAYER#" + player), ":sk", fromS("INV#")))
                                .limit(INVENTORY))
                        .items();
                Found.exactly(INVENTORY, items.size());
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Duration foreignCpu() {
        return Duration.ZERO;
    }

    @Override
    public long transactions(int players) {
        return IntStream.range(0, players)
                .mapToLong(player -> Long.parseLong(client.getItem(r ->
                                r.tableName(TABLE).key(key(player, "PROFILE")).consistentRead(true))
                        .item()
                        .get("version")
                        .n()))
                .sum();
    }

    @Override
    public void close() {
        end.run();
    }
}
