package com.necpgame.platform.embedded.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.embedded.door.Bodies.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodiesTest {
    private static final int BYTES_MAX = 1 << 20;

    private final Bodies bodies = new Bodies(3, Duration.ofMillis(10));

    @Test
    void readsWhatThereIs() throws IOException {
        for (int size : new int[] {0, 1, Bodies.STEP_BYTES - 1, Bodies.STEP_BYTES, Bodies.STEP_BYTES + 1}) {
            try (var body = bodies.next()) {
                assertThat(read(body, size)).hasSize(size);
            }
        }
    }

    @Test
    void allTogetherHaveABound() throws IOException {
        try (var large = bodies.next();
                var small = bodies.next();
                var late = bodies.next()) {
            read(large, Bodies.STEP_BYTES + 1);
            read(small, 1);

            assertThatThrownBy(() -> read(late, 1))
                    .isInstanceOfSatisfying(
                            Refused.class, e -> assertThat(e.type()).isEqualTo("ThrottlingException"));
            small.close();
            assertThat(read(late, 1)).hasSize(1);
        }
        try (var next = bodies.next()) {
            assertThat(read(next, 3 * Bodies.STEP_BYTES - 1)).hasSize(3 * Bodies.STEP_BYTES - 1);
        }
    }

    private static byte[] read(Body body, int size) throws IOException {
        return body.read(new ByteArrayInputStream(new byte[size]), BYTES_MAX);
    }
}
