package com.necpgame.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.embedded.storage.StorageException;
import com.necpgame.platform.embedded.storage.StorageException.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;

/** What the store does not do, and says so. */
class SupportTest extends StoreTest {
    @BeforeEach
    void createTables() {
        createTable();
    }

    /** No call of the SDK, also none that a later version adds, is left to a default that says nothing. */
    @Test
    void everyCallIsSupportedOrRefusedByName() {
        assertThat(Arrays.stream(DynamoDbClient.class.getMethods())
                        .filter(call -> call.getParameterCount() == 1
                                && DynamoDbRequest.class.isAssignableFrom(call.getParameterTypes()[0])
                                && DynamoDbResponse.class.isAssignableFrom(call.getReturnType())))
                .hasSizeGreaterThan(50)
                .allSatisfy(call -> assertThat(EmbeddedDynamo.class
                                .getMethod(call.getName(), call.getParameterTypes())
                                .getDeclaringClass())
                        .isNotEqualTo(DynamoDbClient.class));
        assertThatThrownBy(() -> store.listBackups(list -> list.limit(1)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("ListBackups is not supported by the embedded store");
    }

    static Stream<Map.Entry<String, Legacy>> legacyCalls() {
        var expected =
                Map.of("v", ExpectedAttributeValue.builder().exists(false).build());
        var condition = Map.of(
                "pk",
                Condition.builder()
                        .comparisonOperator(ComparisonOperator.EQ)
                        .attributeValueList(value("a"))
                        .build());
        return Stream.of(
                Map.entry(
                        "Expected",
                        store -> store.putItem(put -> put.tableName(TABLE)
                                .item(item("pk", "a", "sk", "1"))
                                .expected(expected))),
                Map.entry(
                        "Expected",
                        store -> store.deleteItem(delete -> delete.tableName(TABLE)
                                .key(item("pk", "a", "sk", "1"))
                                .expected(expected))),
                Map.entry(
                        "AttributeUpdates",
                        store -> store.updateItem(update -> update.tableName(TABLE)
                                .key(item("pk", "a", "sk", "1"))
                                .attributeUpdates(Map.of(
                                        "v",
                                        AttributeValueUpdate.builder()
                                                .value(value(1))
                                                .build())))),
                Map.entry(
                        "AttributesToGet",
                        store -> store.getItem(get -> get.tableName(TABLE)
                                .key(item("pk", "a", "sk", "1"))
                                .attributesToGet("v"))),
                Map.entry(
                        "KeyConditions",
                        store -> store.query(query -> query.tableName(TABLE).keyConditions(condition))),
                Map.entry(
                        "ScanFilter",
                        store -> store.scan(scan -> scan.tableName(TABLE).scanFilter(condition))));
    }

    interface Legacy {
        Object on(DynamoDbClient store);
    }

    @ParameterizedTest
    @MethodSource("legacyCalls")
    void legacyParametersAreRefused(Map.Entry<String, Legacy> call) {
        assertInvalid(
                "The legacy parameter " + call.getKey() + " is not supported by the embedded store",
                () -> call.getValue().on(store));
    }

    @Test
    void aClosedStoreSaysSo() {
        store.close();
        assertThatThrownBy(() -> get("pk", "a", "sk", "1")).isInstanceOf(SdkClientException.class);
        store.close();
    }

    @Test
    void aStoreThatFailedLooksLikeAnUnavailableService() {
        assertThat(Failures.of(new StorageException(Kind.FAILED, "failed")))
                .isInstanceOfSatisfying(
                        InternalServerErrorException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(500));
        assertThat(Failures.of(new StorageException(Kind.DISK_FULL, "full")))
                .isInstanceOfSatisfying(DynamoDbException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(503);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailable");
                });
    }

    @Test
    void itIsReadyAndTellsItsLimits() {
        assertThat(store.health().isReady()).isTrue();
        assertThat(store.serviceName()).isEqualTo("dynamodb");
        assertThat(store.describeLimits().tableMaxReadCapacityUnits()).isPositive();
        assertThat(store.serviceClientConfiguration()).isNotNull();
    }

    @Test
    void aBackupIsAStoreOfItsOwn() {
        put("pk", "a", "sk", "1");
        store.backup(folder.resolve("backup"));
        put("pk", "a", "sk", "2");
        store.close();
        store = Stores.open(folder.resolve("backup"), clock);

        assertThat(get("pk", "a", "sk", "1")).isNotEmpty();
        assertThat(get("pk", "a", "sk", "2")).isEmpty();
    }
}
