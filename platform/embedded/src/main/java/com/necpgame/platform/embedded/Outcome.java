package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.item.Sizes;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * What a write came to.
 *
 * @param table as it was at that moment
 * @param old the item before; null for none
 * @param now the item after; null for none, and if it was refused
 * @param failed whether its condition did not hold
 * @param invalid why it cannot be done to this item; null if it can
 */
record Outcome(
        Write write,
        TableSchema table,
        @Nullable Map<String, AttributeValue> old,
        @Nullable Map<String, AttributeValue> now,
        boolean failed,
        @Nullable DynamoDbException invalid) {
    private static final CancellationReason NONE =
            CancellationReason.builder().code("None").build();

    static Outcome done(
            Write write,
            TableSchema table,
            @Nullable Map<String, AttributeValue> old,
            @Nullable Map<String, AttributeValue> now) {
        return new Outcome(write, table, old, now, false, null);
    }

    static Outcome failed(Write write, TableSchema table, @Nullable Map<String, AttributeValue> old) {
        return new Outcome(write, table, old, null, true, null);
    }

    static Outcome invalid(Write write, TableSchema table, DynamoDbException why) {
        return new Outcome(write, table, null, null, false, why);
    }

    int bytesBefore() {
        return old == null ? 0 : Sizes.of(old);
    }

    int bytesAfter() {
        if (now == null) {
            return 0;
        }
        return write.change() instanceof Change.Put put ? put.bytes() : Sizes.of(now);
    }

    boolean isRefused() {
        return failed || invalid != null;
    }

    /** As a single call is refused. */
    DynamoDbException refusal() {
        return invalid != null ? invalid : Failures.conditionFailed(write.showsOld() ? old : null);
    }

    /** As a transaction tells of it. */
    CancellationReason reason() {
        if (invalid != null) {
            return CancellationReason.builder()
                    .code("ValidationError")
                    .message(invalid.awsErrorDetails().errorMessage())
                    .build();
        }
        if (!failed) {
            return NONE;
        }
        return CancellationReason.builder()
                .code("ConditionalCheckFailed")
                .message(Failures.CONDITION_FAILED)
                .item(write.showsOld() ? old : null)
                .build();
    }
}
