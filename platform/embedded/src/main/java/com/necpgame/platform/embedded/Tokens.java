package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.storage.Batch;
import com.necpgame.platform.embedded.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Remembers for a while under which client tokens transactions were done, across restarts. */
final class Tokens {
    static final Duration KEPT = Duration.ofMinutes(10);

    private static final int FORGOTTEN_AT_ONCE = 1000;

    private final Storage storage;
    private final Clock clock;

    Tokens(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /**
     * A token as a request brings it.
     *
     * @param key where it is stored
     * @param digest of everything else in the request
     */
    record Use(byte[] key, byte[] digest) {
        static Use of(TransactWriteItemsRequest request) {
            return new Use(
                    Spaces.key(Spaces.TOKENS, request.clientRequestToken()), Fingerprint.of(request.transactItems()));
        }
    }

    /**
     * Whether the same request was done under this token.
     *
     * @throws software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException if another was
     */
    boolean isReplay(Use use) {
        byte[] stored = storage.get(use.key());
        if (stored == null || isOld(ByteBuffer.wrap(stored).getLong())) {
            return false;
        }
        if (!Arrays.equals(use.digest(), 0, use.digest().length, stored, Long.BYTES, stored.length)) {
            throw Failures.tokenUsed();
        }
        return true;
    }

    private boolean isOld(long millis) {
        return millis < clock.millis() - KEPT.toMillis();
    }

    void remember(Use use, Batch batch) {
        long now = clock.millis();
        batch.put(
                use.key(),
                ByteBuffer.allocate(Long.BYTES + use.digest().length)
                        .putLong(now)
                        .put(use.digest())
                        .array());
        batch.put(time(now, use.key()), use.key());
        batch.touches(use.key());
    }

    private static byte[] time(long millis, byte[] key) {
        var time = new ByteArrayOutputStream();
        Bytes.appendInt(time, Spaces.TOKEN_TIMES);
        Bytes.appendLong(time, millis);
        time.writeBytes(key);
        return time.toByteArray();
    }

    /** Makes room. A token used again since it became old stays. */
    void forgetOld(Locks locks) {
        while (forgetSome(locks) == FORGOTTEN_AT_ONCE) {
            Thread.onSpinWait();
        }
    }

    private int forgetSome(Locks locks) {
        int forgotten = 0;
        byte[] from = Spaces.all(Spaces.TOKEN_TIMES).from();
        byte[] to = time(Math.max(0, clock.millis() - KEPT.toMillis()), new byte[0]);
        try (var cursor = storage.range(from, to, false)) {
            while (forgotten < FORGOTTEN_AT_ONCE && cursor.next()) {
                forget(cursor.key(), cursor.value(), locks);
                forgotten++;
            }
        }
        return forgotten;
    }

    private void forget(byte[] time, byte[] key, Locks locks) {
        var batch = new Batch();
        batch.delete(time);
        try (var held = locks.of(List.of(key))) {
            byte[] stored = storage.get(key);
            if (stored != null && isOld(ByteBuffer.wrap(stored).getLong())) {
                batch.delete(key);
            }
            storage.apply(batch);
        }
    }
}
