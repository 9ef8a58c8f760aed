package com.necpgame.platform.embedded.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values and items that are alike often enough to meet, and odd often enough to hurt. */
public final class RandomValues {
    /** The attributes of an item besides its key, and the members of its maps. */
    public static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    private static final List<String> TEXTS =
            List.of("", "x", "xy", "xyz", "abc", "é", "Z", "0", "10", "xé", "𝄞", "yz", "\uFB00", "a\u0000b", "ÿ");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1.50",
            "1E+3",
            "+5",
            "00012",
            "-0.0",
            ".5",
            "5.",
            "1e-130",
            "9.9E125",
            "-1E-7",
            "12345678901234567890123456789012345678",
            "-99999999999999999999999999999999999999");

    private final Random random;

    public RandomValues(Random random) {
        this.random = random;
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Once in so many times. */
    public boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public Map<String, AttributeValue> item(String key) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", AttributeValue.fromS(key));
        for (var name : NAMES) {
            if (!onceIn(4)) {
                item.put(name, value(2));
            }
        }
        return item;
    }

    /**
     * Any value.
     *
     * @param depth how many lists and maps it may be */
    public AttributeValue value(int depth) {
        return switch (random.nextInt(depth > 0 ? 11 : 8)) {
            case 0, 1 -> AttributeValue.fromS(text());
            case 2, 3, 4 -> AttributeValue.fromN(number());
            case 5 -> onceIn(2) ? AttributeValue.fromNul(true) : AttributeValue.fromBool(random.nextBoolean());
            case 6 -> AttributeValue.fromB(binary());
            case 7 -> set();
            case 8, 9 -> list(depth - 1);
            default -> AttributeValue.fromM(map(depth - 1));
        };
    }

    /** A value that has an order. */
    public AttributeValue scalar() {
        return switch (random.nextInt(4)) {
            case 0 -> AttributeValue.fromB(binary());
            case 1 -> AttributeValue.fromS(text());
            default -> AttributeValue.fromN(number());
        };
    }

    public AttributeValue set() {
        var size = 1 + random.nextInt(3);
        return switch (random.nextInt(3)) {
            case 0 -> {
                var texts = new LinkedHashSet<String>();
                while (texts.size() < size) {
                    texts.add(text());
                }
                yield AttributeValue.fromSs(new ArrayList<>(texts));
            }
            case 1 -> {
                var byValue = new LinkedHashMap<BigDecimal, String>();
                while (byValue.size() < size) {
                    var number = number();
                    byValue.putIfAbsent(canonical(number), number);
                }
                yield AttributeValue.fromNs(new ArrayList<>(byValue.values()));
            }
            default -> {
                var binaries = new LinkedHashSet<SdkBytes>();
                while (binaries.size() < size) {
                    binaries.add(binary());
                }
                yield AttributeValue.fromBs(new ArrayList<>(binaries));
            }
        };
    }

    public AttributeValue list(int depth) {
        var elements = new ArrayList<AttributeValue>();
        for (int left = random.nextInt(4); left > 0; left--) {
            elements.add(value(depth));
        }
        return AttributeValue.fromL(elements);
    }

    public Map<String, AttributeValue> map(int depth) {
        Map<String, AttributeValue> map = new HashMap<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            map.put(oneOf(NAMES), value(depth));
        }
        return map;
    }

    public String text() {
        return oneOf(TEXTS);
    }

    public SdkBytes binary() {
        if (onceIn(3)) {
            var bytes = new byte[random.nextInt(4)];
            random.nextBytes(bytes);
            return SdkBytes.fromByteArray(bytes);
        }
        return SdkBytes.fromUtf8String(text());
    }

    /** As a client may write it. */
    public String number() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> oneOf(NUMBERS);
            case 2, 3 -> Integer.toString(random.nextInt(10));
            case 4, 5 -> Integer.toString(random.nextInt(2000) - 1000);
            case 6 -> "0.000" + random.nextInt(100);
            case 7 -> longNumber();
            default -> (random.nextInt(200) - 100) + "." + random.nextInt(1000);
        };
    }

    /** Up to 38 digits, of any magnitude that can be. */
    public String longNumber() {
        var digits = new BigInteger(1 + random.nextInt(126), random).toString();
        var number = new BigDecimal(digits.substring(0, Math.min(digits.length(), Numbers.DIGITS)));
        var scale = random.nextInt(120) - (onceIn(2) ? 70 : 30);
        var scaled = number.movePointLeft(scale);
        return random.nextBoolean() ? scaled.toString() : scaled.negate().toString();
    }

    private static BigDecimal canonical(String number) {
        var decimal = new BigDecimal(number);
        return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }
}
