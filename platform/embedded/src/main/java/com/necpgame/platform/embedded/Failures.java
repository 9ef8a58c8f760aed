package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.storage.StorageException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What the service would answer in place of a result, as the SDK throws it. Refusals that callers expect carry no stack. */
final class Failures {
    static final String CONDITION_FAILED = "The conditional request failed";
    static final String TRANSACTION_ONGOING = "Transaction is ongoing for the item";

    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private Failures() {}

    static ResourceNotFoundException notFound(String message) {
        return (ResourceNotFoundException) ResourceNotFoundException.builder()
                .message(message)
                .statusCode(BAD_REQUEST)
                .awsErrorDetails(details("ResourceNotFoundException", message))
                .build();
    }

    static ResourceInUseException inUse(String message) {
        return (ResourceInUseException) ResourceInUseException.builder()
                .message(message)
                .statusCode(BAD_REQUEST)
                .awsErrorDetails(details("ResourceInUseException", message))
                .build();
    }

    static LimitExceededException limitExceeded(String message) {
        return (LimitExceededException) LimitExceededException.builder()
                .message(message)
                .statusCode(BAD_REQUEST)
                .awsErrorDetails(details("LimitExceededException", message))
                .build();
    }

    /** @param item what was there, if the caller wants it and there was something */
    static ConditionalCheckFailedException conditionFailed(@Nullable Map<String, AttributeValue> item) {
        return ConditionalCheckFailedException.builder()
                .message(CONDITION_FAILED)
                .item(item)
                .statusCode(BAD_REQUEST)
                .awsErrorDetails(details("ConditionalCheckFailedException", CONDITION_FAILED))
                .writableStackTrace(false)
                .build();
    }

    static TransactionConflictException conflict() {
        return (TransactionConflictException) TransactionConflictException.builder()
                .message(TRANSACTION_ONGOING)
                .statusCode(BAD_REQUEST)
                .awsErrorDetails(details("TransactionConflictException", TRANSACTION_ONGOING))
                .writableStackTrace(false)
                .build();
    }

    /** @param reasons one per action, in their order */
    static TransactionCanceledException cancelled(List<CancellationReason> reasons) {
        String message = reasons.stream()
                .map(CancellationReason::code)
                .collect(Collectors.joining(
                        ", ", "Transaction cancelled, please refer cancellation reasons for specific reasons [", "]"));
        return TransactionCanceledException.builder()
                .message(message)
                .cancellationReasons(reasons)
                .statusCode(BAD_REQUEST)
                .awsErrorDetails(details("TransactionCanceledException", message))
                .writableStackTrace(false)
                .build();
    }

    static IdempotentParameterMismatchException tokenUsed() {
        String message = "The client request token was used with other parameters less than ten minutes ago";
        return (IdempotentParameterMismatchException) IdempotentParameterMismatchException.builder()
                .message(message)
                .statusCode(BAD_REQUEST)
                .awsErrorDetails(details("IdempotentParameterMismatchException", message))
                .build();
    }

    /** A store that cannot answer now; callers see what an unavailable service would give them. */
    static RuntimeException of(StorageException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case DISK_FULL ->
                DynamoDbException.builder()
                        .message(message)
                        .statusCode(UNAVAILABLE)
                        .awsErrorDetails(details("ServiceUnavailable", message))
                        .cause(e)
                        .build();
            case FAILED ->
                InternalServerErrorException.builder()
                        .message(message)
                        .statusCode(INTERNAL_ERROR)
                        .awsErrorDetails(details("InternalServerError", message))
                        .cause(e)
                        .build();
            case LOCKED, NEWER_FORMAT, UNFIT, CLOSED -> SdkClientException.create(message, e);
        };
    }

    private static AwsErrorDetails details(String code, String message) {
        return AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(message)
                .serviceName("DynamoDb")
                .build();
    }
}
