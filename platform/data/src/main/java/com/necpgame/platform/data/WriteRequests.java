package com.necpgame.platform.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Writes as the SDK's requests. */
final class WriteRequests {
    /**
     * Whatever the client does with other requests, a write is sent once: after a lost answer a second attempt of a conditional write would
     * meet its own first one and report a refusal that is none.
     */
    private static final AwsRequestOverrideConfiguration ONE_ATTEMPT = AwsRequestOverrideConfiguration.builder()
            .addPlugin(client -> client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                    .retryStrategy(DefaultRetryStrategy.doNotRetry())
                    .build()))
            .build();

    TransactWriteItemsRequest transaction(List<Write> writes, String clientToken) {
        return TransactWriteItemsRequest.builder()
                .overrideConfiguration(ONE_ATTEMPT)
                .transactItems(writes.stream().map(WriteRequests::item).toList())
                .clientRequestToken(clientToken)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
    }

    /** A check alone is a transaction of one. */
    TransactWriteItemsRequest check(Write write) {
        return TransactWriteItemsRequest.builder()
                .overrideConfiguration(ONE_ATTEMPT)
                .transactItems(item(write))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
    }

    PutItemRequest put(Write write) {
        var expression = expression(write);
        return PutItemRequest.builder()
                .overrideConfiguration(ONE_ATTEMPT)
                .tableName(write.tableName().physical())
                .item(write.item())
                .conditionExpression(write.condition(expression))
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .returnValuesOnConditionCheckFailure(onFailure(write))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
    }

    UpdateItemRequest update(Write write) {
        var expression = expression(write);
        return UpdateItemRequest.builder()
                .overrideConfiguration(ONE_ATTEMPT)
                .tableName(write.tableName().physical())
                .key(write.key().attributes())
                .updateExpression(((Update<?>) write).render(expression))
                .conditionExpression(write.condition(expression))
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .returnValuesOnConditionCheckFailure(onFailure(write))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
    }

    DeleteItemRequest delete(Write write) {
        var expression = expression(write);
        return DeleteItemRequest.builder()
                .overrideConfiguration(ONE_ATTEMPT)
                .tableName(write.tableName().physical())
                .key(write.key().attributes())
                .conditionExpression(write.condition(expression))
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .returnValuesOnConditionCheckFailure(onFailure(write))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
    }

    private static TransactWriteItem item(Write write) {
        var expression = expression(write);
        String table = write.tableName().physical();
        return switch (write.kind()) {
            case PUT ->
                TransactWriteItem.builder()
                        .put(put -> put.tableName(table)
                                .item(write.item())
                                .conditionExpression(write.condition(expression))
                                .expressionAttributeNames(expression.names())
                                .expressionAttributeValues(expression.values())
                                .returnValuesOnConditionCheckFailure(onFailure(write)))
                        .build();
            case UPDATE ->
                TransactWriteItem.builder()
                        .update(update -> update.tableName(table)
                                .key(write.key().attributes())
                                .updateExpression(((Update<?>) write).render(expression))
                                .conditionExpression(write.condition(expression))
                                .expressionAttributeNames(expression.names())
                                .expressionAttributeValues(expression.values())
                                .returnValuesOnConditionCheckFailure(onFailure(write)))
                        .build();
            case DELETE ->
                TransactWriteItem.builder()
                        .delete(delete -> delete.tableName(table)
                                .key(write.key().attributes())
                                .conditionExpression(write.condition(expression))
                                .expressionAttributeNames(expression.names())
                                .expressionAttributeValues(expression.values())
                                .returnValuesOnConditionCheckFailure(onFailure(write)))
                        .build();
            case CHECK ->
                TransactWriteItem.builder()
                        .conditionCheck(check -> check.tableName(table)
                                .key(write.key().attributes())
                                .conditionExpression(requiredCondition(write, expression))
                                .expressionAttributeNames(expression.names())
                                .expressionAttributeValues(expression.values())
                                .returnValuesOnConditionCheckFailure(onFailure(write)))
                        .build();
        };
    }

    private static String requiredCondition(Write check, Expression expression) {
        String condition = check.condition(expression);
        if (condition == null) {
            throw new IllegalArgumentException("a check needs a condition: " + check);
        }
        return condition;
    }

    private static Expression expression(Write write) {
        return new Expression(write.shape().mapper());
    }

    /** The item that was found goes over the wire only to a refusal that may look at it. */
    private static @Nullable ReturnValuesOnConditionCheckFailure onFailure(Write write) {
        return write.refusal() == null ? null : ReturnValuesOnConditionCheckFailure.ALL_OLD;
    }
}
