package com.necpgame.platform.embedded;

import static com.necpgame.platform.embedded.item.Rejections.validation;

import com.necpgame.platform.embedded.Consumption.Rate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The calls that write one item. */
final class WriteCalls {
    private static final Set<ReturnValue> OLD_ONLY = EnumSet.of(ReturnValue.NONE, ReturnValue.ALL_OLD);
    private static final Set<ReturnValue> ANY = EnumSet.complementOf(EnumSet.of(ReturnValue.UNKNOWN_TO_SDK_VERSION));

    private final WriteRequests requests;
    private final Writes writes;
    private final Conflicts conflicts;

    WriteCalls(WriteRequests requests, Writes writes, Conflicts conflicts) {
        this.requests = requests;
        this.writes = writes;
        this.conflicts = conflicts;
    }

    PutItemResponse put(PutItemRequest request) {
        Legacy.refuse(request);
        requireReturnable(request.returnValues(), OLD_ONLY);
        var consumption = new Consumption(request.returnConsumedCapacity(), Rate.WRITE);
        Outcome outcome = commit(requests.of(request), consumption);
        return PutItemResponse.builder()
                .attributes(request.returnValues() == ReturnValue.ALL_OLD ? outcome.old() : null)
                .consumedCapacity(consumption.single())
                .build();
    }

    DeleteItemResponse delete(DeleteItemRequest request) {
        Legacy.refuse(request);
        requireReturnable(request.returnValues(), OLD_ONLY);
        var consumption = new Consumption(request.returnConsumedCapacity(), Rate.WRITE);
        Outcome outcome = commit(requests.of(request), consumption);
        return DeleteItemResponse.builder()
                .attributes(request.returnValues() == ReturnValue.ALL_OLD ? outcome.old() : null)
                .consumedCapacity(consumption.single())
                .build();
    }

    UpdateItemResponse update(UpdateItemRequest request) {
        Legacy.refuse(request);
        requireReturnable(request.returnValues(), ANY);
        var consumption = new Consumption(request.returnConsumedCapacity(), Rate.WRITE);
        Outcome outcome = commit(requests.of(request), consumption);
        return UpdateItemResponse.builder()
                .attributes(returned(request.returnValues(), outcome))
                .consumedCapacity(consumption.single())
                .build();
    }

    private Outcome commit(Write write, Consumption consumption) {
        conflicts.requireNone(write);
        Outcome outcome = writes.commit(write, consumption);
        if (outcome.isRefused()) {
            throw outcome.refusal();
        }
        return outcome;
    }

    private static @Nullable Map<String, AttributeValue> returned(@Nullable ReturnValue wanted, Outcome outcome) {
        return wanted == null
                ? null
                : switch (wanted) {
                    case ALL_OLD -> outcome.old();
                    case ALL_NEW -> outcome.now();
                    case UPDATED_OLD -> touched(outcome, outcome.old());
                    case UPDATED_NEW -> touched(outcome, outcome.now());
                    default -> null;
                };
    }

    private static @Nullable Map<String, AttributeValue> touched(
            Outcome outcome, @Nullable Map<String, AttributeValue> item) {
        if (item == null || !(outcome.write().change() instanceof Change.Edit edit) || edit.update() == null) {
            return null;
        }
        var touched = edit.update().touched(item);
        return touched.isEmpty() ? null : touched;
    }

    private static void requireReturnable(@Nullable ReturnValue wanted, Set<ReturnValue> allowed) {
        if (wanted != null && !allowed.contains(wanted)) {
            throw validation("Return values set to invalid value");
        }
    }
}
