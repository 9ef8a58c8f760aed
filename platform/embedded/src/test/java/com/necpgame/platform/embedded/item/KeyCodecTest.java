package com.necpgame.platform.embedded.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class KeyCodecTest {
    private static final int PAIRS = 50_000;

    private final long seed = Long.getLong("seed", new Random().nextInt(1_000_000));
    private final Random random = new Random(seed);
    private final RandomValues values = new RandomValues(random);

    /** Neighbours that a careless encoding mixes up. */
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "9",
            "10",
            "99",
            "100",
            "1000",
            "1001",
            "1000.1",
            "100.1",
            "101",
            "0.1",
            "0.01",
            "0.11",
            "1E125",
            "9.9999999999999999999999999999999999999E125",
            "1E-130",
            "1.1E-130",
            "12345678901234567890123456789012345678",
            "12345678901234567890123456789012345679",
            "1234567890123456789012345678901234567");

    @Test
    void numbersAreOrderedInCompositeKeys() {
        var numbers = new ArrayList<AttributeValue>();
        for (var number : NUMBERS) {
            numbers.add(AttributeValue.fromN(Numbers.plain(number)));
            numbers.add(AttributeValue.fromN(Numbers.plain("-" + number)));
        }
        for (var left : numbers) {
            for (var right : numbers) {
                requireOrder(List.of(left, text("z")), List.of(right, text("a")));
            }
        }
    }

    @Test
    void compositeKeysAreOrderedByTheirParts() {
        for (int i = 0; i < PAIRS; i++) {
            var first = key(random.nextInt(3));
            var second = key(random.nextInt(3));
            var left = List.of(first, key(second));
            var right = List.of(values.onceIn(3) ? first : key(first), key(second));
            requireOrder(left, right);
        }
    }

    @Test
    void noEncodingBeginsWithAnother() {
        for (int i = 0; i < PAIRS; i++) {
            var left = key(random.nextInt(3));
            var right = key(left);
            var one = encoded(List.of(left));
            var other = encoded(List.of(right));
            assertThat(startsWith(one, other))
                    .as("seed %s: %s and %s", seed, left, right)
                    .isEqualTo(Values.compare(left, right) == 0);
        }
    }

    @Test
    void aPrefixEndsNowhere() {
        for (int i = 0; i < PAIRS; i++) {
            var whole = key(random.nextInt(2));
            var start = key(whole);
            var prefix = new ByteArrayOutputStream();
            KeyCodec.appendPrefix(prefix, start);
            assertThat(startsWith(encoded(List.of(whole)), prefix.toByteArray()))
                    .as("seed %s: %s and %s", seed, whole, start)
                    .isEqualTo(startsWith(raw(whole), raw(start)));
        }
    }

    private void requireOrder(List<AttributeValue> left, List<AttributeValue> right) {
        var byParts = Values.compare(left.getFirst(), right.getFirst());
        var expected = byParts != 0 ? byParts : Values.compare(left.getLast(), right.getLast());
        assertThat(Integer.signum(Arrays.compareUnsigned(encoded(left), encoded(right))))
                .as("seed %s: %s and %s", seed, left, right)
                .isEqualTo(Integer.signum(expected));
    }

    private static byte[] encoded(List<AttributeValue> parts) {
        var key = new ByteArrayOutputStream();
        parts.forEach(part -> KeyCodec.append(key, part));
        return key.toByteArray();
    }

    private AttributeValue key(AttributeValue ofTheSameType) {
        return switch (ofTheSameType.type()) {
            case S -> key(0);
            case B -> key(1);
            default -> key(2);
        };
    }

    private AttributeValue key(int type) {
        return switch (type) {
            case 0 -> text(ValuesTest.text(random));
            case 1 -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes()));
            default -> AttributeValue.fromN(Numbers.plain(values.onceIn(3) ? values.oneOf(NUMBERS) : values.number()));
        };
    }

    private byte[] bytes() {
        var all = new byte[] {0, 1, 2, 'a', (byte) 0xFE, (byte) 0xFF};
        var bytes = new byte[random.nextInt(5)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = all[random.nextInt(all.length)];
        }
        return bytes;
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static byte[] raw(AttributeValue key) {
        return key.s() != null
                ? key.s().getBytes(StandardCharsets.UTF_8)
                : key.b().asByteArrayUnsafe();
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return start.length <= bytes.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
