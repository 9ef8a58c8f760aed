package com.necpgame.platform.embedded.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.testkit.LocalDynamo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class SizesTest {
    private static final int VALUES = 25;

    private final long seed = Long.getLong("seed", new Random().nextInt(1_000_000));

    /** As measured at the 400 KB line of the service and of DynamoDB Local. */
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 2",
        "12, 2",
        "123, 3",
        "1234, 3",
        "12345678901234567890123456789012345678, 20",
        "0042, 2",
        "100, 2",
        "1010, 3",
        "0.0000001, 2",
        "1E125, 2",
        "1E-100, 2",
        "1.5, 3",
        "15, 2",
        "1.200, 3",
        "1.234, 4",
        "3.14159, 5",
        "123456, 4",
        "100.5, 4",
        "0.15, 2",
        "0.00076, 3",
        "0.000076, 2",
        "-0.076, 4",
        "1000, 2",
        "-42, 3",
        "-0, 1"
    })
    void countsNumbersByPairsOfDigits(String written, int bytes) {
        assertThat(Sizes.of(Values.admit(AttributeValue.fromN(written)))).isEqualTo(bytes);
    }

    @Test
    void countsNamesAndTextInUtf8() {
        assertThat(Sizes.of(Map.of("né", AttributeValue.fromS("€𝄞ab")))).isEqualTo(3 + 3 + 4 + 2);
    }

    @Test
    void countsDocumentsWithTheirElements() {
        var one = AttributeValue.fromS("x");
        assertThat(Sizes.of(AttributeValue.fromL(List.of()))).isEqualTo(3);
        assertThat(Sizes.of(AttributeValue.fromL(List.of(AttributeValue.fromL(List.of(one))))))
                .isEqualTo(9);
        assertThat(Sizes.of(AttributeValue.fromM(Map.of("k", one)))).isEqualTo(6);
        assertThat(Sizes.of(AttributeValue.fromSs(List.of("ab", "c")))).isEqualTo(3);
        assertThat(Sizes.of(AttributeValue.fromBool(true))).isEqualTo(1);
        assertThat(Sizes.of(AttributeValue.fromNul(true))).isEqualTo(1);
    }

    /** One byte decides whether DynamoDB Local takes an item, which tells what it counts. */
    @Test
    void theLineIsWhereDynamoDbDrawsIt() {
        var random = new RandomValues(new Random(seed));
        try (var local = LocalDynamo.inMemory()) {
            var client = local.client();
            client.createTable(table -> table.tableName("sizes")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("pk")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("pk")
                            .keyType(KeyType.HASH)
                            .build()));
            for (int i = 0; i < VALUES; i++) {
                requireLine(client, Values.admit(Map.of("é", random.value(3))));
            }
        }
    }

    private void requireLine(DynamoDbClient client, Map<String, AttributeValue> part) {
        var item = new HashMap<>(part);
        item.put("pk", AttributeValue.fromS("k"));
        item.put("filler", AttributeValue.fromS(""));
        var room = Sizes.ITEM_BYTES - Sizes.of(item);
        item.put("filler", AttributeValue.fromS("x".repeat(room)));
        assertThatCode(() -> put(client, item)).as("seed %s: %s", seed, part).doesNotThrowAnyException();
        item.put("filler", AttributeValue.fromS("x".repeat(room + 1)));
        assertThatThrownBy(() -> put(client, item))
                .as("seed %s: %s", seed, part)
                .isInstanceOf(DynamoDbException.class);
    }

    private static void put(DynamoDbClient client, Map<String, AttributeValue> item) {
        client.putItem(put -> put.tableName("sizes").item(item));
    }
}
