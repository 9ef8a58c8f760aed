package com.necpgame.platform.testkit;

import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** What DynamoDB does to its callers now and then, and DynamoDB Local never. */
public enum Fault {
    /** Refused for want of capacity, before any effect. */
    THROTTLE(Requests::isOnItems),
    /** Another transaction is at work on an item, so there is no effect. Transactions and single writes. */
    CONFLICT(request -> Requests.isTransaction(request) || Requests.isSingleWrite(request)),
    /** Answered with status 500, before any effect. */
    SERVER_ERROR(Requests::isOnItems),
    /** The store has answered, but the caller sees a time-out: a write has had its effect, or has been refused. */
    REPLY_LOST(Requests::isOnItems),
    /**
     * The first answer is lost and the SDK asks again by itself: the caller sees the second answer. A conditional
     * put that took effect says that its condition failed; an addition without a condition counts twice. A
     * transaction is safe, by its client token. Transactions that write, and single writes.
     */
    SENT_TWICE(Requests::isResent),
    /** A batch is done in part; the rest comes back as unprocessed. Batches of two items and more. */
    PARTIAL_BATCH(Batches::isDivisible),
    /** A page ends early, as at a megabyte, and says where to go on. Queries and scans. */
    SHORT_PAGE(Requests::isPaged),
    /** An index answers as it was some writes ago. Queries and scans of a global index. */
    STALE_INDEX(Requests::isOnIndex),
    /** A read that did not ask for consistency answers as the table was some writes ago. */
    STALE_READ(Requests::isEventual);

    @SuppressWarnings("ImmutableEnumChecker") // method references without state
    private final Predicate<DynamoDbRequest> applies;

    Fault(Predicate<DynamoDbRequest> applies) {
        this.applies = applies;
    }

    boolean appliesTo(DynamoDbRequest request) {
        return applies.test(request);
    }
}
