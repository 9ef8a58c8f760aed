package com.necpgame.platform.testkit;

import com.necpgame.platform.testkit.DynamoInterceptor.Call;
import com.necpgame.platform.testkit.HaltPoint.Side;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * A process that dies at a chosen write. From then on every call of {@link #client()} throws {@link Halted}; what
 * is in the store stays there. A test goes on with a new HaltingDynamo over the same store, as a restarted process
 * would.
 *
 * <p>It logs every write, so that a test can first run a flow to see its writes and then halt at each one.
 * Creating tables is no write. May be used from many threads.
 */
public final class HaltingDynamo {
    private final Touch.Finder finder;
    private final DynamoDbClient client;
    private final WriteLog log = new WriteLog();
    private @Nullable Plan plan;
    private @Nullable String halted;

    private HaltingDynamo(DynamoDbClient store) {
        this.finder = new Touch.Finder(store);
        this.client = DynamoInterceptor.around(store, this::pass);
    }

    /** A process that lives until {@link #haltAt} or {@link #halt} ends it. */
    public static HaltingDynamo over(DynamoDbClient store) {
        return new HaltingDynamo(store);
    }

    /** What the flow under test works with. */
    public DynamoDbClient client() {
        return client;
    }

    /** The writes of this process, the one that was halted included. */
    public WriteLog log() {
        return log;
    }

    /** Dies at a write, counted from now on. Replaces an earlier plan. */
    public HaltingDynamo haltAt(HaltPoint point) {
        return haltAt(point, _ -> true);
    }

    /** Dies at a write, counting from now on those that match. Replaces an earlier plan. */
    public synchronized HaltingDynamo haltAt(HaltPoint point, Predicate<Write> counted) {
        plan = new Plan(point, counted);
        return this;
    }

    /** Dies now. Calls under way may still take effect, but nobody hears of it. */
    public synchronized void halt() {
        if (halted == null) {
            halted = "by the test";
        }
    }

    /** Whether this process is dead. */
    public synchronized boolean hasHalted() {
        return halted != null;
    }

    private DynamoDbResponse pass(Call call) {
        stayAlive();
        var touches = finder.in(call.request());
        var death = touches.isEmpty() ? null : setOut(call.operation(), touches);
        try {
            var answer = call.proceed();
            arrive(death);
            return answer;
        } catch (SdkException refusal) {
            arrive(death);
            throw refusal;
        }
    }

    private synchronized void stayAlive() {
        if (halted != null) {
            throw new Halted(halted);
        }
    }

    /**
     * Logs a write.
     *
     * @return where the process dies once the store has done this write, or null if it lives on
     */
    private synchronized @Nullable String setOut(String operation, List<Touch> touches) {
        stayAlive();
        var write = log.add(operation, touches);
        if (plan == null || !plan.isReachedBy(write)) {
            return null;
        }
        var where = plan.point + ": " + write;
        if (plan.point.side() == Side.BEFORE) {
            halted = where;
            stayAlive();
        }
        return where;
    }

    /** Throws in place of answer and refusal alike if the process has died meanwhile: it hears neither. */
    private synchronized void arrive(@Nullable String death) {
        if (death != null && halted == null) {
            halted = death;
        }
        stayAlive();
    }

    private static final class Plan {
        private final HaltPoint point;
        private final Predicate<Write> counted;
        private int seen;

        Plan(HaltPoint point, Predicate<Write> counted) {
            this.point = point;
            this.counted = counted;
        }

        boolean isReachedBy(Write write) {
            return counted.test(write) && ++seen == point.n();
        }
    }
}
