package com.necpgame.platform.runtime.transaction;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How hard a transaction is tried, and how long answers are remembered.
 *
 * @param attemptsMax how often one transaction is tried when others write the same items; then the caller is told
 * @param backoffBase the bound of the first wait between tries; doubles with each
 * @param backoffMax the longest bound of a wait between tries
 * @param answersKept how long the answer to an Idempotency-Key is kept and repeated
 */
@Context
@ConfigurationProperties("necpgame.transactions")
record TransactionConfig(
        @Bindable(defaultValue = "8") int attemptsMax,
        @Bindable(defaultValue = "10ms") Duration backoffBase,
        @Bindable(defaultValue = "500ms") Duration backoffMax,
        @Bindable(defaultValue = "14d") Duration answersKept) {
    TransactionConfig {
        if (attemptsMax < 1 || attemptsMax > 50) {
            throw new IllegalArgumentException("necpgame.transactions.attempts-max must be 1 to 50");
        }
        if (!backoffBase.isPositive() || backoffMax.compareTo(backoffBase) < 0) {
            throw new IllegalArgumentException("necpgame.transactions.backoff-max must not be below backoff-base");
        }
        if (answersKept.compareTo(Duration.ofMinutes(10)) < 0) {
            throw new IllegalArgumentException("necpgame.transactions.answers-kept must be ten minutes or more");
        }
    }
}
