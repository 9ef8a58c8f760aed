package com.necpgame.platform.data;

import static com.necpgame.platform.data.Conditions.absent;
import static com.necpgame.platform.data.Conditions.atLeast;
import static com.necpgame.platform.data.Conditions.exists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchRuntimeException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.necpgame.platform.testkit.DynamoInterceptor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionSizeLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Which failure means what: what DynamoDB Local does is done by it, what it never does is thrown in its place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailuresTest {
    private final LocalStore store = new LocalStore();
    private @Nullable RuntimeException fault;
    private final List<String> outcomes = new ArrayList<>();
    private final Dynamo dynamo = new Dynamo(
            DynamoInterceptor.around(store.client, call -> {
                if (fault != null) {
                    throw fault;
                }
                return call.proceed();
            }),
            LocalStore.CONFIG,
            new DynamoMeter() {
                @Override
                public void called(String table, String operation, String outcome, java.time.Duration latency) {
                    outcomes.add(outcome);
                }

                @Override
                public void consumed(String table, String operation, double readUnits, double writeUnits) {}
            });
    private final Items<Wallet> wallets = dynamo.items(Wallet.class);

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }

    @BeforeEach
    void reset() {
        fault = null;
        wallets.write(wallets.put(Wallet.of("ada", "EUR", 3)));
        wallets.write(wallets.delete("nil", "EUR"));
        outcomes.clear();
    }

    @AfterAll
    void close() {
        store.close();
    }

    private Write passes() {
        return wallets.put(Wallet.of("eve", "EUR", 1)).otherwise(() -> new Refusal("passes"));
    }

    private Write poor() {
        return wallets.update("ada", "EUR")
                .add("available", -4)
                .when(atLeast("available", 4))
                .otherwise(
                        found -> new Refusal("ada has " + found.as(Wallet.class).available()));
    }

    private Write missing() {
        return wallets.check("nil", "EUR")
                .when(exists())
                .otherwise(found -> new Refusal("nil is there: " + found.isPresent()));
    }

    @Test
    void theFirstFailedWriteDecides() {
        assertRefused("ada has 3", passes(), poor(), missing());
        assertRefused("nil is there: false", passes(), missing(), poor());
        assertRefused("nil is there: false", missing(), passes());
        assertRefused("ada has 3", passes(), poor());
        assertThat(outcomes).containsOnly("refused");
        assertThat(wallets.get("eve", "EUR")).isNull();
    }

    private void assertRefused(String message, Write... writes) {
        assertThatThrownBy(() -> dynamo.transact(List.of(writes), "t"))
                .isInstanceOf(Refusal.class)
                .hasMessage(message);
    }

    @Test
    void aSingleWriteIsRefusedAlike() {
        assertThatThrownBy(() -> wallets.write(poor()))
                .isInstanceOf(Refusal.class)
                .hasMessage("ada has 3");
        assertThatThrownBy(() -> wallets.write(missing()))
                .isInstanceOf(Refusal.class)
                .hasMessage("nil is there: false");
        assertThatThrownBy(() -> wallets.write(
                        wallets.delete("nil", "EUR").when(exists()).otherwise(() -> new Refusal("none"))))
                .hasMessage("none");
        assertThatThrownBy(() -> wallets.write(wallets.put(Wallet.of("ada", "EUR", 1))
                        .when(absent())
                        .otherwise(found ->
                                new Refusal("version " + found.as(Wallet.class).version()))))
                .hasMessage("version 1");
    }

    @Test
    void aFailedConditionWithoutRefusalNamesTheWrite() {
        var write = wallets.check("nil", "EUR").when(exists());
        assertThatThrownBy(() -> dynamo.transact(List.of(passes(), write), "t"))
                .isInstanceOf(UnexpectedConditionFailure.class)
                .hasMessageContaining("CHECK Wallet WALLET#nil / CUR#EUR in economy when [exists]");
    }

    @ParameterizedTest
    @CsvSource({
        // reasons in the order of the writes          | what it means
        "None;ConditionalCheckFailed;ConditionalCheckFailed, refusal-1",
        "None;None;ConditionalCheckFailed, refusal-2",
        "None;TransactionConflict;ConditionalCheckFailed, contended",
        "ConditionalCheckFailed;TransactionConflict;None, refusal-0",
        "None;ThrottlingError;None, contended",
        "None;None;ProvisionedThroughputExceeded, contended",
        "None;ItemCollectionSizeLimitExceeded;None, bug",
        "None;ValidationError;None, bug",
        "None;None;None, bug"
    })
    void reasonsArePlaces(String reasons, String meaning) {
        fault = TransactionCanceledException.builder()
                .cancellationReasons(Arrays.stream(reasons.split(";"))
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .build();
        var writes = IntStream.range(0, 3)
                .mapToObj(
                        number -> wallets.delete("p" + number, "EUR").otherwise(() -> new Refusal("refusal-" + number)))
                .toList();

        var thrown = catchRuntimeException(() -> dynamo.transact(writes, "t"));

        assertThat(meaning(thrown)).isEqualTo(meaning);
    }

    private static String meaning(RuntimeException thrown) {
        return switch (thrown) {
            case Refusal refusal -> String.valueOf(refusal.getMessage());
            case StoreContended contended -> "contended";
            case StoreUnavailable unavailable -> unavailable.outcomeUnknown() ? "unknown" : "unavailable";
            case IllegalStateException bug -> "bug";
            default -> thrown.toString();
        };
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                // fault, of a write, of a read
                arguments(TransactionConflictException.builder().build(), "contended", "contended"),
                arguments(TransactionInProgressException.builder().build(), "contended", "contended"),
                arguments(ProvisionedThroughputExceededException.builder().build(), "contended", "contended"),
                arguments(RequestLimitExceededException.builder().build(), "contended", "contended"),
                arguments(coded("ThrottlingException", 400), "contended", "contended"),
                arguments(InternalServerErrorException.builder().statusCode(500).build(), "unknown", "unavailable"),
                arguments(coded("ServiceUnavailable", 503), "unknown", "unavailable"),
                arguments(SdkClientException.create("connection reset"), "unknown", "unavailable"),
                arguments(ApiCallTimeoutException.create(1000), "unknown", "unavailable"),
                arguments(coded("ValidationException", 400), "bug", "bug"),
                arguments(
                        ItemCollectionSizeLimitExceededException.builder()
                                .statusCode(400)
                                .build(),
                        "bug",
                        "bug"),
                arguments(
                        IdempotentParameterMismatchException.builder()
                                .statusCode(400)
                                .build(),
                        "bug",
                        "bug"),
                arguments(ResourceNotFoundException.builder().statusCode(400).build(), "bug", "bug"));
    }

    private static RuntimeException coded(String code, int status) {
        return DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultsHaveOneMeaning(RuntimeException thrown, String ofWrite, String ofRead) {
        fault = thrown;
        var transacting = catchRuntimeException(() -> dynamo.transact(List.of(passes(), poor()), "t"));
        var writing = catchRuntimeException(() -> wallets.write(passes()));
        var reading = catchRuntimeException(() -> wallets.get("ada", "EUR"));

        assertThat(meaning(transacting)).isEqualTo(ofWrite);
        assertThat(meaning(writing)).isEqualTo(ofWrite);
        assertThat(meaning(reading)).isEqualTo(ofRead);
        assertThat(transacting).hasCause(thrown);
    }

    /** The answer is lost, the same token is sent again: the effect is there once. */
    @Test
    void aTokenSentAgainHasNoSecondEffect() {
        var writes = List.<Write>of(wallets.update("ada", "EUR").add("available", 5));
        dynamo.transact(writes, "same");
        dynamo.transact(writes, "same");
        assertThat(wallets.get("ada", "EUR")).isEqualTo(new Wallet("ada", "EUR", 8, 0, null, 2));
    }

    @Test
    void aHundredWritesAreATransactionAndNoMore() {
        var hundred = IntStream.range(0, 100)
                .mapToObj(number -> wallets.put(Wallet.of("h" + number, "EUR", number)))
                .toList();
        dynamo.transact(hundred, "hundred");
        assertThat(wallets.getAll(hundred.stream().map(Write::key).toList())).hasSize(100);

        var more = new ArrayList<>(hundred);
        more.add(passes());
        assertThatThrownBy(() -> dynamo.transact(more, "more"))
                .hasMessage("a transaction has 1 to 100 writes, not 101");
        assertThatThrownBy(() -> dynamo.transact(List.of(), "none"))
                .hasMessage("a transaction has 1 to 100 writes, not 0");
    }

    @Test
    void whatCannotBeATransactionIsRefusedHere() {
        assertThatThrownBy(() -> dynamo.transact(List.of(passes(), poor(), passes()), "t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a transaction writes an item once, this one twice: PUT Wallet WALLET#eve / CUR#EUR in economy");
        assertThatThrownBy(() -> dynamo.transact(List.of(passes()), "x".repeat(37)))
                .hasMessageContaining("1 to 36 characters");
        assertThatThrownBy(() -> dynamo.transact(List.of(wallets.check("ada", "EUR")), "t"))
                .hasMessageContaining("a check needs a condition");
        assertThat(outcomes).isEmpty();
    }
}
