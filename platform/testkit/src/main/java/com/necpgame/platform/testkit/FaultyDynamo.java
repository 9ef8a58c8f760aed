package com.necpgame.platform.testkit;

import com.necpgame.platform.testkit.DynamoInterceptor.Call;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * A store that fails as DynamoDB may: see {@link Fault}. Quiet until {@link #loud}; may be switched while others
 * use it, and used from many threads. A fault is thrown as the SDK throws it once its own retries are over.
 *
 * <p>Stale answers know of the writes that come through this client since {@link #loud} first asked for them. Where
 * another client writes to the same store beside it, what that one wrote is missing from stale answers. Put it next to
 * the store, and a {@link HaltingDynamo} above it.
 */
public final class FaultyDynamo implements AutoCloseable {
    /** A page that is cut short still holds up to this many items. */
    private static final int SHORT_PAGE_ITEMS_MAX = 3;

    private final DynamoDbClient store;
    private final DynamoDbClient client;
    private final RandomGenerator random;
    private final Touch.Finder finder;
    private final Map<Fault, Long> injected = new EnumMap<>(Fault.class);
    private Rates rates = Rates.NONE;
    private @Nullable LaggingReplica replica;

    private FaultyDynamo(DynamoDbClient store, RandomGenerator random) {
        this.store = store;
        this.random = shared(random);
        this.finder = new Touch.Finder(store);
        this.client = DynamoInterceptor.around(store, this::answer);
    }

    /** Faults over a store, which stays open when this is closed. */
    public static FaultyDynamo over(DynamoDbClient store, RandomGenerator random) {
        return new FaultyDynamo(store, random);
    }

    /** Generators are not made for many threads. */
    private static RandomGenerator shared(RandomGenerator random) {
        return () -> {
            synchronized (random) {
                return random.nextLong();
            }
        };
    }

    /** What the code under test works with. */
    public DynamoDbClient client() {
        return client;
    }

    /** Faults from now on, at these rates. */
    public synchronized void loud(Rates wanted) {
        rates = wanted;
        boolean stale = wanted.rate(Fault.STALE_INDEX) + wanted.rate(Fault.STALE_READ) > 0;
        if (stale && replica == null) {
            replica = new LaggingReplica(store);
        }
    }

    /** No faults from now on. */
    public void quiet() {
        loud(Rates.NONE);
    }

    /** How many faults there have been, by kind; kinds that never were are missing. */
    public synchronized Map<Fault, Long> injected() {
        return Map.copyOf(injected);
    }

    /** How many faults of a kind there have been. */
    public synchronized long injected(Fault fault) {
        return injected.getOrDefault(fault, 0L);
    }

    /** Ends what stale answers came from. */
    @Override
    public synchronized void close() {
        if (replica != null) {
            replica.close();
        }
    }

    private DynamoDbResponse answer(Call call) {
        var fault = draw(call.request());
        return fault == null ? send(call, call.request()) : inject(fault, call);
    }

    private synchronized @Nullable Fault draw(DynamoDbRequest request) {
        double left = random.nextDouble();
        for (Fault fault : Fault.values()) {
            if (fault.appliesTo(request)) {
                left -= rates.rate(fault);
                if (left < 0) {
                    return fault;
                }
            }
        }
        return null;
    }

    private DynamoDbResponse inject(Fault fault, Call call) {
        if (fault == Fault.STALE_INDEX || fault == Fault.STALE_READ) {
            return answerFromThePast(fault, call);
        }
        count(fault);
        return switch (fault) {
            case THROTTLE -> throw Refusals.throttled(random);
            case CONFLICT -> throw Refusals.conflict(call.request(), random);
            case SERVER_ERROR -> throw Refusals.serverError();
            case REPLY_LOST -> sendAndLose(call);
            case SENT_TWICE -> sendTwice(call);
            case PARTIAL_BATCH -> sendInPart(call);
            case SHORT_PAGE -> sendForFew(call);
            case STALE_INDEX, STALE_READ -> throw new AssertionError(fault);
        };
    }

    private synchronized void count(Fault fault) {
        injected.merge(fault, 1L, Long::sum);
    }

    private DynamoDbResponse send(Call call, DynamoDbRequest request) {
        var earlier = replica();
        if (earlier != null) {
            earlier.meet(finder.in(request));
        }
        try {
            var answer = call.proceed(request);
            follow(request);
            return answer;
        } catch (SdkException refused) {
            follow(request);
            throw refused;
        }
    }

    /**
     * Looks for the replica anew: one made before the write took effect is there by now, and one made later will
     * find the effect in the store.
     */
    private void follow(DynamoDbRequest request) {
        var later = replica();
        if (later != null) {
            later.follow(finder.in(request));
        }
    }

    private synchronized @Nullable LaggingReplica replica() {
        return replica;
    }

    private DynamoDbResponse sendAndLose(Call call) {
        sendUnheard(call, call.request());
        throw Refusals.timeout(random);
    }

    private DynamoDbResponse sendTwice(Call call) {
        var request = withToken(call.request());
        sendUnheard(call, request);
        return send(call, request);
    }

    private void sendUnheard(Call call, DynamoDbRequest request) {
        try {
            send(call, request);
        } catch (SdkException lostToo) {
            // A refusal is a reply, and it is lost like any other.
        }
    }

    /** The SDK gives a transaction its token before it sends it first. */
    private DynamoDbRequest withToken(DynamoDbRequest request) {
        return request instanceof TransactWriteItemsRequest transaction && transaction.clientRequestToken() == null
                ? transaction.toBuilder()
                        .clientRequestToken(new UUID(random.nextLong(), random.nextLong()).toString())
                        .build()
                : request;
    }

    private DynamoDbResponse sendInPart(Call call) {
        int first = random.nextInt(1, Batches.size(call.request()));
        return Batches.send(new Call(call.operation(), call.request(), part -> send(call, part)), first);
    }

    private DynamoDbResponse sendForFew(Call call) {
        int few = random.nextInt(1, SHORT_PAGE_ITEMS_MAX + 1);
        return switch (call.request()) {
            case QueryRequest query ->
                send(call, query.toBuilder().limit(atMost(few, query.limit())).build());
            case ScanRequest scan ->
                send(call, scan.toBuilder().limit(atMost(few, scan.limit())).build());
            default -> throw new IllegalArgumentException("no pages: " + call.operation());
        };
    }

    private static int atMost(int few, @Nullable Integer limit) {
        return limit == null ? few : Math.min(few, limit);
    }

    private DynamoDbResponse answerFromThePast(Fault fault, Call call) {
        var follower = replica();
        var stale = follower == null ? null : follower.answerIfBehind(call.request());
        if (stale == null) {
            return send(call, call.request());
        }
        count(fault);
        return stale;
    }
}
