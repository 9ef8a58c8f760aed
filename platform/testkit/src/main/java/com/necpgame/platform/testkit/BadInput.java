package com.necpgame.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A request that is broken in one way.
 *
 * @param name what is broken
 * @param refused whether it must be refused: the document, or the rules of the whole API, forbid it. Otherwise any
 *     answer will do that is no fault of the server's
 */
public record BadInput(String name, ApiRequest request, boolean refused) {
    /**
     * Every way to break a request that this testkit knows: its parameters, its headers, its body as text and as JSON,
     * and each field of the body.
     *
     * @param good a request that is well formed, such as {@link Sample#of}; each broken one differs from it in one point
     * @param bodyBytesMax the server's limit; one body is a byte longer
     */
    public static List<BadInput> of(
            OpenApiDocument document,
            ApiOperation operation,
            ApiRequest good,
            int bodyBytesMax,
            RandomGenerator random) {
        var all = new ArrayList<>(BrokenParameters.of(document, operation, good, random));
        if (operation.body() != null) {
            all.addAll(BrokenBodies.of(document, operation.body(), good, bodyBytesMax, random));
            all.addAll(BrokenFields.of(document, operation.body(), good));
        }
        return List.copyOf(all);
    }

    /**
     * Fails if the server did not answer as it must.
     *
     * @throws AssertionError which names what was broken
     */
    public void judge(ApiAnswer answer) {
        assertThat(answer.status()).as("%s: %s", name, answer).isLessThan(500);
        if (refused) {
            assertThat(answer.status())
                    .as("%s was let through: %s", name, answer)
                    .isBetween(400, 499);
            answer.isRefused();
        }
    }

    /** Which request, and what is broken in it. */
    @Override
    public String toString() {
        return request + ": " + name;
    }
}
