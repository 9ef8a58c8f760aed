package com.necpgame.platform.testkit;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The kinds of requests, as far as faults tell them apart. */
final class Requests {
    private Requests() {}

    /** Not about tables, backups and the like. */
    static boolean isOnItems(DynamoDbRequest request) {
        return isTransaction(request)
                || isSingleWrite(request)
                || isPaged(request)
                || request instanceof GetItemRequest
                || request instanceof BatchGetItemRequest
                || request instanceof BatchWriteItemRequest;
    }

    static boolean isTransaction(DynamoDbRequest request) {
        return request instanceof TransactWriteItemsRequest || request instanceof TransactGetItemsRequest;
    }

    static boolean isSingleWrite(DynamoDbRequest request) {
        return request instanceof PutItemRequest
                || request instanceof UpdateItemRequest
                || request instanceof DeleteItemRequest;
    }

    /** A write whose second sending can be seen. A batch puts and deletes the same again. */
    static boolean isResent(DynamoDbRequest request) {
        return isSingleWrite(request) || request instanceof TransactWriteItemsRequest;
    }

    static boolean isPaged(DynamoDbRequest request) {
        return request instanceof QueryRequest || request instanceof ScanRequest;
    }

    /** A read of a global index; only a local index can be asked for consistency. */
    static boolean isOnIndex(DynamoDbRequest request) {
        return switch (request) {
            case QueryRequest query -> query.indexName() != null && !isTrue(query.consistentRead());
            case ScanRequest scan -> scan.indexName() != null && !isTrue(scan.consistentRead());
            default -> false;
        };
    }

    /** A read of a table that did not ask for consistency. */
    static boolean isEventual(DynamoDbRequest request) {
        return switch (request) {
            case QueryRequest query -> query.indexName() == null && !isTrue(query.consistentRead());
            case ScanRequest scan -> scan.indexName() == null && !isTrue(scan.consistentRead());
            case GetItemRequest get -> !isTrue(get.consistentRead());
            case BatchGetItemRequest batch ->
                batch.requestItems().values().stream().noneMatch(table -> isTrue(table.consistentRead()));
            default -> false;
        };
    }

    private static boolean isTrue(@Nullable Boolean asked) {
        return Boolean.TRUE.equals(asked);
    }
}
