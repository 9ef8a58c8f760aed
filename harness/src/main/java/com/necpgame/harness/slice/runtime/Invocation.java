package com.necpgame.harness.slice.runtime;

import com.necpgame.harness.slice.call.Invoked;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * One event on its way through a function.
 *
 * @param deadlineMillis in Unix time
 * @param trace X-Ray's header
 */
@SuppressWarnings("ArrayRecordComponent")
record Invocation(String id, byte[] event, long deadlineMillis, String trace, CompletableFuture<Invoked> outcome) {
    private static final long MILLIS_PER_SECOND = 1000;

    static Invocation of(byte[] event, Duration timeout) {
        long now = System.currentTimeMillis();
        return new Invocation(
                UUID.randomUUID().toString(), event, now + timeout.toMillis(), trace(now), new CompletableFuture<>());
    }

    /** Time in the first word and chance in the others, as X-Ray has it. */
    private static String trace(long nowMillis) {
        var chance = UUID.randomUUID().toString().replace("-", "");
        return String.format(
                Locale.ROOT,
                "Root=1-%08x-%s;Parent=%s;Sampled=0",
                nowMillis / MILLIS_PER_SECOND,
                chance.substring(0, 24),
                UUID.randomUUID().toString().replace("-", "").substring(0, 16));
    }
}
