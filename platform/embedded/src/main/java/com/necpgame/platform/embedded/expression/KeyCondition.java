package com.necpgame.platform.embedded.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a Query asks of the keys.
 *
 * @param partition the one value of the partition key
 * @param sort how the sort key is bounded; null for all
 */
public record KeyCondition(
        AttributeValue partition, @Nullable Sort sort) {
    /** The comparison of a sort key. {@code BETWEEN} has two operands, all others one. */
    public record Sort(Operator operator, List<AttributeValue> operands) {}

    /** How a sort key is compared with the operands. */
    public enum Operator {
        EQUAL,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST,
        BETWEEN,
        BEGINS_WITH
    }

    /**
     * Reads a key condition. Types and empty values of keys are the caller's to check.
     *
     * @param partitionKey attribute name of the partition key of the table or index asked
     * @param sortKey of the sort key; null if there is none
     * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if the text is no valid key condition for these keys
     */
    public static KeyCondition parse(
            String text, Placeholders placeholders, String partitionKey, @Nullable String sortKey) {
        var clause = new ConditionParser(KeyTerms.KIND, text, placeholders).parse();
        return KeyTerms.of(clause).keyCondition(partitionKey, sortKey);
    }
}
