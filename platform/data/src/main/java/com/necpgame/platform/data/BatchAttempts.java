package com.necpgame.platform.data;

import java.util.concurrent.TimeUnit;

/** How often a batch is sent of which DynamoDB leaves a part, and the pauses before: each twice as long. */
final class BatchAttempts {
    /** The most calls for the items of one batch. */
    static final int MAX = 8;

    private static final long PAUSE_MILLIS_FIRST = 10;

    private BatchAttempts() {}

    /** @param attempt from 0, before which there is no pause */
    static void pauseBefore(int attempt) {
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
