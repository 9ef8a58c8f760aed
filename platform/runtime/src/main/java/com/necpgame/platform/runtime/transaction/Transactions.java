package com.necpgame.platform.runtime.transaction;

import static com.necpgame.platform.runtime.problem.PlatformProblem.CONTENDED;
import static com.necpgame.platform.runtime.problem.PlatformProblem.UNAVAILABLE;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.StoreContended;
import com.necpgame.platform.data.StoreUnavailable;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.Backoff;
import com.necpgame.platform.runtime.Ids;
import com.necpgame.platform.runtime.event.OutboxHints;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Changes all or nothing. There is no other way to change more than one item.
 *
 * <p>A write whose condition does not hold refuses the whole with its own refusal, at once. Collisions with other
 * writers, and replies that got lost, are tried again under the same client token, so that no try takes effect twice.
 */
@Singleton
public final class Transactions {
    /** DynamoDB's own bound. */
    public static final int WRITES_MAX = 100;

    private final Dynamo dynamo;
    private final Ids ids;
    private final OutboxHints hints;
    private final Backoff backoff;
    private final int attemptsMax;

    Transactions(Dynamo dynamo, Ids ids, OutboxHints hints, RandomGenerator random, TransactionConfig config) {
        this.dynamo = dynamo;
        this.ids = ids;
        this.hints = hints;
        this.backoff = new Backoff(random, config.backoffBase(), config.backoffMax());
        this.attemptsMax = config.attemptsMax();
    }

    /** @throws RuntimeException the refusal of the first write, in this order, whose condition does not hold */
    public void commit(Write... writes) {
        commit(List.of(writes));
    }

    /** @see #commit(Write...) */
    public void commit(List<Write> writes) {
        var token = ids.next();
        for (int attempt = 1; !attempt(writes, token, attempt); attempt++) {
            backoff.pause(attempt);
        }
        hints.committed(writes);
    }

    private boolean attempt(List<Write> writes, String token, int attempt) {
        try {
            dynamo.transact(writes, token);
            return true;
        } catch (StoreContended e) {
            if (attempt >= attemptsMax) {
                throw CONTENDED.refuse();
            }
        } catch (StoreUnavailable e) {
            if (attempt >= attemptsMax) {
                throw UNAVAILABLE.refuse();
            }
        }
        return false;
    }
}
