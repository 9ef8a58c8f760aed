package com.necpgame.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.necpgame.platform.testkit.MutableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A store in a folder of its own, with a clock that stands still, and short words for items and tables. */
abstract class StoreTest {
    static final String TABLE = "things";

    @TempDir
    Path folder;

    final MutableClock clock = MutableClock.at(Instant.parse("2026-11-20T12:00:00Z"));

    EmbeddedDynamo store;

    @BeforeEach
    void open() {
        store = Stores.open(folder.resolve("store"), clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    void restart() {
        store.close();
        open();
    }

    /**
     * Keys {@code pk}, {@code sk}; by {@code g} and {@code n} two global indexes, {@code all} and {@code keys}, and {@code some} by {@code
     * n} with {@code v}; a local one, {@code local}, by {@code n} with the keys only.
     */
    void createIndexedTable() {
        store.createTable(table(TABLE, "pk", "sk")
                .attributeDefinitions(text("pk"), text("sk"), text("g"), number("n"))
                .globalSecondaryIndexes(
                        global("all", ProjectionType.ALL, "g", "n"),
                        global("keys", ProjectionType.KEYS_ONLY, "g"),
                        global("some", ProjectionType.INCLUDE, "n"))
                .localSecondaryIndexes(LocalSecondaryIndex.builder()
                        .indexName("local")
                        .keySchema(keys("pk", "n"))
                        .projection(projection(ProjectionType.KEYS_ONLY))
                        .build())
                .build());
    }

    void createTable() {
        createTable(TABLE);
    }

    void createTable(String name) {
        store.createTable(table(name, "pk", "sk").build());
    }

    static CreateTableRequest.Builder table(String name, String... keys) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(Arrays.stream(keys).map(StoreTest::text).toList())
                .keySchema(keys(keys));
    }

    static GlobalSecondaryIndex global(String name, ProjectionType projection, String... keys) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys(keys))
                .projection(projection(projection))
                .build();
    }

    static Projection projection(ProjectionType type) {
        return Projection.builder()
                .projectionType(type)
                .nonKeyAttributes(type == ProjectionType.INCLUDE ? List.of("v") : null)
                .build();
    }

    static List<KeySchemaElement> keys(String... names) {
        var partition = KeySchemaElement.builder()
                .attributeName(names[0])
                .keyType(KeyType.HASH)
                .build();
        return names.length == 1
                ? List.of(partition)
                : List.of(
                        partition,
                        KeySchemaElement.builder()
                                .attributeName(names[1])
                                .keyType(KeyType.RANGE)
                                .build());
    }

    static AttributeDefinition text(String name) {
        return definition(name, ScalarAttributeType.S);
    }

    static AttributeDefinition number(String name) {
        return definition(name, ScalarAttributeType.N);
    }

    static AttributeDefinition definition(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    /** Names and values by turns: texts, whole numbers, bytes, or attribute values. */
    static Map<String, AttributeValue> item(Object... namesAndValues) {
        var item = new LinkedHashMap<String, AttributeValue>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            item.put((String) namesAndValues[i], value(namesAndValues[i + 1]));
        }
        return item;
    }

    static AttributeValue value(Object value) {
        return switch (value) {
            case String text -> AttributeValue.fromS(text);
            case Integer number -> AttributeValue.fromN(number.toString());
            case byte[] bytes -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
            default -> (AttributeValue) value;
        };
    }

    void put(Object... namesAndValues) {
        store.putItem(put -> put.tableName(TABLE).item(item(namesAndValues)));
    }

    Map<String, AttributeValue> get(Object... key) {
        return store.getItem(get -> get.tableName(TABLE).key(item(key)).consistentRead(true))
                .item();
    }

    static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    static void assertInvalid(String message, ThrowingCallable call) {
        assertRefused("ValidationException", message, call);
    }

    static void assertRefused(String code, String message, ThrowingCallable call) {
        var refusal = catchThrowableOfType(DynamoDbException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.awsErrorDetails().errorMessage()).startsWith(message);
        assertThat(refusal.statusCode()).isEqualTo(400);
    }
}
