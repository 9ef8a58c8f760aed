package com.necpgame.gamesim.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.gamesim.transport.TransportConfig.Sending;
import com.necpgame.gamesim.transport.TransportConfig.Times;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransportConfigTest {
    private static final TransportConfig STANDARD = TransportConfig.STANDARD;

    static Stream<RecordComponent> components() {
        return Stream.of(STANDARD.times(), STANDARD.sending(), STANDARD.admitting())
                .flatMap(part -> Arrays.stream(part.getClass().getRecordComponents()));
    }

    /** None may be below zero, and zero only the delay of acknowledgements. */
    @ParameterizedTest
    @MethodSource("components")
    void nonsenseIsRefused(RecordComponent component) {
        boolean duration = component.getType() == Duration.class;
        assertRefused(component, duration ? Duration.ofMillis(-1) : -1);
        if (!component.getName().equals("ackDelayMax")) {
            assertRefused(component, duration ? Duration.ZERO : 0);
        }
    }

    @Test
    void limitsFitEachOther() {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new Times(second, second, second, second, second, second, second))
                .hasMessageContaining("keepAlive");
        var half = Duration.ofMillis(500);
        assertThatThrownBy(() -> new Times(second, half, half, half, half, second, half))
                .hasMessageContaining("resendMax");
        assertThatThrownBy(() -> new Sending(16_384, 20_000, 20_001, 65_536, 20, 5))
                .hasMessageContaining("bytesPerSecondMin");
        assertThatThrownBy(() -> new Sending(16_384, 20_000, 20_000, 32_767, 20, 5))
                .hasMessageContaining("burstBytes");
        assertThatThrownBy(() -> new Sending(65_537, 20_000, 20_000, 1 << 20, 20, 5))
                .hasMessageContaining("messageBytesMax");
        assertThatThrownBy(() -> STANDARD.admitting().withRoom(10, 9)).hasMessageContaining("usedTokensMax");
    }

    private static void assertRefused(RecordComponent component, Object value) {
        assertThatThrownBy(() -> with(component, value))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(component.getName());
    }

    /** The standard, but for one value. */
    private static Object with(RecordComponent changed, Object value) throws ReflectiveOperationException {
        var type = changed.getDeclaringRecord();
        var standard = Stream.of(STANDARD.times(), STANDARD.sending(), STANDARD.admitting())
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow();
        var components = type.getRecordComponents();
        var types = new Class<?>[components.length];
        var values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            types[i] = components[i].getType();
            values[i] = components[i].getName().equals(changed.getName())
                    ? value
                    : components[i].getAccessor().invoke(standard);
        }
        var made = type.getDeclaredConstructor(types).newInstance(values);
        assertThat(made).isNotNull();
        return made;
    }
}
