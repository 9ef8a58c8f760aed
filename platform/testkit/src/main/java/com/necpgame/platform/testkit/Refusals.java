package com.necpgame.platform.testkit;

import java.net.SocketTimeoutException;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** The exceptions of the SDK, filled as the service fills them. */
final class Refusals {
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    private static final long TIMEOUT_MS = 1000;

    private Refusals() {}

    /** Either of the two forms: with provisioned capacity, and on demand, where the SDK has no type for it. */
    static SdkException throttled(RandomGenerator random) {
        return random.nextBoolean()
                ? as(
                        ProvisionedThroughputExceededException.builder(),
                        BAD_REQUEST,
                        "ProvisionedThroughputExceededException",
                        "The level of configured provisioned throughput for the table was exceeded.")
                : as(
                        DynamoDbException.builder(),
                        BAD_REQUEST,
                        "ThrottlingException",
                        "Throughput exceeds the current capacity of your table or index.");
    }

    static SdkException serverError() {
        return as(
                InternalServerErrorException.builder(),
                SERVER_ERROR,
                "InternalServerError",
                "The request processing has failed because of an unknown error, exception or failure.");
    }

    /** The SDK's own time-out, or that of the socket. */
    static SdkException timeout(RandomGenerator random) {
        return random.nextBoolean()
                ? ApiCallTimeoutException.create(TIMEOUT_MS)
                : SdkClientException.create(
                        "Unable to execute HTTP request: Read timed out", new SocketTimeoutException("Read timed out"));
    }

    /** For a transaction one reason an item, in the order of the items, of which one is the conflict. */
    static SdkException conflict(DynamoDbRequest request, RandomGenerator random) {
        return switch (request) {
            case TransactWriteItemsRequest writes ->
                cancelled(writes.transactItems().size(), random);
            case TransactGetItemsRequest reads ->
                cancelled(reads.transactItems().size(), random);
            default ->
                as(
                        TransactionConflictException.builder(),
                        BAD_REQUEST,
                        "TransactionConflictException",
                        "Transaction is ongoing for the item");
        };
    }

    private static SdkException cancelled(int items, RandomGenerator random) {
        int contested = random.nextInt(items);
        var reasons = IntStream.range(0, items)
                .mapToObj(i -> i == contested
                        ? reason("TransactionConflict").toBuilder()
                                .message("Transaction is ongoing for the item")
                                .build()
                        : reason("None"))
                .toList();
        return as(
                TransactionCanceledException.builder().cancellationReasons(reasons),
                BAD_REQUEST,
                "TransactionCanceledException",
                "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes(reasons));
    }

    private static CancellationReason reason(String code) {
        return CancellationReason.builder().code(code).build();
    }

    private static List<String> codes(List<CancellationReason> reasons) {
        return reasons.stream().map(CancellationReason::code).toList();
    }

    private static SdkException as(AwsServiceException.Builder exception, int status, String code, String message) {
        return exception
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("DynamoDb")
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(status).build())
                        .build())
                .statusCode(status)
                .requestId("FAULTY")
                .message(message)
                .build();
    }
}
