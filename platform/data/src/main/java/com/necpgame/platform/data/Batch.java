package com.necpgame.platform.data;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Many parts in as few calls as DynamoDB takes; what it leaves is sent again, after pauses of which each is twice as long. */
final class Batch {
    /** The most calls for the parts of one. */
    static final int ATTEMPTS_MAX = 8;

    private static final long PAUSE_MILLIS_FIRST = 10;

    private Batch() {}

    /**
     * @param callMax the most parts of one call: DynamoDB's limit
     * @param call sends parts, and answers those that are left
     * @param left what is said of those that are left in the end, after their number
     * @throws StoreContended if there are any
     */
    static <T> void send(List<T> parts, int callMax, UnaryOperator<List<T>> call, String left) {
        for (int at = 0; at < parts.size(); at += callMax) {
            var open = parts.subList(at, Math.min(at + callMax, parts.size()));
            for (int attempt = 0; !open.isEmpty(); attempt++) {
                if (attempt == ATTEMPTS_MAX) {
                    throw new StoreContended(open.size() + " " + left, null);
                }
                pauseBefore(attempt);
                open = call.apply(open);
            }
        }
    }

    private static void pauseBefore(int attempt) {
        if (attempt == 0) {
            return;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS_FIRST << (attempt - 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting to ask again", false, e);
        }
    }
}
