package com.necpgame.platform.embedded;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table of the differential: its keys and indexes, and few enough values of them that calls meet. */
record TableShape(
        String name, KeyAttribute partition, @Nullable KeyAttribute sort, List<Index> indexes) {
    private static final ScalarAttributeType S = ScalarAttributeType.S;
    private static final ScalarAttributeType N = ScalarAttributeType.N;
    private static final ScalarAttributeType B = ScalarAttributeType.B;

    private static final List<String> TEXTS = List.of("a", "ab", "b", "b\u0000", "é", "\ufb00", "\ud834\udd1e", "z");
    private static final List<String> NUMBERS = List.of(
            "0", "1", "-1", "2.5", "10", "100", "-0.001", "1000", "1001", "99999999999999999999", "1E+3", "1.50");
    private static final List<byte[]> BINARIES = List.of(
            new byte[] {0},
            new byte[] {0, 0},
            new byte[] {0, 1},
            new byte[] {1},
            new byte[] {127},
            new byte[] {-1},
            new byte[] {-128, 3});

    static final List<TableShape> ALL = List.of(
            new TableShape(
                    "texts",
                    new KeyAttribute("pk", S),
                    new KeyAttribute("sk", S),
                    List.of(
                            new Index(
                                    "all",
                                    true,
                                    new KeyAttribute("g", S),
                                    new KeyAttribute("n", N),
                                    ProjectionType.ALL),
                            new Index("keys", true, new KeyAttribute("g", S), null, ProjectionType.KEYS_ONLY),
                            new Index(
                                    "local",
                                    false,
                                    new KeyAttribute("pk", S),
                                    new KeyAttribute("n", N),
                                    ProjectionType.INCLUDE))),
            new TableShape(
                    "numbers",
                    new KeyAttribute("pk", N),
                    new KeyAttribute("sk", N),
                    List.of(new Index("some", true, new KeyAttribute("b", B), null, ProjectionType.INCLUDE))),
            new TableShape(
                    "binaries",
                    new KeyAttribute("pk", B),
                    new KeyAttribute("sk", B),
                    List.of(new Index(
                            "local",
                            false,
                            new KeyAttribute("pk", B),
                            new KeyAttribute("g", S),
                            ProjectionType.KEYS_ONLY))),
            new TableShape(
                    "plain",
                    new KeyAttribute("pk", S),
                    null,
                    List.of(new Index(
                            "sorted", true, new KeyAttribute("g", S), new KeyAttribute("b", B), ProjectionType.ALL))));

    /** Of INCLUDE indexes, the one attribute beside the keys is {@code v}. */
    record Index(
            String name,
            boolean global,
            KeyAttribute partition,
            @Nullable KeyAttribute sort,
            ProjectionType projection) {}

    CreateTableRequest creation(String prefix) {
        var request = CreateTableRequest.builder()
                .tableName(prefix + name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(definitions())
                .keySchema(schema(partition, sort));
        var global =
                indexes.stream().filter(Index::global).map(TableShape::global).toList();
        var local = indexes.stream()
                .filter(index -> !index.global())
                .map(TableShape::local)
                .toList();
        return request.globalSecondaryIndexes(global.isEmpty() ? null : global)
                .localSecondaryIndexes(local.isEmpty() ? null : local)
                .build();
    }

    private List<AttributeDefinition> definitions() {
        return keys().stream()
                .map(key -> AttributeDefinition.builder()
                        .attributeName(key.name())
                        .attributeType(key.type())
                        .build())
                .toList();
    }

    /** Of the table and its indexes, each once. */
    List<KeyAttribute> keys() {
        var keys = new ArrayList<KeyAttribute>();
        keys.add(partition);
        keys.add(sort);
        indexes.forEach(index -> {
            keys.add(index.partition());
            keys.add(index.sort());
        });
        return keys.stream().filter(key -> key != null).distinct().toList();
    }

    List<KeyAttribute> tableKeys() {
        return sort == null ? List.of(partition) : List.of(partition, sort);
    }

    private static List<KeySchemaElement> schema(KeyAttribute partition, @Nullable KeyAttribute sort) {
        var schema = new ArrayList<KeySchemaElement>();
        schema.add(KeySchemaElement.builder()
                .attributeName(partition.name())
                .keyType(KeyType.HASH)
                .build());
        if (sort != null) {
            schema.add(KeySchemaElement.builder()
                    .attributeName(sort.name())
                    .keyType(KeyType.RANGE)
                    .build());
        }
        return schema;
    }

    private static GlobalSecondaryIndex global(Index index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(schema(index.partition(), index.sort()))
                .projection(projection(index))
                .build();
    }

    private static LocalSecondaryIndex local(Index index) {
        return LocalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(schema(index.partition(), index.sort()))
                .projection(projection(index))
                .build();
    }

    private static Projection projection(Index index) {
        return Projection.builder()
                .projectionType(index.projection())
                .nonKeyAttributes(index.projection() == ProjectionType.INCLUDE ? List.of("v") : null)
                .build();
    }

    Map<String, AttributeValue> key(Random random) {
        var key = new HashMap<String, AttributeValue>();
        key.put(partition.name(), value(partition.type(), random, 3));
        if (sort != null) {
            key.put(sort.name(), value(sort.type(), random, Integer.MAX_VALUE));
        }
        return key;
    }

    /** An item under that key; most index keys are there, few are of the wrong type or empty. */
    Map<String, AttributeValue> item(Map<String, AttributeValue> key, Random random) {
        var item = new HashMap<>(key);
        for (KeyAttribute attribute : keys()) {
            if (!key.containsKey(attribute.name()) && random.nextInt(4) > 0) {
                item.put(attribute.name(), random.nextInt(100) == 0 ? odd(random) : value(attribute.type(), random, 3));
            }
        }
        if (random.nextInt(3) > 0) {
            item.put("v", AttributeValue.fromN(Integer.toString(random.nextInt(5))));
        }
        if (random.nextBoolean()) {
            item.put("t", AttributeValue.fromSs(List.of("x", "y")));
        }
        if (random.nextInt(3) == 0) {
            item.put("m", AttributeValue.fromM(Map.of("a", AttributeValue.fromN("1"), "c", AttributeValue.fromS(""))));
        }
        if (random.nextInt(3) == 0) {
            item.put("l", AttributeValue.fromL(List.of(AttributeValue.fromN("1.50"), AttributeValue.fromBool(true))));
        }
        return item;
    }

    /** Mostly a scalar: of others DynamoDB Local tells less, {@link CallQuirk#INVALID_WITHOUT_REASONS}. */
    private static AttributeValue odd(Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> AttributeValue.fromBool(true);
            case 1 -> AttributeValue.fromSs(List.of("x"));
            default -> value(random.nextBoolean() ? S : N, random, 3);
        };
    }

    static AttributeValue value(ScalarAttributeType type, Random random, int of) {
        return switch (type) {
            case S -> AttributeValue.fromS(TEXTS.get(random.nextInt(Math.min(of, TEXTS.size()))));
            case N -> AttributeValue.fromN(NUMBERS.get(random.nextInt(Math.min(of, NUMBERS.size()))));
            default ->
                AttributeValue.fromB(
                        SdkBytes.fromByteArray(BINARIES.get(random.nextInt(Math.min(of, BINARIES.size())))));
        };
    }

    /** A value just above that one, which no item has. */
    static AttributeValue beside(AttributeValue value) {
        if (value.s() != null) {
            return AttributeValue.fromS(value.s() + "~");
        }
        if (value.n() != null) {
            return AttributeValue.fromN(
                    new BigDecimal(value.n()).add(new BigDecimal("0.0001")).toPlainString());
        }
        byte[] bytes = Arrays.copyOf(value.b().asByteArrayUnsafe(), value.b().asByteArrayUnsafe().length + 1);
        bytes[bytes.length - 1] = 5;
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }
}
