package com.necpgame.platform.embedded;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as text, so that what is equal to DynamoDB is equal as text: numbers by value, sets and maps in an order. */
final class Canonical {
    private Canonical() {}

    static String of(Map<String, AttributeValue> item) {
        var sorted = new TreeMap<String, String>();
        item.forEach((name, value) -> sorted.put(name, of(value)));
        return sorted.toString();
    }

    static List<String> of(List<Map<String, AttributeValue>> items) {
        return items.stream().map(Canonical::of).toList();
    }

    static String of(AttributeValue value) {
        return switch (value.type()) {
            case N -> number(value.n());
            case S -> '"' + value.s() + '"';
            case B -> HexFormat.of().formatHex(value.b().asByteArrayUnsafe());
            case SS -> value.ss().stream().sorted().toList().toString();
            case NS ->
                value.ns().stream().map(Canonical::number).sorted().toList().toString();
            case BS ->
                value.bs().stream()
                        .map(bytes -> HexFormat.of().formatHex(bytes.asByteArrayUnsafe()))
                        .sorted()
                        .toList()
                        .toString();
            case L -> value.l().stream().map(Canonical::of).collect(Collectors.joining(",", "L(", ")"));
            case M -> 'M' + of(value.m());
            default -> value.toString();
        };
    }

    private static String number(String number) {
        var value = new BigDecimal(number);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
