package com.necpgame.platform.embedded;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/**
 * Which items a transaction is at work on, where the store is asked to refuse those who meet it, as AWS does. Otherwise it knows of none,
 * and who comes later waits.
 */
final class Conflicts {
    private static final CancellationReason NONE =
            CancellationReason.builder().code("None").build();
    private static final CancellationReason CONFLICT = CancellationReason.builder()
            .code("TransactionConflict")
            .message(Failures.TRANSACTION_ONGOING)
            .build();

    private final boolean enabled;
    private final Set<ByteBuffer> claimed = ConcurrentHashMap.newKeySet();

    Conflicts(boolean enabled) {
        this.enabled = enabled;
    }

    /** Items that are one transaction's until it is closed. */
    interface Claim extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws software.amazon.awssdk.services.dynamodb.model.TransactionConflictException if a transaction has the item */
    void requireNone(Write write) {
        if (enabled && claimed.contains(ByteBuffer.wrap(write.entry()))) {
            throw Failures.conflict();
        }
    }

    /** @throws software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException if another transaction has one of the items */
    Claim claim(Collection<byte[]> entries) {
        if (!enabled) {
            return () -> {};
        }
        var mine = new ArrayList<ByteBuffer>();
        var reasons = new ArrayList<CancellationReason>();
        for (byte[] entry : entries) {
            var item = ByteBuffer.wrap(entry);
            boolean isFree = claimed.add(item);
            if (isFree) {
                mine.add(item);
            }
            reasons.add(isFree ? NONE : CONFLICT);
        }
        if (mine.size() < entries.size()) {
            release(mine);
            throw Failures.cancelled(reasons);
        }
        return () -> release(mine);
    }

    private void release(List<ByteBuffer> mine) {
        mine.forEach(claimed::remove);
    }
}
