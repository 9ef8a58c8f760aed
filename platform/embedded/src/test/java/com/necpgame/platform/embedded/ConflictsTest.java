package com.necpgame.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

class ConflictsTest {
    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2};
    private static final byte[] THREE = {3};

    private final Conflicts conflicts = new Conflicts(true);

    @Test
    void whoMeetsATransactionIsToldWhere() {
        try (var first = conflicts.claim(List.of(ONE, TWO))) {
            assertThat(codes(() -> conflicts.claim(List.of(THREE, TWO))))
                    .containsExactly("None", "TransactionConflict");
            assertThat(codes(() -> conflicts.requireNone(List.of(ONE, THREE))))
                    .containsExactly("TransactionConflict", "None");
            assertThatThrownBy(() -> conflicts.requireNone(write(ONE)))
                    .isInstanceOf(TransactionConflictException.class)
                    .hasMessageStartingWith("Transaction is ongoing for the item");
            conflicts.requireNone(write(THREE));
        }
        conflicts.claim(List.of(ONE, TWO, THREE)).close();
    }

    private static List<String> codes(ThrowingCallable call) {
        return catchThrowableOfType(TransactionCanceledException.class, call).cancellationReasons().stream()
                .map(CancellationReason::code)
                .toList();
    }

    @Test
    void nobodyIsRefusedUnlessAskedFor() {
        var off = new Conflicts(false);
        try (var first = off.claim(List.of(ONE))) {
            off.claim(List.of(ONE)).close();
            off.requireNone(List.of(ONE));
            off.requireNone(write(ONE));
        }
    }

    private static Write write(byte[] entry) {
        var keys = new KeyShape(Spaces.FIRST, new KeyAttribute("pk", ScalarAttributeType.S), null, null);
        var table = new TableSchema(
                "things",
                "id",
                Instant.EPOCH,
                keys,
                List.of(),
                new TableSchema.Throughput(BillingMode.PROVISIONED, 1, 1),
                null,
                false);
        return new Write(table, Map.of(), entry, new Change.Delete(), null, false);
    }
}
