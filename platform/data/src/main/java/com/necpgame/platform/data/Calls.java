package com.necpgame.platform.data;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** One call to DynamoDB: measured, and its failure put into the words of this package. */
final class Calls {
    private static final String NO_FAILURE = "None";
    private static final String FAILED_CONDITION = "ConditionalCheckFailed";
    private static final List<String> CONTENTION = List.of(
            "TransactionConflict",
            "TransactionConflictException",
            "TransactionInProgressException",
            "ThrottlingError",
            "ThrottlingException",
            "ProvisionedThroughputExceeded",
            "ProvisionedThroughputExceededException",
            "RequestLimitExceeded",
            "RequestLimitExceededException",
            "ReplicatedWriteConflictException");
    private static final int SERVER_ERROR = 500;

    private final DynamoMeter meter;
    private final String tablePrefix;

    Calls(DynamoMeter meter, String tablePrefix) {
        this.meter = meter;
        this.tablePrefix = tablePrefix;
    }

    /** A read: it has no outcome that could be unknown. */
    <R> R read(String table, String operation, Supplier<R> call) {
        return call(table, operation, List.of(), call);
    }

    /** One or several writes in one request. */
    <R> R write(String operation, List<Write> writes, Supplier<R> call) {
        String first = writes.getFirst().table();
        boolean same = writes.stream().allMatch(write -> write.table().equals(first));
        return call(same ? first : "several", operation, writes, call);
    }

    private <R> R call(String table, String operation, List<Write> writes, Supplier<R> call) {
        long start = System.nanoTime();
        String outcome = "ok";
        try {
            return call.get();
        } catch (DynamoDbException | SdkClientException e) {
            RuntimeException failure = failure(table, operation, writes, e);
            outcome = outcome(failure, writes, e);
            throw failure;
        } finally {
            meter.called(table, operation, outcome, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static String outcome(RuntimeException failure, List<Write> writes, Exception cause) {
        return switch (failure) {
            case StoreContended ignored -> "contended";
            case StoreUnavailable ignored -> "unavailable";
            default -> !writes.isEmpty() && isRefusal(cause) ? "refused" : "error";
        };
    }

    private static boolean isRefusal(Exception e) {
        return e instanceof ConditionalCheckFailedException
                || e instanceof TransactionCanceledException cancelled
                        && cancelled.cancellationReasons().stream()
                                .anyMatch(reason -> FAILED_CONDITION.equals(reason.code()));
    }

    private static RuntimeException failure(String table, String operation, List<Write> writes, Exception e) {
        return switch (e) {
            case ConditionalCheckFailedException refused -> refused(writes, 0, refused.item());
            case TransactionCanceledException cancelled -> cancelled(operation, writes, cancelled);
            case DynamoDbException answered -> answered(table, operation, writes, answered);
            default -> new StoreUnavailable(operation + " on " + table + " had no answer", !writes.isEmpty(), e);
        };
    }

    private static RuntimeException refused(
            List<Write> writes,
            int position,
            @Nullable Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> found) {
        return writes.get(position).refused(found == null ? Map.of() : found);
    }

    /**
     * The first write that did not pass decides. Where it only met another transaction, a later write's refusal is not believed yet: on the
     * next attempt the first may be refused itself, and its refusal comes before.
     */
    private static RuntimeException cancelled(String operation, List<Write> writes, TransactionCanceledException e) {
        List<CancellationReason> reasons = e.cancellationReasons();
        for (int i = 0; i < reasons.size() && i < writes.size(); i++) {
            String code = reasons.get(i).code();
            if (code == null || NO_FAILURE.equals(code)) {
                continue;
            }
            if (FAILED_CONDITION.equals(code)) {
                return refused(writes, i, reasons.get(i).item());
            }
            String what = operation + ", " + writes.get(i) + ": " + code + " "
                    + reasons.get(i).message();
            return CONTENTION.contains(code) ? new StoreContended(what, e) : new IllegalStateException(what, e);
        }
        return new IllegalStateException(operation + " was cancelled without a reason", e);
    }

    private static RuntimeException answered(String table, String operation, List<Write> writes, DynamoDbException e) {
        String code = e.awsErrorDetails() == null
                ? e.getClass().getSimpleName()
                : String.valueOf(e.awsErrorDetails().errorCode());
        String what = operation + " on " + table + ": " + code;
        if (CONTENTION.contains(code)
                || CONTENTION.contains(e.getClass().getSimpleName())
                || e.isThrottlingException()) {
            return new StoreContended(what, e);
        }
        if (e.statusCode() >= SERVER_ERROR) {
            return new StoreUnavailable(what, !writes.isEmpty(), e);
        }
        return new IllegalStateException(what + " " + e.getMessage(), e);
    }

    void consumedByRead(@Nullable ConsumedCapacity capacity, String operation) {
        if (capacity != null) {
            meter.consumed(
                    logical(capacity),
                    operation,
                    or(capacity.readCapacityUnits(), capacity.capacityUnits()),
                    or(capacity.writeCapacityUnits(), 0d));
        }
    }

    void consumedByWrite(Collection<ConsumedCapacity> capacities, String operation) {
        for (ConsumedCapacity capacity : capacities) {
            meter.consumed(
                    logical(capacity),
                    operation,
                    or(capacity.readCapacityUnits(), 0d),
                    or(capacity.writeCapacityUnits(), capacity.capacityUnits()));
        }
    }

    private String logical(ConsumedCapacity capacity) {
        String name = String.valueOf(capacity.tableName());
        String table = name.substring(name.lastIndexOf('/') + 1);
        return table.startsWith(tablePrefix) ? table.substring(tablePrefix.length()) : table;
    }

    private static double or(@Nullable Double units, @Nullable Double otherwise) {
        return units != null ? units : otherwise != null ? otherwise : 0;
    }
}
