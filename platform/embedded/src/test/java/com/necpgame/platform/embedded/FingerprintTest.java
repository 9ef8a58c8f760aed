package com.necpgame.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

class FingerprintTest {
    private static final List<AttributeValue> VALUES = List.of(
            AttributeValue.fromS(""),
            AttributeValue.fromS("1"),
            AttributeValue.fromN("1"),
            AttributeValue.fromB(SdkBytes.fromUtf8String("1")),
            AttributeValue.fromBool(true),
            AttributeValue.fromBool(false),
            AttributeValue.fromNul(true),
            AttributeValue.fromSs(List.of("1")),
            AttributeValue.fromSs(List.of("1", "2")),
            AttributeValue.fromNs(List.of("1")),
            AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("1"))),
            AttributeValue.fromL(List.of()),
            AttributeValue.fromL(List.of(AttributeValue.fromS("1"))),
            AttributeValue.fromL(List.of(AttributeValue.fromL(List.of(AttributeValue.fromS("1"))))),
            AttributeValue.fromM(Map.of()),
            AttributeValue.fromM(Map.of("1", AttributeValue.fromS("1"))),
            AttributeValue.fromM(Map.of("1", AttributeValue.fromN("1"))),
            AttributeValue.fromM(Map.of("1", AttributeValue.fromS("1"), "2", AttributeValue.fromS("1"))));

    private static String put(AttributeValue value) {
        return put(Map.of("pk", AttributeValue.fromS("a"), "value", value));
    }

    private static String put(Map<String, AttributeValue> item) {
        return HexFormat.of()
                .formatHex(Fingerprint.of(List.of(TransactWriteItem.builder()
                        .put(p -> p.tableName("table").item(item))
                        .build())));
    }

    @Test
    void everyValueHasItsOwn() {
        assertThat(VALUES.stream().map(FingerprintTest::put).distinct()).hasSameSizeAs(VALUES);
    }

    @Test
    void theSameContentHasTheSame() {
        for (var value : VALUES) {
            assertThat(put(value)).isEqualTo(put(value.toBuilder().build()));
        }
    }

    @Test
    void theOrderOfAMapIsNone() {
        SequencedMap<String, AttributeValue> item = new LinkedHashMap<>();
        Stream.of("c", "a", "b").forEach(name -> item.put(name, AttributeValue.fromS(name)));

        assertThat(put(item)).isEqualTo(put(item.reversed()));
    }

    @Test
    void whatTheRequestDoesCounts() {
        var key = Map.of("pk", AttributeValue.fromS("a"));
        var requests = new LinkedHashSet<>(List.of(
                TransactWriteItem.builder().put(p -> p.tableName("t").item(key)).build(),
                TransactWriteItem.builder().put(p -> p.tableName("u").item(key)).build(),
                TransactWriteItem.builder()
                        .delete(d -> d.tableName("t").key(key))
                        .build(),
                TransactWriteItem.builder()
                        .delete(d -> d.tableName("t").key(key).conditionExpression("attribute_exists(pk)"))
                        .build()));

        assertThat(requests.stream()
                        .map(request -> HexFormat.of().formatHex(Fingerprint.of(List.of(request))))
                        .distinct())
                .hasSize(4);
    }
}
