package com.necpgame.platform.embedded.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Timeout(60)
class ItemCodecTest {
    private static final int ITEMS = 5_000;

    private final long seed = Long.getLong("seed", new Random().nextInt(1_000_000));
    private final Random random = new Random(seed);
    private final RandomValues values = new RandomValues(random);

    @Test
    void givesBackWhatItWasGiven() {
        for (int i = 0; i < ITEMS; i++) {
            var item = Values.admit(values.map(4));
            assertThat(ItemCodec.decode(ItemCodec.encode(item)))
                    .as("seed %s, item %s", seed, i)
                    .isEqualTo(item);
        }
    }

    @Test
    void givesBackTheDeepestAndTheLargest() {
        var deep = AttributeValue.fromS("");
        for (int i = 1; i < Values.NESTING; i++) {
            deep = AttributeValue.fromL(List.of(deep));
        }
        var item = Map.of(
                "deep",
                deep,
                "large",
                AttributeValue.fromS("𝄞".repeat(100_000)),
                "least",
                AttributeValue.fromN("-999999999999999999"),
                "n".repeat(60_000),
                AttributeValue.fromBool(false));
        assertThat(ItemCodec.decode(ItemCodec.encode(item))).isEqualTo(item);
    }

    @Test
    void smallItemsAreSmall() {
        var item = Map.of("pk", AttributeValue.fromS("player#1"), "coins", AttributeValue.fromN("100"));
        assertThat(ItemCodec.encode(item)).hasSize(24);
    }

    @Test
    void saysWhenTheFormatIsNewer() {
        var bytes = ItemCodec.encode(Map.of("a", AttributeValue.fromS("b")));
        bytes[0]++;
        assertThatThrownBy(() -> ItemCodec.decode(bytes))
                .isInstanceOf(CorruptItemException.class)
                .hasMessage("an item of format 2, this program reads format 1");
    }

    @Test
    void everyCutIsNoticed() {
        var bytes = ItemCodec.encode(Values.admit(values.item("k")));
        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ItemCodec.decode(cut))
                    .as("seed %s, %s of %s bytes", seed, length, bytes.length)
                    .isInstanceOf(CorruptItemException.class);
        }
        assertThatThrownBy(() -> ItemCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(CorruptItemException.class);
    }

    /** Damage that still reads as an item is for the checksum of the storage; here it must only end, and end well. */
    @Test
    void damageEndsInAnItemOrAClearError() {
        for (int i = 0; i < ITEMS; i++) {
            var bytes = ItemCodec.encode(Values.admit(values.item("k")));
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            decodeOrRefuse(bytes, i);
            var noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            if (noise.length > 0) {
                noise[0] = ItemCodec.VERSION;
            }
            decodeOrRefuse(noise, i);
        }
    }

    private void decodeOrRefuse(byte[] bytes, int number) {
        try {
            ItemCodec.decode(bytes);
        } catch (CorruptItemException expected) {
            assertThat(expected).hasMessageContaining("item");
        } catch (RuntimeException unexpected) {
            throw new AssertionError("seed " + seed + ", item " + number, unexpected);
        }
    }

    @Test
    void aHugeLengthTakesNoMemory() {
        var bytes = new byte[] {ItemCodec.VERSION, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07};
        assertThatThrownBy(() -> ItemCodec.decode(bytes)).isInstanceOf(CorruptItemException.class);
        var endless = new byte[64];
        Arrays.fill(endless, (byte) 0xFF);
        endless[0] = ItemCodec.VERSION;
        assertThatThrownBy(() -> ItemCodec.decode(endless)).isInstanceOf(CorruptItemException.class);
    }
}
