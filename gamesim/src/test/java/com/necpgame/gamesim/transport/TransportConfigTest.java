package com.necpgame.gamesim.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransportConfigTest {
    static RecordComponent[] components() {
        return TransportConfig.class.getRecordComponents();
    }

    /** No limit may be zero but the delay of acknowledgements, and none below. */
    @ParameterizedTest
    @MethodSource("components")
    void nonsenseIsRefused(RecordComponent component) {
        boolean duration = component.getType() == Duration.class;
        assertThatThrownBy(() -> with(component, duration ? Duration.ofMillis(-1) : -1))
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(component.getName());
        if (!component.getName().equals("ackDelayMax")) {
            assertThatThrownBy(() -> with(component, duration ? Duration.ZERO : 0))
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(TransportConfig.STANDARD).isNotNull();
    }

    private static TransportConfig with(RecordComponent changed, Object value) throws ReflectiveOperationException {
        var types = Arrays.stream(components()).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = new Object[types.length];
        for (int i = 0; i < values.length; i++) {
            var component = components()[i];
            values[i] = component.getName().equals(changed.getName())
                    ? value
                    : component.getAccessor().invoke(TransportConfig.STANDARD);
        }
        try {
            return TransportConfig.class.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw new ReflectiveOperationException(e.getCause());
        }
    }
}
