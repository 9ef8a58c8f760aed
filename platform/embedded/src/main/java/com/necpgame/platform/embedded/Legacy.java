package com.necpgame.platform.embedded;

import static com.necpgame.platform.embedded.item.Rejections.validation;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Parameters from before there were expressions. To do half of what they say would be worse than to refuse them. */
final class Legacy {
    private static final String EXPECTED = "Expected";
    private static final String OPERATOR = "ConditionalOperator";
    private static final String ATTRIBUTES = "AttributesToGet";

    private Legacy() {}

    static void refuse(PutItemRequest request) {
        refuse(Map.of(EXPECTED, request.hasExpected(), OPERATOR, request.conditionalOperator() != null));
    }

    static void refuse(DeleteItemRequest request) {
        refuse(Map.of(EXPECTED, request.hasExpected(), OPERATOR, request.conditionalOperator() != null));
    }

    static void refuse(UpdateItemRequest request) {
        refuse(Map.of(
                "AttributeUpdates",
                request.hasAttributeUpdates(),
                EXPECTED,
                request.hasExpected(),
                OPERATOR,
                request.conditionalOperator() != null));
    }

    static void refuse(GetItemRequest request) {
        refuse(Map.of(ATTRIBUTES, request.hasAttributesToGet()));
    }

    static void refuse(KeysAndAttributes keys) {
        refuse(Map.of(ATTRIBUTES, keys.hasAttributesToGet()));
    }

    static void refuse(QueryRequest request) {
        refuse(Map.of(
                "KeyConditions",
                request.hasKeyConditions(),
                "QueryFilter",
                request.hasQueryFilter(),
                ATTRIBUTES,
                request.hasAttributesToGet(),
                OPERATOR,
                request.conditionalOperator() != null));
    }

    static void refuse(ScanRequest request) {
        refuse(Map.of(
                "ScanFilter",
                request.hasScanFilter(),
                ATTRIBUTES,
                request.hasAttributesToGet(),
                OPERATOR,
                request.conditionalOperator() != null));
    }

    private static void refuse(Map<String, Boolean> parameters) {
        parameters.forEach((name, given) -> {
            if (given) {
                throw validation("The legacy parameter " + name
                        + " is not supported by the embedded store; use an expression in its place");
            }
        });
    }
}
